"""The addresses of the API of files, money and outcomes."""

from django.urls import URLPattern

from m2w.doors import SIGNED_IN, editors, endpoint, in_person, readers, roles
from programmes.access import MANAGER, REGISTRATIONS
from programmes.access import claims as reads_claims
from programmes.api import (
    claim_figures,
    claims,
    control,
    cost_plans,
    enrolments,
    extension_requests,
    follow_up,
    frame,
    grants,
    mentees,
    outcomes,
    payment_lists,
    payments,
    queue,
    settlements,
)
from programmes.api.screenings import ScreeningCheckView
from programmes.api.withdrawing import withdraw_view
from programmes.models import (
    Call,
    Claim,
    ClaimLine,
    CostPlan,
    Enrolment,
    Extension,
    ExtensionRequest,
    Grant,
    Lot,
    Measurement,
    Mentee,
    Outcome,
    Payment,
    Project,
    Settlement,
)
from programmes.serializers.enrolments import STEP_BODIES
from programmes.transitions import COORDINATOR, PROMOTER, TRANSITIONS, VDAB

# What is decided about someone, or about money, is no work for a system.
DECISIONS = {"approve", "reject"}
CONFIRMING = in_person(roles(MANAGER))
# Who refers approves whom the promoter then takes on.
REFERRING = in_person(roles(VDAB))

