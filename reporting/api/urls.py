"""The addresses of the API of reports, evaluations, written questions and open data."""

from typing import Any

from django.urls import URLPattern

from m2w.doors import editors, endpoint, in_person, readers, roles
from programmes.evaluating import COMMENTING_ROLES
from programmes.models import AgreedAction, Enrolment, Evaluation, Meeting
from reporting.access import REPORT_READERS
from reporting.api import (
    composing,
    contributions,
    crosses,
    evaluations,
    meetings,
    publications,
    questions,
    saved_tables,
    sent_answers,
)
from reporting.api.reports import ReportListView, ReportView
from reporting.models import Contribution, Publication, SavedTable, WrittenQuestion

REPORTS = roles(REPORT_READERS)
ONE = "<uuid:pk>"
SUB, PART = "sub_questions/<int:number>", "parts/<int:position>"
# What is done with a question, by who composes its answer.
ON_QUESTIONS: tuple[tuple[str, str, Any], ...] = (
    ("set_day", "set_day", questions.SetDay),
    ("group", "group", questions.Group),
    (PART, "part", questions.OnePart),
    (f"{PART}/split", "part-split", questions.SplitPart),
    ("similar", "similar", composing.SimilarQuestions),
    ("take_over", "take_over", composing.TakeOver),
    (SUB, "sub", composing.OneSubQuestion),
    (f"{SUB}/tables", "sub-tables", composing.Tables),
    (f"{SUB}/tables/<int:table>", "sub-table", composing.OneTable),
    (f"{SUB}/take_over_figure", "sub-take_over_figure", composing.TakeOverFigure),
    (f"{SUB}/explain_figure", "sub-explain_figure", composing.ExplainFigure),
    (f"{SUB}/contributions", "sub-contributions", composing.AskContribution),
    ("sent/later_texts", "later_text", sent_answers.LaterTexts),
    *((name, name, view) for name, view in questions.STEPS.items()),
)
# With these someone stands for an answer to parliament.
ANSWERING = {"sign_off", "send"}

urlpatterns: list[URLPattern] = [
    endpoint("questions/", questions.Questions.as_view(), "questions", readers(WrittenQuestion)),
    endpoint(
        "questions/<uuid:pk>/",
        questions.OneQuestion.as_view(),
        "question",
        readers(WrittenQuestion),
    ),
    *(
        endpoint(
            f"questions/<uuid:pk>/{route}/",
            view.as_view(),
            f"question-{name}",
            in_person(editors(WrittenQuestion)) if name in ANSWERING else editors(WrittenQuestion),
        )
        for route, name, view in ON_QUESTIONS
    ),
    endpoint(
        "contributions/",
        contributions.Contributions.as_view(),
        "contributions",
        readers(Contribution),
    ),
    endpoint(
        "contributions/<uuid:pk>/",
        contributions.OneContribution.as_view(),
        "contribution",
        readers(Contribution),
    ),
    endpoint(
        "contributions/<uuid:pk>/give/",
        contributions.Give.as_view(),
        "contribution-give",
        editors(Contribution),
    ),
    endpoint(
        "questions/rehearsals/",
        sent_answers.Rehearsals.as_view(),
        "question-rehearsals",
        readers(WrittenQuestion),
    ),
    *(
        endpoint(
            f"questions/{ONE}/{route}/",
            view.as_view(),
            f"question-{name}",
            readers(WrittenQuestion),
        )
        for route, name, view in (
            ("answer", "answer", sent_answers.AnswerPreview),
            ("sent", "sent", sent_answers.SentAnswer),
            ("sent/files/<str:name>", "file", sent_answers.SentFile),
            ("difference", "difference", sent_answers.Difference),
        )
    ),
    *(
        endpoint(route, view.as_view(), name, editors(Publication))
        for route, name, view in (
            ("publications/", "publications", publications.Publications),
            (f"publications/{ONE}/", "publication", publications.OnePublication),
            (f"publications/{ONE}/take_down/", "publication-take_down", publications.TakeDown),
            ("open_data/", "open_data", publications.Switch),
        )
    ),
    endpoint(
        "saved_tables/", saved_tables.SavedTables.as_view(), "saved_tables", readers(SavedTable)
    ),
    endpoint(
        f"saved_tables/{ONE}/",
        saved_tables.OneSavedTable.as_view(),
        "saved_table",
        readers(SavedTable),
    ),
    endpoint("evaluations/", evaluations.Evaluations.as_view(), "evaluations", readers(Evaluation)),
    endpoint(
        "evaluations/<uuid:pk>/",
        evaluations.OneEvaluation.as_view(),
        "evaluation",
        readers(Evaluation),
    ),
    *(
        endpoint(f"evaluations/<uuid:pk>/{name}/", view.as_view(), f"evaluation-{name}", door)
        for name, view, door in (
            ("finalise", evaluations.Finalise, editors(Evaluation)),
            ("reopen", evaluations.Reopen, editors(Evaluation)),
            ("comment", evaluations.Comment, roles(COMMENTING_ROLES)),
        )
    ),
    *(
        endpoint(route, view.as_view(), name, door)
        for route, name, view, door in (
            ("evaluations/comments/", "comments", meetings.Comments, roles(COMMENTING_ROLES)),
            ("evaluations/to_write/", "to_write", meetings.ToWrite, editors(Evaluation)),
            ("evaluations/to_comment/", "to_comment", meetings.ToComment, roles(COMMENTING_ROLES)),
            ("meetings/", "meetings", meetings.Meetings, readers(Meeting)),
            (f"meetings/{ONE}/", "meeting", meetings.OneMeeting, readers(Meeting)),
            (f"meetings/{ONE}/agenda/", "meeting-agenda", meetings.Agenda, readers(Meeting)),
            (f"meetings/{ONE}/plan/", "meeting-plan", meetings.Plan, editors(Meeting)),
            (f"meetings/{ONE}/hold/", "meeting-hold", meetings.Hold, editors(Meeting)),
            (
                f"meetings/{ONE}/agree_action/",
                "meeting-agree_action",
                meetings.AgreeAction,
                editors(Meeting),
            ),
            ("actions/", "actions", meetings.Actions, readers(AgreedAction)),
            (f"actions/{ONE}/", "action", meetings.OneAction, readers(AgreedAction)),
            (f"actions/{ONE}/done/", "action-done", meetings.Done, editors(AgreedAction)),
            ("reports/cross/rows/", "cross_rows", crosses.CrossRows, readers(Enrolment)),
        )
    ),
    endpoint("reports/", ReportListView.as_view(), "reports", REPORTS),
    endpoint("reports/<slug:code>/", ReportView.as_view(), "report", REPORTS),
]
