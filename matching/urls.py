from m2w.doors import editors, page, readers
from m2w.privacy.urls import rights
from matching import views
from matching.models import Match, Mentor
from programmes.models import Enrolment

urlpatterns = [
    page("aanmeldingen/<uuid:pk>/", views.EnrolmentPage.as_view(), "enrolment", readers(Enrolment)),
    page("mentoren/", views.Mentors.as_view(), "mentors", readers(Mentor)),
    page("mentoren/<uuid:pk>/", views.MentorPage.as_view(), "mentor", readers(Mentor)),
    page(
        "mentoren/<uuid:pk>/register/",
        views.MentorRecord.as_view(),
        "mentor_record",
        editors(Mentor),
    ),
    page(
        "mentoren/<uuid:pk>/verbeteren/",
        views.MentorCorrection.as_view(),
        "mentor_correct",
        editors(Mentor),
    ),
    *rights("mentoren", "mentor", Mentor),
    page("duos/", views.Matches.as_view(), "matches", readers(Match)),
    page("duos/<uuid:pk>/", views.MatchPage.as_view(), "match", readers(Match)),
]
