from django.urls import path

from matching import views

urlpatterns = [
    path("aanmeldingen/<uuid:pk>/", views.EnrolmentPage.as_view(), name="enrolment"),
    path("mentoren/", views.Mentors.as_view(), name="mentors"),
    path("mentoren/<uuid:pk>/", views.MentorPage.as_view(), name="mentor"),
    path("duos/", views.Matches.as_view(), name="matches"),
    path("duos/<uuid:pk>/", views.MatchPage.as_view(), name="match"),
]
