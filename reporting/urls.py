from m2w.doors import page, readers, roles
from reporting import views
from reporting.access import REPORT_READERS
from reporting.models import WrittenQuestion

REPORTS = roles(REPORT_READERS)
QUESTIONS = readers(WrittenQuestion)

urlpatterns = [
    page("rapporten/", views.report_list, "report_list", REPORTS),
    page("rapporten/<slug:code>/", views.report_detail, "report_detail", REPORTS),
    page("vragen/", views.question_list, "question_list", QUESTIONS),
    page("vragen/<slug:code>/", views.question_detail, "question_detail", QUESTIONS),
]
