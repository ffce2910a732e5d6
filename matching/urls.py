from m2w.doors import editors, page, readers, roles
from m2w.privacy.urls import rights
from matching.models import Match, Mentor
from matching.views import files, matches, mentors, places
from programmes.models import Enrolment, Mentee
from programmes.transitions import VDAB

urlpatterns = [
    page("mentees/<uuid:pk>/", files.MenteePage.as_view(), "mentee", readers(Mentee)),
    page("aanmeldingen/<uuid:pk>/", files.EnrolmentPage.as_view(), "enrolment", readers(Enrolment)),
    page("mentoren/", mentors.Mentors.as_view(), "mentors", readers(Mentor)),
    page("mentoren/<uuid:pk>/", mentors.MentorPage.as_view(), "mentor", readers(Mentor)),
    page(
        "mentoren/<uuid:pk>/register/",
        mentors.MentorRecord.as_view(),
        "mentor_record",
        editors(Mentor),
    ),
    page(
        "mentoren/<uuid:pk>/verbeteren/",
        mentors.MentorCorrection.as_view(),
        "mentor_correct",
        editors(Mentor),
    ),
    *rights("mentoren", "mentor", Mentor),
    page("waar-is-plaats/", places.WhereIsRoom.as_view(), "where_is_room", roles(VDAB)),
    page("duos/", matches.Matches.as_view(), "matches", readers(Match)),
    page("duos/<uuid:pk>/", matches.MatchPage.as_view(), "match", readers(Match)),
]
