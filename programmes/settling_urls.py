"""The addresses of control, settlements, payments and payment lists."""

from functools import partial

from m2w.doors import page, readers, roles
from programmes.access import MANAGER, claims
from programmes.models import Payment, Settlement
from programmes.transitions import COORDINATOR
from programmes.views import control, payments, settlements

MANAGERS = roles(MANAGER)
ONE_CLAIM = "kosten/<uuid:pk>/controle/"
ONE_LINE = f"{ONE_CLAIM}<int:number>/"

controlling = [
    page(
        "kosten/te-controleren/",
        control.ClaimsToControl.as_view(),
        "claims_to_control",
        MANAGERS,
    ),
    page(ONE_CLAIM, control.ClaimControl.as_view(), "claim_control", MANAGERS),
    page(f"{ONE_CLAIM}overige/", control.AcceptRest.as_view(), "claim_accept_rest", MANAGERS),
    page(f"{ONE_CLAIM}steekproef/", control.DrawSample.as_view(), "claim_sample", MANAGERS),
    page(f"{ONE_CLAIM}afsluiten/", control.CloseControl.as_view(), "claim_close_control", MANAGERS),
    page(ONE_LINE, control.JudgeLine.as_view(), "claim_line_control", MANAGERS),
    page(f"{ONE_LINE}bewijs/", control.AskProof.as_view(), "claim_line_ask", MANAGERS),
    page(
        "kosten/<uuid:pk>/bewijs/<int:number>/",
        control.AnswerProof.as_view(),
        "claim_line_answer",
        roles(COORDINATOR),
    ),
]
settling = [
    page("afrekeningen/", settlements.Settlements.as_view(), "settlements", readers(Settlement)),
    page(
        "afrekeningen/te-maken/",
        settlements.SettlementsDue.as_view(),
        "settlements_due",
        MANAGERS,
    ),
    page(
        "projecten/<uuid:pk>/afrekenen/<int:year>/",
        settlements.EnterSettlement.as_view(),
        "settlement_enter",
        MANAGERS,
    ),
    page(
        "afrekeningen/<uuid:pk>/",
        settlements.SettlementPage.as_view(),
        "settlement",
        readers(Settlement),
    ),
    page(
        "afrekeningen/<uuid:pk>/brief/",
        settlements.settlement_letter,
        "settlement_letter",
        roles(claims("")),
    ),
    *(
        page(f"afrekeningen/<uuid:pk>/{route}/", view.as_view(), f"settlement_{name}", MANAGERS)
        for route, name, view in (
            ("bevestigen", "confirm", settlements.ConfirmSettlement),
            ("intrekken", "withdraw", settlements.WithdrawSettlement),
            ("corrigeren", "correct", settlements.CorrectSettlement),
            ("saldo", "pay", settlements.PayBalance),
        )
    ),
    *(
        page(f"correcties/<uuid:pk>/{route}/", view.as_view(), f"correction_{name}", MANAGERS)
        for route, name, view in (
            ("bevestigen", "confirm", settlements.ConfirmCorrection),
            ("intrekken", "withdraw", settlements.WithdrawCorrection),
        )
    ),
]
paying = [
    page("betalingen/", payments.Payments.as_view(), "payments", readers(Payment)),
    page("betalingen/nieuw/", payments.EnterPayment.as_view(), "payment_enter", MANAGERS),
    page("betalingen/<uuid:pk>/betaald/", payments.Pay.as_view(), "payment_pay", MANAGERS),
    page(
        "betalingen/<uuid:pk>/intrekken/",
        payments.WithdrawPayment.as_view(),
        "payment_withdraw",
        MANAGERS,
    ),
    page("betaallijsten/", payments.PaymentLists.as_view(), "payment_lists", MANAGERS),
    page("betaallijsten/maken/", payments.make_list, "payment_list_make", MANAGERS),
    page("betaallijsten/<uuid:pk>/", payments.PaymentListPage.as_view(), "payment_list", MANAGERS),
    *(
        page(
            f"betaallijsten/<uuid:pk>/lijst.{kind}",
            partial(payments.list_file, kind=kind),
            f"payment_list_{kind}",
            MANAGERS,
        )
        for kind in ("csv", "xlsx")
    ),
]
urlpatterns = [*controlling, *settling, *paying]
