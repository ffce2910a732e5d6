"""Payments and the lists on which they go to the ledger of the agency."""

from typing import Any, Literal

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from m2w import notation
from m2w.accounts.acting import SignedInRequest, acts_as
from m2w.accounts.models import User
from m2w.audit.reading import takes_out
from m2w.details import Fact, Text
from m2w.exports import as_answer
from m2w.forms import ActForm, button
from m2w.pages import ActPage, DetailPage, ListPage, say_refused, visible_rows
from m2w.refusals import Refused
from m2w.tables import Column
from programmes import amounts, services, settling_columns
from programmes.access import MANAGER
from programmes.forms.payments import PayForm, PaymentForm, WithdrawPaymentForm
from programmes.models import Payment, PaymentList, Project
from programmes.money_filters import PaymentFilter, PaymentListFilter
from programmes.payment_file import lines_of
from programmes.settlement_pages import may_decide
from programmes.settling_columns import list_name
from programmes.settling_texts import sentence

PAYMENTS: tuple[Text, str] = (_("Betalingen"), "payments")
LISTS: tuple[Text, str] = (_("Betaallijsten"), "payment_lists")


class Payments(ListPage):
    model = Payment
    template_name = "programmes/money_list.html"
    filterset_class = PaymentFilter
    heading = _("Betalingen")
    caption = _("Betalingen, een terugvordering gaat eraf")
    nothing_yet = _("Nog geen betaling.")
    columns = settling_columns.PAYMENTS
    related = ["project__promoter", "listed_in"]
    ways = [(_("Betaallijsten"), "payment_lists"), (_("Betaling invoeren"), "payment_enter")]

    def get_columns(self) -> Any:
        own = super().get_columns()
        user: Any = self.request.user
        return [*own, *to_do(user)] if acts_as(user, MANAGER) else own

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows: Any = self.filters.qs
        as_of = self.filters.form.cleaned_data["as_of"]
        by = _now("Betaald tot en met %(day)s")
        label = by % {"day": notation.day(as_of)} if as_of else _now("Betaald")
        waiting = amounts.total(rows.filter(paid_on__isnull=True), amounts.PAID)
        sums = [(label, amounts.total(rows.filter(paid_on__isnull=False), amounts.PAID))]
        if waiting:
            sums.append((_now("Beslist, nog niet betaald"), waiting))
        return super().get_context_data(**kwargs) | {"sums": sums}


def to_do(user: User) -> list[Column]:
    """What a manager does with a payment that was decided: note that it is paid, or take it
    away."""

    def waits(payment: Payment) -> bool:
        return payment.paid_on is None and may_decide(payment.project, user)

    def may_go(payment: Payment) -> bool:
        return waits(payment) and payment.listed_in_id is None

    return [
        Column(
            _("Te doen"),
            lambda payment: _now("Betaald") if waits(payment) else "",
            url=lambda payment: reverse("payment_pay", args=[payment.pk]) if waits(payment) else "",
        ),
        Column(
            _("Of"),
            lambda payment: _now("Intrekken") if may_go(payment) else "",
            url=lambda payment: (
                reverse("payment_withdraw", args=[payment.pk]) if may_go(payment) else ""
            ),
        ),
    ]


class EnterPayment(ActPage):
    """The project is chosen on the page, or named in the address."""

    template_name = "programmes/extension.html"

    def row(self) -> Project | None:
        visible_rows(Payment, self.request)
        code = self.request.GET.get("project", "")
        return Project.objects.editable_by(self.request.user).filter(code=code).first()

    def form(self, obj: Project | None, sent: QueryDict | None = None) -> ActForm:
        chosen = {"project": obj.code} if obj else {}
        return PaymentForm(sent, obj=obj, by=self.request.user, initial=chosen)

    def note(self, obj: Project | None) -> None:
        """A project is nobody's file."""

    def as_it_is_now(self, obj: Project | None) -> Project | None:
        return obj

    def back(self) -> str:
        return reverse("payments")

    def after(self, obj: Any) -> str:
        return self.back()

    def told(self, obj: Project | None) -> dict[str, Any]:
        return {
            "heading": _now("Betaling invoeren"),
            "lead": "",
            "crumbs": [(PAYMENTS[0], self.back())],
            "facts": [],
            "why_not": "",
        }


