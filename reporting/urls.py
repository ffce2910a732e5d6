from collections.abc import Sequence
from functools import partial
from typing import Any

from m2w import doors
from m2w.doors import PUBLIC, editors, readers, roles
from programmes.access import COUNTS_PEOPLE
from programmes.access import evaluations as readers_of_evaluations
from programmes.evaluating import COMMENTING_ROLES
from programmes.models import AgreedAction, Enrolment, Evaluation, Meeting, Project
from reporting.access import BUDGET_READERS, LOT_READERS, REPORT_READERS
from reporting.models import Contribution, Publication, SavedTable, WrittenQuestion
from reporting.views import (
    budget,
    calendars,
    contributions,
    cross_rows,
    crosses,
    matrix,
    meetings,
    open_data,
    outflow,
    project_file,
    projects,
    question_acts,
    question_register,
    question_subs,
    questions,
    reports,
    rounds,
    saved_tables,
    sent_answers,
    sheet_lists,
    sheets,
)

# These addresses take no parameters, unless they say so.
page = partial(doors.page, asks=())
REPORTS = roles(REPORT_READERS)
QUESTIONS = readers(WrittenQuestion)
QUESTION_EDITORS = editors(WrittenQuestion)
ROUNDS, MEETINGS = readers(Meeting), editors(Meeting)
WRITERS = editors(Evaluation)
ROUND = "evaluaties/<str:kind>/<str:level>/<str:code>/<str:start>/"


def of_round(route: str, view: Any, name: str, door: Any) -> Any:
    """Something that is done with a round."""
    return page(f"{ROUND}{route}/", view, f"evaluation_{name}", door)


evaluations = [
    page("evaluaties/", matrix.matrix, "evaluations", readers(Evaluation), asks=None),
    page(
        "evaluaties/bladen/", sheet_lists.Sheets.as_view(), "evaluation_sheets", ROUNDS, asks=None
    ),
    page(
        "evaluaties/te-schrijven/",
        sheet_lists.sheets_to_write,
        "sheets_to_write",
        WRITERS,
        asks=["page"],
    ),
    page(
        "evaluaties/uw-reactie/",
        sheet_lists.sheets_to_comment,
        "sheets_to_comment",
        roles(COMMENTING_ROLES),
        asks=["page"],
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
    page("budget/", budget.budget, "budget", BUDGET, asks=None),
    page("budget/waarom/<slug:code>/", budget.cause, "budget_cause", BUDGET, asks=None),
    page("budget/vooruitzicht/", budget.ahead, "budget_ahead", BUDGET, asks=None),
    page("budget/kost-per-eenheid/", budget.unit_costs, "budget_unit_costs", BUDGET, asks=None),
    page("budget/percelen/", budget.lot_list, "budget_lots", LOTS, asks=None),
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


def of_question(route: str, view: Any, name: str, asks: Sequence[str] = ()) -> Any:
    """Something that is done with a written question."""
    return page(f"vragen/<slug:code>/{route}/", view, name, QUESTION_EDITORS, asks=asks)


SUB_QUESTION = "deelvraag/<int:number>"
written_questions = [
    page("vragen/", questions.question_list, "question_list", QUESTIONS, asks=["q", "open"]),
    page(
        "vragen/nieuw/",
        question_register.Register.as_view(),
        "question_register",
        QUESTION_EDITORS,
    ),
    page(
        "vragen/bijdragen/",
        contributions.contribution_list,
        "contributions",
        readers(Contribution),
        asks=["open"],
    ),
    page(
        "vragen/bijdragen/<uuid:pk>/",
        contributions.GiveContribution.as_view(),
        "contribution",
        editors(Contribution),
    ),
    page("vragen/<slug:code>/", questions.question_detail, "question_detail", QUESTIONS, asks=None),
    of_question("overnemen", question_register.TakeOver.as_view(), "question_take_over"),
    of_question("wijzigen", question_acts.CorrectQuestion.as_view(), "question_correct"),
    of_question("peildatum", question_acts.set_day, "question_day"),
    of_question("groeperen", question_acts.GroupParts.as_view(), "question_group"),
    of_question("delen/<int:position>", question_acts.WritePart.as_view(), "question_part"),
    of_question("delen/<int:position>/splitsen", question_acts.ungroup, "question_ungroup"),
    of_question(
        SUB_QUESTION,
        question_subs.WriteSubAnswer.as_view(),
        "sub_question",
        asks=[question_subs.COMPARED],
    ),
    of_question(f"{SUB_QUESTION}/tabel", question_subs.add_table, "sub_question_table"),
    of_question(
        f"{SUB_QUESTION}/tabel/<int:table>", question_subs.change_table, "sub_question_tables"
    ),
    of_question(f"{SUB_QUESTION}/cijfer", question_subs.take_over_figure, "sub_question_figure"),
    of_question(
        f"{SUB_QUESTION}/reden",
        question_subs.ExplainFigure.as_view(),
        "sub_question_reason",
        asks=["figure"],
    ),
    of_question(
        f"{SUB_QUESTION}/bijdrage", question_subs.AskContribution.as_view(), "sub_question_ask"
    ),
    *(
        of_question(route, question_acts.TakeStep.as_view(name=name), f"question_{name}")
        for name, route in question_acts.ADDRESSES.items()
    ),
]
TABLES, SAVED = readers(SavedTable), editors(SavedTable)
CASELOAD = readers(Enrolment)
crossed = [
    page("kruistabellen/", crosses.cross, "cross", REPORTS, asks=None),
    page(
        "kruistabellen/personen/", cross_rows.CrossRows.as_view(), "cross_rows", CASELOAD, asks=None
    ),
    page("kruistabellen/bewaren/", saved_tables.save, "table_save", SAVED, asks=None),
    page("kruistabellen/bewaard/", saved_tables.SavedTables.as_view(), "tables", TABLES, asks=None),
    page("kruistabellen/bewaard/<uuid:pk>/", saved_tables.open_table, "table", TABLES),
    page("kruistabellen/bewaard/<uuid:pk>/hernoemen/", saved_tables.rename, "table_rename", SAVED),
    page(
        "kruistabellen/bewaard/<uuid:pk>/verwijderen/", saved_tables.remove, "table_remove", SAVED
    ),
]
urlpatterns = [
    *publishing,
    *crossed,
    *budgets,
    *of_project,
    *calendar,
    *evaluations,
    page("uitstroom/", outflow.outflow, "outflow", roles(COUNTS_PEOPLE), asks=None),
    page("projecten/<uuid:pk>/", projects.ProjectFile.as_view(), "project", readers(Project)),
    page("rapporten/", reports.report_list, "report_list", REPORTS),
    page("rapporten/<slug:code>/", reports.report_detail, "report_detail", REPORTS, asks=None),
    *sent_answers_pages,
    *written_questions,
]
