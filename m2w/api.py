"""Every address of the API, version 1, each with its door."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from m2w import problems
from m2w.accounts.api import StaffMembers
from m2w.accounts.models import Staff
from m2w.documents import api as documents
from m2w.documents.models import Document
from m2w.doors import PUBLIC, SIGNED_IN, editors, endpoint, page, readers, roles
from matching.access import MATCH_EDITORS, PROPOSALS, PROPOSERS
from matching.api import contacts, matches, mentors, proposals
from matching.models import Contact, Match, Mentor, Proposal
from matching.serializers.matches import ACT_BODIES
from programmes.access import MANAGER
from programmes.api import (
    claims,
    control,
    enrolments,
    grants,
    mentees,
    outcomes,
    payments,
    settlements,
)
from programmes.api.screenings import ScreeningCheckView
from programmes.evaluating import COMMENTING_ROLES
from programmes.models import (
    Claim,
    ClaimLine,
    Enrolment,
    Evaluation,
    Grant,
    Mentee,
    Outcome,
    Payment,
    Settlement,
)
from programmes.serializers.enrolments import STEP_BODIES
from programmes.transitions import COORDINATOR, TRANSITIONS, VDAB
from reporting.access import REPORT_READERS
from reporting.api import (
    composing,
    contributions,
    evaluations,
    publications,
    questions,
    saved_tables,
    sent_answers,
)
from reporting.api.reports import ReportListView, ReportView
from reporting.models import Contribution, Publication, SavedTable, WrittenQuestion


def unknown_address(request: HttpRequest, **kwargs: Any) -> JsonResponse:
    problem = problems.body(404, "not_found", problems.TITLES[404])
    return JsonResponse(problem, status=404, content_type=problems.JSON_PROBLEM)


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
docs = SpectacularSwaggerSplitView.as_view(url_name="api-schema")

urlpatterns = [
    endpoint("mentees/", mentees.Mentees.as_view(), "mentees", readers(Mentee)),
    endpoint("mentees/<uuid:pk>/", mentees.OneMentee.as_view(), "mentee", readers(Mentee)),
    endpoint("mentors/", mentors.Mentors.as_view(), "mentors", readers(Mentor)),
    endpoint("mentors/<uuid:pk>/", mentors.OneMentor.as_view(), "mentor", readers(Mentor)),
    endpoint("enrolments/", enrolments.Enrolments.as_view(), "enrolments", readers(Enrolment)),
    endpoint("enrolments/refer/", enrolments.Refer.as_view(), "enrolments-refer", roles(VDAB)),
    endpoint(
        "enrolments/<uuid:pk>/", enrolments.OneEnrolment.as_view(), "enrolment", readers(Enrolment)
    ),
    endpoint(
        "enrolments/<uuid:pk>/assign_coach/",
        enrolments.AssignCoach.as_view(),
        "enrolment-assign_coach",
        roles(COORDINATOR),
    ),
    *(
        endpoint(
            f"enrolments/<uuid:pk>/{step}/",
            enrolments.step_view(step),
            f"enrolment-{step}",
            roles(TRANSITIONS[step].roles),
        )
        for step in STEP_BODIES
    ),
    endpoint("claims/", claims.Claims.as_view(), "claims", readers(Claim)),
    endpoint("claims/<uuid:pk>/", claims.OneClaim.as_view(), "claim", readers(Claim)),
    endpoint(
        "claims/<uuid:pk>/submit/", claims.Submit.as_view(), "claim-submit", roles(COORDINATOR)
    ),
    endpoint("claims/<uuid:pk>/lines/", claims.Lines.as_view(), "claim-lines", readers(Claim)),
    endpoint("claims/lines/<uuid:pk>/", claims.OneLine.as_view(), "claim-line", readers(ClaimLine)),
    endpoint("outcomes/", outcomes.Outcomes.as_view(), "outcomes", readers(Outcome)),
    endpoint("outcomes/<uuid:pk>/", outcomes.OneOutcome.as_view(), "outcome", readers(Outcome)),
    endpoint(
        "outcomes/<uuid:pk>/verify/", outcomes.Verify.as_view(), "outcome-verify", roles(VDAB)
    ),
    endpoint("grants/", grants.Grants.as_view(), "grants", readers(Grant)),
    endpoint("grants/<uuid:pk>/", grants.OneGrant.as_view(), "grant", readers(Grant)),
    endpoint(
        "grants/<uuid:pk>/confirm/", grants.Confirm.as_view(), "grant-confirm", editors(Grant)
    ),
    endpoint("matches/", matches.Matches.as_view(), "matches", readers(Match)),
    endpoint("matches/<uuid:pk>/", matches.OneMatch.as_view(), "match", readers(Match)),
    *(
        endpoint(
            f"matches/<uuid:pk>/{act}/",
            matches.act_view(act),
            f"match-{act}",
            roles(MATCH_EDITORS),
        )
        for act in ACT_BODIES
    ),
    endpoint("contacts/", contacts.Contacts.as_view(), "contacts", readers(Contact)),
    endpoint("contacts/<uuid:pk>/", contacts.OneContact.as_view(), "contact", readers(Contact)),
    endpoint("staff/", StaffMembers.as_view(), "staff", readers(Staff)),
    endpoint("proposals/", proposals.Proposals.as_view(), "proposals", readers(Proposal)),
    endpoint(
        "proposals/<uuid:pk>/", proposals.OneProposal.as_view(), "proposal", readers(Proposal)
    ),
    *(
        endpoint(
            f"proposals/<uuid:pk>/{name}/", view.as_view(), f"proposal-{name}", roles(PROPOSALS)
        )
        for name, view in {
            "accept": proposals.Accept,
            "choose": proposals.Choose,
            "lock": proposals.Lock,
            "unlock": proposals.Unlock,
            "veto": proposals.VetoPair,
        }.items()
    ),
    endpoint(
        "proposals/<uuid:pk>/run_again/",
        proposals.RunAgain.as_view(),
        "proposal-run_again",
        roles(PROPOSERS),
    ),
    endpoint("documents/", documents.Documents.as_view(), "documents", readers(Document)),
    endpoint(
        "documents/<uuid:pk>/", documents.OneDocument.as_view(), "document", readers(Document)
    ),
    endpoint(
        "documents/<uuid:pk>/content/",
        documents.Content.as_view(),
        "document-content",
        readers(Document),
    ),
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
            editors(WrittenQuestion),
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
    endpoint(
        "claims/<uuid:pk>/control/",
        control.ControlOfClaim.as_view(),
        "claim-control",
        readers(Claim),
    ),
    *(
        endpoint(
            f"claims/<uuid:pk>/{name}/",
            control.claim_view(name),
            f"claim-{name}",
            roles(MANAGER),
        )
        for name in control.CLAIM_ACTS
    ),
    *(
        endpoint(
            f"claims/<uuid:pk>/lines/<uuid:line>/{name}/",
            control.line_view(name),
            f"claim-line-{name}",
            roles(COORDINATOR if name == "answer_proof" else MANAGER),
        )
        for name in control.LINE_ACTS
    ),
    endpoint("settlements/", settlements.Settlements.as_view(), "settlements", readers(Settlement)),
    endpoint(
        "settlements/<uuid:pk>/",
        settlements.OneSettlement.as_view(),
        "settlement",
        readers(Settlement),
    ),
    *(
        endpoint(f"settlements/{route}/", view.as_view(), f"settlement-{name}", roles(MANAGER))
        for route, name, view in (
            ("<uuid:pk>/confirm", "confirm", settlements.Confirm),
            ("<uuid:pk>/correct", "correct", settlements.Correct),
            ("corrections/<uuid:pk>/confirm", "correction", settlements.ConfirmCorrection),
        )
    ),
    endpoint("payments/", payments.Payments.as_view(), "payments", readers(Payment)),
    endpoint("payments/<uuid:pk>/", payments.OnePayment.as_view(), "payment", readers(Payment)),
    endpoint("payments/<uuid:pk>/pay/", payments.Pay.as_view(), "payment-pay", roles(MANAGER)),
    endpoint("screenings/check/", ScreeningCheckView.as_view(), "screenings-check", SIGNED_IN),
    endpoint("reports/", ReportListView.as_view(), "reports", REPORTS),
    endpoint("reports/<slug:code>/", ReportView.as_view(), "report", REPORTS),
    endpoint("schema/", SpectacularAPIView.as_view(), "schema", SIGNED_IN),
    endpoint("docs/", docs, "docs", SIGNED_IN),
    page("", unknown_address, "api-unknown_address", PUBLIC, pattern=True),
]
