from django.urls import path

from programmes import views

urlpatterns = [
    path("oproepen/", views.Calls.as_view(), name="calls"),
    path("oproepen/<uuid:pk>/", views.CallPage.as_view(), name="call"),
    path("projecten/", views.Projects.as_view(), name="projects"),
    path("projecten/<uuid:pk>/", views.ProjectPage.as_view(), name="project"),
    path("mentees/", views.Mentees.as_view(), name="mentees"),
    path("mentees/<uuid:pk>/", views.MenteePage.as_view(), name="mentee"),
    path("aanmeldingen/", views.Enrolments.as_view(), name="enrolments"),
]
