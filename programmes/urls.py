from m2w.doors import editors, page, readers
from m2w.privacy.urls import rights
from programmes import models, views

urlpatterns = [
    page("oproepen/", views.Calls.as_view(), "calls", readers(models.Call)),
    page("oproepen/<uuid:pk>/", views.CallPage.as_view(), "call", readers(models.Call)),
    page("projecten/", views.Projects.as_view(), "projects", readers(models.Project)),
    page("projecten/<uuid:pk>/", views.ProjectPage.as_view(), "project", readers(models.Project)),
    page("mentees/", views.Mentees.as_view(), "mentees", readers(models.Mentee)),
    page("mentees/<uuid:pk>/", views.MenteePage.as_view(), "mentee", readers(models.Mentee)),
    page(
        "mentees/<uuid:pk>/register/",
        views.MenteeRecord.as_view(),
        "mentee_record",
        editors(models.Mentee),
    ),
    page(
        "mentees/<uuid:pk>/verbeteren/",
        views.MenteeCorrection.as_view(),
        "mentee_correct",
        editors(models.Mentee),
    ),
    *rights("mentees", "mentee", models.Mentee),
    page("aanmeldingen/", views.Enrolments.as_view(), "enrolments", readers(models.Enrolment)),
]
