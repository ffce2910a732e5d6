from django.urls import path

from reporting import views

urlpatterns = [
    path("rapporten/", views.report_list, name="report_list"),
    path("rapporten/<slug:code>/", views.report_detail, name="report_detail"),
    path("vragen/", views.question_list, name="question_list"),
    path("vragen/<slug:code>/", views.question_detail, name="question_detail"),
]
