from typing import Any

from m2w.doors import PUBLIC, editors, page, readers, roles
from programmes.access import COUNTS_PEOPLE
from programmes.access import evaluations as readers_of_evaluations
from programmes.evaluating import COMMENTING_ROLES
from programmes.models import AgreedAction, Evaluation, Meeting, Project
from reporting.access import BUDGET_READERS, LOT_READERS, REPORT_READERS
from reporting.models import Publication, WrittenQuestion
from reporting.views import (
    budget,
    calendars,
    matrix,
    meetings,
    open_data,
    outflow,
    project_file,
    projects,
    questions,
    reports,
    rounds,
    sent_answers,
    sheet_lists,
    sheets,
)

REPORTS = roles(REPORT_READERS)
QUESTIONS = readers(WrittenQuestion)
ROUNDS, MEETINGS = readers(Meeting), editors(Meeting)
WRITERS = editors(Evaluation)
ROUND = "evaluaties/<str:kind>/<str:level>/<str:code>/<str:start>/"


def of_round(route: str, view: Any, name: str, door: Any) -> Any:
    """Something that is done with a round."""
    return page(f"{ROUND}{route}/", view, f"evaluation_{name}", door)


evaluations = [
    page("evaluaties/", matrix.matrix, "evaluations", readers(Evaluation)),
    page("evaluaties/bladen/", sheet_lists.Sheets.as_view(), "evaluation_sheets", ROUNDS),
    page("evaluaties/te-schrijven/", sheet_lists.sheets_to_write, "sheets_to_write", WRITERS),
    page(
        "evaluaties/uw-reactie/",
        sheet_lists.sheets_to_comment,
        "sheets_to_comment",
        roles(COMMENTING_ROLES),
    ),
    page(
        "evaluaties/blad/<uuid:pk>/", sheets.SheetPage.as_view(), "evaluation", readers(Evaluation)
    ),
    page(
        "evaluaties/blad/<uuid:pk>/invullen/",
        sheets.WriteSheet.as_view(),
        "evaluation_write",
        WRITERS,
    ),
    page(
        "evaluaties/blad/<uuid:pk>/definitief/",
        sheets.FinaliseSheet.as_view(),
        "evaluation_finalise",
        WRITERS,
    ),
    page(
        "evaluaties/blad/<uuid:pk>/heropenen/",
        sheets.ReopenSheet.as_view(),
        "evaluation_reopen",
        WRITERS,
    ),
    page("evaluaties/overleg/<uuid:pk>/", rounds.MeetingPage.as_view(), "meeting", ROUNDS),
    page(
        "evaluaties/acties/<uuid:pk>/gedaan/",
        meetings.FinishAction.as_view(),
        "action_done",
        editors(AgreedAction),
    ),
    page(
        "evaluaties/<str:level>/<str:code>/<str:start>/",
        rounds.RoundPage.as_view(),
        "evaluation_round",
        ROUNDS,
    ),
    page(ROUND, rounds.RoundPage.as_view(), "evaluation_of_kind", ROUNDS),
    of_round("beginnen", rounds.begin, "begin", WRITERS),
    of_round("plannen", meetings.PlanMeeting.as_view(), "plan", MEETINGS),
    of_round("gehouden", meetings.HoldMeeting.as_view(), "hold", MEETINGS),
    of_round("verslag", meetings.WriteMinutes.as_view(), "minutes", MEETINGS),
    of_round("actie", meetings.AddAction.as_view(), "action", MEETINGS),
    of_round("agenda", meetings.TakeAgenda.as_view(), "agenda", ROUNDS),
    of_round(
        "reageren/<str:track>",
        meetings.CommentSheet.as_view(),
        "comment",
        roles(COMMENTING_ROLES),
    ),
]
of_project = [
    page(
        "projecten/<uuid:pk>/paspoort/", project_file.passport, "project_passport", readers(Project)
    ),
    page(
        "projecten/<uuid:pk>/dossier/<slug:kind>/",
        project_file.dossier,
        "project_dossier",
        readers(Evaluation),
    ),
]
CALENDARS = roles(readers_of_evaluations())
calendar = [
    page("agenda/<str:token>.ics", calendars.calendar, "calendar", PUBLIC),
    page("agenda/adres/maken/", calendars.make_link, "calendar_make", CALENDARS),
    page("agenda/adres/intrekken/", calendars.withdraw_link, "calendar_withdraw", CALENDARS),
]
BUDGET, LOTS = roles(BUDGET_READERS), roles(LOT_READERS)
budgets = [
    page("budget/", budget.budget, "budget", BUDGET),
    page("budget/waarom/<slug:code>/", budget.cause, "budget_cause", BUDGET),
    page("budget/vooruitzicht/", budget.ahead, "budget_ahead", BUDGET),
    page("budget/kost-per-eenheid/", budget.unit_costs, "budget_unit_costs", BUDGET),
    page("budget/percelen/", budget.lot_list, "budget_lots", LOTS),
]
ANSWERING, PUBLISHING = editors(WrittenQuestion), editors(Publication)
sent_answers_pages = [
    page("vragen/proefberekeningen/", sent_answers.rehearsals, "question_rehearsals", QUESTIONS),
    page("vragen/<slug:code>/verzonden/", sent_answers.sent_answer, "question_sent", QUESTIONS),
    page(
        "vragen/<slug:code>/verzonden/bestand/<str:name>/",
        sent_answers.sent_file,
        "question_sent_file",
        QUESTIONS,
    ),
    page(
        "vragen/<slug:code>/verzonden/latere-tekst/",
        sent_answers.AddLaterText.as_view(),
        "question_later_text",
        ANSWERING,
    ),
    page("vragen/<slug:code>/verschil/", sent_answers.difference, "question_difference", QUESTIONS),
]
publishing = [
    page("open/", open_data.open_list, "open_list", PUBLIC),
    page("open/<slug:code>/", open_data.open_detail, "open_detail", PUBLIC),
    page("open/<slug:code>/csvw.zip", open_data.open_package, "open_package", PUBLIC),
    page("open-data/", open_data.open_data, "open_data", PUBLISHING),
    page("open-data/schakelaar/", open_data.switch_open_data, "open_switch", PUBLISHING),
    page(
        "open-data/tabellen/",
        open_data.PublishTables.as_view(),
        "open_publish_tables",
        PUBLISHING,
    ),
    page(
        "open-data/antwoord/<slug:code>/",
        open_data.PublishAnswer.as_view(),
        "open_publish_answer",
        PUBLISHING,
    ),
    page("open-data/<slug:code>/weghalen/", open_data.take_down, "open_take_down", PUBLISHING),
]
urlpatterns = [
    *publishing,
    *budgets,
    *of_project,
    *calendar,
    *evaluations,
    page("uitstroom/", outflow.outflow, "outflow", roles(COUNTS_PEOPLE)),
    page("projecten/<uuid:pk>/", projects.ProjectFile.as_view(), "project", readers(Project)),
    page("rapporten/", reports.report_list, "report_list", REPORTS),
    page("rapporten/<slug:code>/", reports.report_detail, "report_detail", REPORTS),
    page("vragen/", questions.question_list, "question_list", QUESTIONS),
    *sent_answers_pages,
    page("vragen/<slug:code>/", questions.question_detail, "question_detail", QUESTIONS),
]
