"""The addresses of the API of files, money and outcomes."""

from django.urls import URLPattern

from m2w.doors import SIGNED_IN, editors, endpoint, in_person, readers, roles
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
from programmes.models import (
    Claim,
    ClaimLine,
    Enrolment,
    Grant,
    Mentee,
    Outcome,
    Payment,
    Settlement,
)
from programmes.serializers.enrolments import STEP_BODIES
from programmes.transitions import COORDINATOR, TRANSITIONS, VDAB

# What is decided about someone, or about money, is no work for a system.
DECISIONS = {"approve", "reject"}
CONFIRMING = in_person(roles(MANAGER))

urlpatterns: list[URLPattern] = [
    endpoint("mentees/", mentees.Mentees.as_view(), "mentees", readers(Mentee)),
    endpoint("mentees/bulk/", mentees.ManyMentees.as_view(), "mentees-bulk", roles(COORDINATOR)),
    endpoint("mentees/<uuid:pk>/", mentees.OneMentee.as_view(), "mentee", readers(Mentee)),
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
            in_person(roles(TRANSITIONS[step].roles))
            if step in DECISIONS
            else roles(TRANSITIONS[step].roles),
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
        "grants/<uuid:pk>/confirm/",
        grants.Confirm.as_view(),
        "grant-confirm",
        in_person(editors(Grant)),
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
        endpoint(f"settlements/{route}/", view.as_view(), f"settlement-{name}", door)
        for route, name, view, door in (
            ("<uuid:pk>/confirm", "confirm", settlements.Confirm, CONFIRMING),
            ("<uuid:pk>/correct", "correct", settlements.Correct, roles(MANAGER)),
            (
                "corrections/<uuid:pk>/confirm",
                "correction",
                settlements.ConfirmCorrection,
                CONFIRMING,
            ),
        )
    ),
    endpoint("payments/", payments.Payments.as_view(), "payments", readers(Payment)),
    endpoint("payments/<uuid:pk>/", payments.OnePayment.as_view(), "payment", readers(Payment)),
    endpoint("payments/<uuid:pk>/pay/", payments.Pay.as_view(), "payment-pay", roles(MANAGER)),
    endpoint("screenings/check/", ScreeningCheckView.as_view(), "screenings-check", SIGNED_IN),
]