class OfPayment(ActPage):
    """Something that is done with a payment that was decided."""

    template_name = "programmes/extension.html"
    form_class: type[ActForm]
    heading: Text

    def row(self) -> Payment:
        rows = visible_rows(Payment, self.request).select_related(
            "project__promoter", "entered_by", "listed_in"
        )
        found: Payment = get_object_or_404(rows, pk=self.kwargs["pk"])
        return found

    def form(self, obj: Payment, sent: QueryDict | None = None) -> ActForm:
        return self.form_class(sent, obj=obj)

    def back(self) -> str:
        return reverse("payments")

    def after(self, obj: Any) -> str:
        return self.back()

    def told(self, obj: Payment) -> dict[str, Any]:
        user: Any = self.request.user
        own = not may_decide(obj.project, user)
        listed = list_name(obj.listed_in) if obj.listed_in else ""
        return {
            "heading": self.heading,
            "lead": f"{obj.project.name}, {obj.project.promoter.name}",
            "crumbs": [(PAYMENTS[0], self.back())],
            "facts": [
                Fact(_("Soort"), str(obj.get_kind_display())),
                Fact(_("Bedrag"), notation.euro(obj.amount)),
                Fact(_("Beslist op"), notation.day(obj.decided_on), str(obj.entered_by or "")),
                Fact(_("Betaallijst"), listed),
            ],
            "why_not": sentence("own_organisation" if own else self.why_not(obj)),
        }

    def why_not(self, payment: Payment) -> str:
        return "paid_already" if payment.paid_on else ""


class Pay(OfPayment):
    form_class = PayForm
    heading = _("Betaling noteren")


class WithdrawPayment(OfPayment):
    form_class = WithdrawPaymentForm
    heading = _("Betaling intrekken")

    def why_not(self, payment: Payment) -> str:
        return super().why_not(payment) or ("listed_already" if payment.listed_in else "")


# Lists for the ledger --------------------------------------------------------------------------


class PaymentLists(ListPage):
    """The lists, the last one first; and what the next one would hold."""

    model = PaymentList
    template_name = "programmes/payment_lists.html"
    filterset_class = PaymentListFilter
    heading = _("Betaallijsten")
    caption = _("Betaallijsten, de laatste eerst")
    nothing_yet = _("Nog geen betaallijst.")
    columns = settling_columns.PAYMENT_LISTS

    def get_queryset(self) -> QuerySet[PaymentList]:
        rows: Any = super().get_queryset()
        return rows.with_totals().order_by("-number")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = Payment.objects.visible_to(self.request.user).to_list()
        return super().get_context_data(**kwargs) | {
            "waiting": waiting.count(),
            "waiting_total": amounts.total(waiting, amounts.PAID),
        }


@button()
def make_list(request: SignedInRequest) -> HttpResponse:
    """Put what waits on the next list."""
    try:
        made = services.make_payment_list(by=request.user)
    except Refused as refusal:
        say_refused(request, refusal)
        return redirect("payment_lists")
    messages.success(request, _now("De betaallijst is gemaakt."))
    return redirect("payment_list", pk=made.pk)


class PaymentListPage(DetailPage):
    model = PaymentList
    template_name = "programmes/payment_list.html"
    list_name, list_view = LISTS
    related = ("made_by",)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        made = self.object
        payments = Payment.objects.visible_to(self.request.user).filter(listed_in=made)
        rows = payments.select_related("project__promoter")
        total = amounts.total(payments, amounts.PAID)
        return super().get_context_data(**kwargs) | {
            "heading": list_name(made),
            "facts": [
                Fact(_("Gemaakt op"), notation.day(made.made_on), str(made.made_by)),
                Fact(_("Betalingen"), notation.number(payments.count())),
                Fact(_("Samen"), notation.euro(total)),
            ],
            "table": self.table(
                _("Betalingen, een terugvordering gaat eraf"),
                settling_columns.PAYMENTS,
                rows.order_by("project__code", "decided_on", "kind"),
            ),
        }


@require_safe
def list_file(request: HttpRequest, pk: Any, kind: Literal["csv", "xlsx"]) -> HttpResponse:
    """The list for the ledger; its lines never change."""
    made: PaymentList = get_object_or_404(visible_rows(PaymentList, request), pk=pk)
    takes_out(request, "payment_list.exported", code=made.code)
    return as_answer(f"betaallijst-{made.number:04}", lines_of(made), kind)