framing = [
    endpoint("calls/", frame.Calls.as_view(), "calls", readers(Call)),
    endpoint("calls/<uuid:pk>/", frame.OneCall.as_view(), "call", readers(Call)),
    endpoint(
        "calls/<uuid:pk>/redefine_outflow/",
        frame.RedefineOutflow.as_view(),
        "call-redefine_outflow",
        editors(Call),
    ),
    endpoint(
        "calls/<uuid:pk>/set_terms/", frame.SetTerms.as_view(), "call-set_terms", editors(Call)
    ),
    endpoint("lots/", frame.Lots.as_view(), "lots", readers(Lot)),
    endpoint("lots/<uuid:pk>/", frame.OneLot.as_view(), "lot", readers(Lot)),
    endpoint("projects/", frame.Projects.as_view(), "projects", readers(Project)),
    endpoint("projects/<uuid:pk>/", frame.OneProject.as_view(), "project", readers(Project)),
    endpoint("extensions/", frame.Extensions.as_view(), "extensions", readers(Extension)),
    endpoint(
        "extensions/<uuid:pk>/", frame.OneExtension.as_view(), "extension", readers(Extension)
    ),
    endpoint(
        "extension_requests/",
        extension_requests.ExtensionRequests.as_view(),
        "extension_requests",
        readers(ExtensionRequest),
    ),
    endpoint(
        "extension_requests/<uuid:pk>/",
        extension_requests.OneExtensionRequest.as_view(),
        "extension_request",
        readers(ExtensionRequest),
    ),
    *(
        endpoint(
            f"extension_requests/<uuid:pk>/{name}/",
            view.as_view(),
            f"extension_request-{name}",
            in_person(editors(ExtensionRequest)),
        )
        for name, view in (
            ("grant", extension_requests.Grant),
            ("refuse", extension_requests.Refuse),
        )
    ),
    endpoint("cost_plans/", cost_plans.CostPlans.as_view(), "cost_plans", readers(CostPlan)),
    endpoint(
        "cost_plans/<uuid:pk>/", cost_plans.OneCostPlan.as_view(), "cost_plan", readers(CostPlan)
    ),
    endpoint(
        "projects/<uuid:pk>/cost_plans/<int:year>/",
        cost_plans.CostPlanOfYear.as_view(),
        "project-cost_plan",
        readers(CostPlan),
    ),
    endpoint(
        "projects/<uuid:pk>/room_to_grant/",
        grants.RoomToGrant.as_view(),
        "project-room_to_grant",
        roles(MANAGER),
    ),
    endpoint(
        "projects/<uuid:pk>/claim_years/<int:year>/",
        claim_figures.ClaimYear.as_view(),
        "project-claim_year",
        readers(Claim),
    ),
]
queueing = [
    *(
        endpoint(
            f"enrolments/queue/{name}/",
            queue.queue_view(name),
            f"enrolments-queue_{name}",
            roles(VDAB),
        )
        for name in queue.QUEUES
    ),
    *(
        endpoint(
            f"enrolments/<uuid:pk>/{name}/", queue.act_view(name), f"enrolment-{name}", roles(VDAB)
        )
        for name in queue.QUEUE_ACTS
    ),
    *(
        endpoint(f"enrolments/<uuid:pk>/{name}/", view.as_view(), f"enrolment-{name}", roles(VDAB))
        for name, view in (
            ("screen_again", queue.ScreenAgain),
            ("facts", queue.Facts),
            ("desk", queue.OnDesk),
        )
    ),
    endpoint(
        "enrolments/<uuid:pk>/refer_again/",
        queue.ReferAgain.as_view(),
        "enrolment-refer_again",
        REFERRING,
    ),
]
following = [
    endpoint(
        "enrolments/<uuid:pk>/letter/",
        follow_up.Letter.as_view(),
        "enrolment-letter",
        readers(Enrolment),
    ),
    endpoint(
        "enrolments/<uuid:pk>/screenings/",
        follow_up.Screenings.as_view(),
        "enrolment-screenings",
        readers(Enrolment),
    ),
    endpoint(
        "enrolments/<uuid:pk>/plan_intake/",
        follow_up.PlanIntake.as_view(),
        "enrolment-plan_intake",
        roles(PROMOTER),
    ),
    endpoint(
        "enrolments/to_measure/",
        follow_up.ToMeasure.as_view(),
        "enrolments-to_measure",
        roles(PROMOTER),
    ),
    endpoint(
        "enrolments/<uuid:pk>/measurements/",
        follow_up.Measurements.as_view(),
        "enrolment-measurements",
        readers(Measurement),
    ),
    endpoint(
        "enrolments/<uuid:pk>/measure/",
        follow_up.Measure.as_view(),
        "enrolment-measure",
        roles(PROMOTER),
    ),
    endpoint("outcomes/to_verify/", outcomes.ToVerify.as_view(), "outcomes-to_verify", roles(VDAB)),
    endpoint(
        "outcomes/<uuid:pk>/remove/", outcomes.Remove.as_view(), "outcome-remove", roles(PROMOTER)
    ),
]
more_money = [
    endpoint("claims/due/", claim_figures.Due.as_view(), "claims-due", roles(COORDINATOR)),
    endpoint(
        "claims/to_control/",
        claim_figures.ToControl.as_view(),
        "claims-to_control",
        roles(MANAGER),
    ),
    endpoint(
        "claims/lines/<uuid:pk>/same_invoice/",
        claim_figures.SameInvoice.as_view(),
        "claim-line-same_invoice",
        readers(ClaimLine),
    ),
    endpoint("settlements/due/", settlements.Due.as_view(), "settlements-due", roles(MANAGER)),
    *(
        endpoint(
            f"settlements/<uuid:pk>/{name}/",
            view.as_view(),
            f"settlement-{name}",
            roles(reads_claims("")),
        )
        for name, view in (
            ("statement", settlements.StatementOfSettlement),
            ("letter", settlements.Letter),
        )
    ),
    *(
        endpoint(f"{route}/<uuid:pk>/withdraw/", withdraw_view(kind), name, roles(MANAGER))
        for route, kind, name in (
            ("grants", "grants", "grant-withdraw"),
            ("settlements", "settlements", "settlement-withdraw"),
            (
                "settlements/corrections",
                "settlements_corrections",
                "settlement-correction-withdraw",
            ),
            ("payments", "payments", "payment-withdraw"),
        )
    ),
    endpoint(
        "payment_lists/", payment_lists.PaymentLists.as_view(), "payment_lists", roles(MANAGER)
    ),
    endpoint(
        "payment_lists/<uuid:pk>/",
        payment_lists.OnePaymentList.as_view(),
        "payment_list",
        roles(MANAGER),
    ),
    endpoint(
        "payment_lists/<uuid:pk>/lines/",
        payment_lists.Lines.as_view(),
        "payment_list-lines",
        roles(MANAGER),
    ),
]
urlpatterns: list[URLPattern] = [
    endpoint(
        "mentees/similar/", mentees.Resembling.as_view(), "mentees-similar", roles(REGISTRATIONS)
    ),
    *framing,
    *queueing,
    *following,
    *more_money,
    endpoint("mentees/", mentees.Mentees.as_view(), "mentees", readers(Mentee)),
    endpoint("mentees/bulk/", mentees.ManyMentees.as_view(), "mentees-bulk", roles(COORDINATOR)),
    endpoint("mentees/<uuid:pk>/", mentees.OneMentee.as_view(), "mentee", readers(Mentee)),
    endpoint("enrolments/", enrolments.Enrolments.as_view(), "enrolments", readers(Enrolment)),
    endpoint("enrolments/refer/", enrolments.Refer.as_view(), "enrolments-refer", REFERRING),
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
        roles(MANAGER),
    ),
    *(
        endpoint(
            f"claims/<uuid:pk>/{name}/",
            control.claim_view(name),
            f"claim-{name}",
            CONFIRMING,
        )
        for name in control.CLAIM_ACTS
    ),
    *(
        endpoint(
            f"claims/<uuid:pk>/lines/<uuid:line>/{name}/",
            control.line_view(name),
            f"claim-line-{name}",
            roles(COORDINATOR) if name == "answer_proof" else CONFIRMING,
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
