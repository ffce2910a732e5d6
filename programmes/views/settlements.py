"""Settling the years of projects: the list with its sum, what can be settled, one settlement, and
what two managers do with it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from m2w import notation, periods
from m2w.accounts.models import User
from m2w.audit.reading import takes_out
from m2w.details import Fact, Text
from m2w.exports import to_keep
from m2w.forms import ActForm
from m2w.pages import ActPage, Crumbs, DetailPage, ListPage, visible_rows
from m2w.tables import Table
from programmes import amounts, settling, settling_columns
from programmes.forms import settlements as forms
from programmes.forms.payments import PaymentFields
from programmes.models import Payment, Project, Settlement, SettlementCorrection
from programmes.models.grants import TwoPeopleModel
from programmes.money_filters import SettlementFilter
from programmes.services.settlements import (
    accepted_of,
    granted_by,
    settled_of,
    uncontrolled,
    why_not_confirm,
    why_not_settle,
)
from programmes.settlement_letter import DOCX, letter_of
from programmes.settlement_pages import (
    BALANCE_LABELS,
    categories,
    corrections,
    facts_of,
    may_decide,
    of_balance,
    payment_kind,
)
from programmes.settlements_due import years_to_settle
from programmes.settling_texts import sentence
from programmes.statements import statement_of

RELATED = ("project__promoter", "project__lot__call", "entered_by", "confirmed_by")
LIST: tuple[Text, str] = (_("Afrekeningen"), "settlements")


class Settlements(ListPage):
    model = Settlement
    template_name = "programmes/money_list.html"
    filterset_class = SettlementFilter
    heading = _("Afrekeningen")
    caption = _("Afrekeningen")
    nothing_yet = _("Nog geen afrekening. Ze volgt op de controle van alle kosten van een jaar.")
    columns = settling_columns.SETTLEMENTS
    related = ["project__promoter"]
    ways = [
        (_("Kosten te controleren"), "claims_to_control"),
        (_("Jaren om af te rekenen"), "settlements_due"),
        (_("Betalingen"), "payments"),
    ]

    def get_queryset(self) -> Any:
        rows: Any = super().get_queryset()
        return rows.with_corrections(self.filters.form.cleaned_data["as_of"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        as_of = self.filters.form.cleaned_data["as_of"]
        rows: Any = self.filters.qs
        by = gettext("Afgerekend tot en met %(day)s")
        always = gettext("Afgerekend, met correcties")
        label = by % {"day": notation.day(as_of)} if as_of else always
        sums = [(label, rows.confirmed().total(as_of))]
        if waiting := amounts.total(rows.unconfirmed(), "amount"):
            sums.append((gettext("Nog te bevestigen"), waiting))
        return super().get_context_data(**kwargs) | {"sums": sums}


class SettlementsDue(TemplateView):
    """The years that can be settled now."""

    template_name = "programmes/settlements_due.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        rows = years_to_settle(user)
        return super().get_context_data(**kwargs) | {
            "heading": _("Jaren om af te rekenen"),
            "lead": _("Alle kosten die voor deze jaren ingediend zijn, zijn gecontroleerd."),
            "crumbs": [(LIST[0], reverse(LIST[1]))],
            "table": Table(_("Jaren"), settling_columns.TO_SETTLE, rows),
        }


class SettlementPage(DetailPage):
    """One settlement; who reads claims and payments sees what it follows from and what is left."""

    model = Settlement
    template_name = "programmes/settlement.html"
    list_name, list_view = LIST
    related = RELATED

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        settlement = self.object
        statement = statement_of(settlement)
        pays = Payment.objects.all().opens_to(user)
        payments = Payment.objects.visible_to(user).filter(project=settlement.project)
        return super().get_context_data(**kwargs) | {
            "heading": gettext("Afrekening %(year)s") % {"year": settlement.year},
            "lead": f"{settlement.project.name}, {settlement.project.promoter.name}",
            "mark": settling_columns.confirmation_mark(settlement),
            "facts": facts_of(settlement, statement),
            "reads_costs": pays,
            "balance": of_balance(statement) if pays else [],
            "categories": categories(statement),
            "corrections": corrections(settlement, user),
            "payments": self.table(
                _("Betalingen van het project"),
                settling_columns.PAYMENTS[1:],
                payments.order_by("decided_on", "kind"),
            ),
            "acts": self.acts(user),
            "pay_label": BALANCE_LABELS.get(payment_kind(statement), ""),
        }

    def acts(self, user: User) -> dict[str, bool]:
        """What this reader may do with it now."""
        settlement = self.object
        decides = may_decide(settlement.project, user)
        return {
            "confirm": decides and not why_not_confirm(settlement, user),
            "withdraw": decides and not settlement.counts,
            "correct": decides and settlement.counts,
            "pay": decides and settlement.counts,
        }


class OfSettlement(ActPage):
    """Something that a manager does with a settlement, or with a correction of one."""

    template_name = "programmes/extension.html"
    form_class: type[ActForm]
    heading: Text

    def row(self) -> Any:
        rows = visible_rows(Settlement, self.request).select_related(*RELATED)
        self.settlement: Settlement = get_object_or_404(rows, pk=self.kwargs["pk"])
        return self.settlement

    def form(self, obj: Any, sent: QueryDict | None = None) -> ActForm:
        return self.form_class(sent, obj=obj)

    def back(self) -> str:
        return reverse("settlement", args=[self.settlement.pk])

    def after(self, obj: Any) -> str:
        return self.back()

    def crumbs(self) -> Crumbs:
        return [(LIST[0], reverse(LIST[1])), (str(self.settlement), self.back())]

    def told(self, obj: Any) -> dict[str, Any]:
        user: Any = self.request.user
        own = self.settlement.project.promoter_id in user.organisations
        return {
            "heading": self.heading,
            "lead": str(self.settlement),
            "crumbs": self.crumbs(),
            "facts": facts_of(self.settlement, statement_of(self.settlement)),
            "why_not": sentence("own_organisation" if own else self.why_not(obj, user)),
        }

    def why_not(self, row: TwoPeopleModel, user: User) -> str:
        """Why a manager cannot do it now; empty when they can."""
        raise NotImplementedError


class ConfirmSettlement(OfSettlement):
    form_class = forms.ConfirmSettlementForm
    heading = _("Afrekening bevestigen")

    def why_not(self, row: TwoPeopleModel, user: User) -> str:
        return why_not_confirm(row, user)


class WithdrawSettlement(OfSettlement):
    form_class = forms.WithdrawSettlementForm
    heading = _("Afrekening intrekken")

    def after(self, obj: Any) -> str:
        return reverse("settlements")

    def why_not(self, row: TwoPeopleModel, user: User) -> str:
        return "already_confirmed" if row.counts else ""


class CorrectSettlement(OfSettlement):
    form_class = forms.CorrectForm
    heading = _("Correctie invoeren")

    def why_not(self, row: TwoPeopleModel, user: User) -> str:
        return "" if row.counts else "not_confirmed"


class PayBalance(OfSettlement):
    """Pay what is left of all years, or recover it; the amount is the balance unless changed."""

    heading = _("Saldo betalen of terugvorderen")

    def form(self, obj: Settlement, sent: QueryDict | None = None) -> ActForm:
        statement = statement_of(obj)
        kind = payment_kind(statement)
        amount = notation.amount(abs(statement.to_decide))
        initial = {"kind": kind, "amount": amount} if kind else {}
        return PaymentFields(sent, obj=obj.project, initial=initial)

    def told(self, obj: Settlement) -> dict[str, Any]:
        return super().told(obj) | {"facts": of_balance(statement_of(obj))}

    def as_it_is_now(self, obj: Settlement) -> Settlement:
        obj.refresh_from_db()
        return obj

    def why_not(self, row: TwoPeopleModel, user: User) -> str:
        return "" if row.counts else "not_confirmed"


class OfCorrection(OfSettlement):
    """The address names the correction."""

    def row(self) -> SettlementCorrection:
        rows = visible_rows(SettlementCorrection, self.request)
        joined = ("entered_by", *(f"settlement__{name}" for name in RELATED))
        found: SettlementCorrection = get_object_or_404(
            rows.select_related(*joined), pk=self.kwargs["pk"]
        )
        self.settlement = found.settlement
        return found

    def told(self, obj: SettlementCorrection) -> dict[str, Any]:
        told = [
            Fact(_("Correctie"), notation.euro(obj.amount), str(obj.entered_by or "")),
            Fact(_("Geldt vanaf"), notation.day(obj.corrected_on)),
            Fact(_("Reden"), obj.reason),
        ]
        found = super().told(obj)
        return found | {"facts": [*told, *found["facts"]]}


class ConfirmCorrection(OfCorrection):
    form_class = forms.ConfirmCorrectionForm
    heading = _("Correctie bevestigen")

    def why_not(self, row: TwoPeopleModel, user: User) -> str:
        return why_not_confirm(row, user)


class WithdrawCorrection(OfCorrection):
    form_class = forms.WithdrawCorrectionForm
    heading = _("Correctie intrekken")

    def why_not(self, row: TwoPeopleModel, user: User) -> str:
        return "already_confirmed" if row.counts else ""


class EnterSettlement(ActPage):
    """Settle the year of a project that the address names."""

    template_name = "programmes/extension.html"

    def row(self) -> Project:
        rows = visible_rows(Project, self.request).select_related("promoter")
        found: Project = get_object_or_404(rows, pk=self.kwargs["pk"])
        return found

    def form(self, obj: Project, sent: QueryDict | None = None) -> ActForm:
        year, today = self.kwargs["year"], periods.today()
        accepted = accepted_of(obj, year)
        proposed = settling.proposed(accepted, granted_by(obj, today), settled_of(obj))
        return forms.SettleForm(sent, obj=obj, year=year, proposed=proposed)

    def back(self) -> str:
        return reverse("settlements_due")

    def after(self, obj: Settlement) -> str:
        return reverse("settlement", args=[obj.pk])

    def told(self, obj: Project) -> dict[str, Any]:
        year, today = self.kwargs["year"], periods.today()
        user: Any = self.request.user
        own = obj.promoter_id in user.organisations
        code = "own_organisation" if own else why_not_settle(obj, year)
        return {
            "heading": gettext("%(year)s afrekenen") % {"year": year},
            "lead": f"{obj.name}, {obj.promoter.name}",
            "crumbs": [
                (LIST[0], reverse(LIST[1])),
                (_("Jaren om af te rekenen"), self.back()),
            ],
            "facts": [
                Fact(_("Aanvaard"), notation.euro(accepted_of(obj, year))),
                Fact(_("Toegekend"), notation.euro(granted_by(obj, today))),
                Fact(_("Afgerekend, alle jaren"), notation.euro(settled_of(obj))),
            ],
            "why_not": sentence(code, what=uncontrolled(obj, year)) if code else "",
        }


def settlement_letter(request: HttpRequest, pk: Any) -> HttpResponse:
    """The letter to the promoter, once it is confirmed; the file name tells of nobody."""
    rows = visible_rows(Settlement, request).confirmed().select_related(*RELATED)  # type: ignore[attr-defined]
    settlement: Settlement = get_object_or_404(rows, pk=pk)
    takes_out(request, "settlement.exported", code=settlement.code)
    name = f"afrekening-{settlement.project.code}-{settlement.year}.docx"
    return to_keep(name, letter_of(statement_of(settlement)), DOCX)
