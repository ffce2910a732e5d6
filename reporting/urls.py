from m2w.doors import page, readers, roles
from reporting.access import REPORT_READERS
from reporting.models import WrittenQuestion
from reporting.views import questions, reports

REPORTS = roles(REPORT_READERS)
QUESTIONS = readers(WrittenQuestion)

urlpatterns = [
    page("rapporten/", reports.report_list, "report_list", REPORTS),
    page("rapporten/<slug:code>/", reports.report_detail, "report_detail", REPORTS),
    page("vragen/", questions.question_list, "question_list", QUESTIONS),
    page("vragen/<slug:code>/", questions.question_detail, "question_detail", QUESTIONS),
]
