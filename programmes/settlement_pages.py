"""What the pages of a settlement say of it: facts, tables, and the words of its balance."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from m2w import notation
from m2w.accounts.acting import acts_as
from m2w.accounts.models import User
from m2w.details import Fact, Text
from m2w.tables import Column, Table
from programmes.access import MANAGER
from programmes.choices import PaymentKind
from programmes.models import Project, Settlement, SettlementCorrection
from programmes.services.settlements import why_not_confirm
from programmes.settling_columns import confirmation_mark
from programmes.statements import Category, Statement

BALANCE_LABELS: dict[str, Text] = {
    PaymentKind.BALANCE: gettext_lazy("Saldo uitbetalen"),
    PaymentKind.RECOVERY: gettext_lazy("Saldo terugvorderen"),
}


def payment_kind(statement: Statement) -> str:
    """The kind of payment that is still to be decided; empty when there is none."""
    if not statement.to_decide:
        return ""
    return PaymentKind.BALANCE if statement.to_decide > 0 else PaymentKind.RECOVERY


def balance_words(statement: Statement) -> str:
    """`te betalen`, `terug te vorderen`, or that there is nothing left to do."""
    if not statement.balance:
        return _("niets te betalen of terug te vorderen")
    return _("te betalen") if statement.balance > 0 else _("terug te vorderen")


def may_decide(project: Project, user: User) -> bool:
    """Whether someone decides on the money of a project at all."""
    return acts_as(user, MANAGER) and project.promoter_id not in user.organisations


def facts_of(settlement: Settlement, statement: Statement) -> list[Fact]:
    corrected = statement.of_year - settlement.amount
    facts = [
        Fact(_("Afgerekend"), notation.euro(settlement.amount)),
        Fact(_("Afgerekend op"), notation.day(settlement.settled_on)),
        Fact(_("Ingevoerd door"), str(settlement.entered_by or "")),
        Fact(_("Bevestigd door"), str(settlement.confirmed_by or "")),
    ]
    if not corrected:
        return facts
    return [*facts, Fact(_("Na correcties"), notation.euro(statement.of_year))]


def of_balance(statement: Statement) -> list[Fact]:
    return [
        Fact(_("Toegekend"), notation.euro(statement.granted)),
        Fact(_("Afgerekend, alle jaren"), notation.euro(statement.settled)),
        Fact(_("Betaald"), notation.euro(statement.paid)),
        Fact(_("Saldo"), notation.euro(abs(statement.balance)), balance_words(statement)),
        *(
            [Fact(_("Al beslist, nog niet betaald"), notation.euro(statement.underway))]
            if statement.underway
            else []
        ),
    ]


def categories(statement: Statement) -> Table:
    """What was declared, accepted and refused of the year."""
    total = Category(_("Totaal"), statement.declared, statement.accepted)
    return Table(
        _("Kosten van %(year)s, in euro") % {"year": statement.settlement.year},
        [
            Column(_("Categorie"), "label"),
            Column(_("Ingediend"), "declared", "amount"),
            Column(_("Aanvaard"), "accepted", "amount"),
            Column(_("Niet aanvaard"), "refused", "amount"),
        ],
        statement.categories,
        total=total,
    )


def corrections(settlement: Settlement, user: User) -> Table:
    """All of them, with what this reader may do with one that waits."""
    rows = settlement.corrections.select_related("entered_by", "confirmed_by")
    columns = [
        Column(_("Geldt vanaf"), "corrected_on", "date"),
        Column(_("Bedrag in euro"), "amount", "amount"),
        Column(_("Reden"), "reason"),
        Column(_("Stand"), confirmation_mark, "mark"),
    ]
    decides = may_decide(settlement.project, user)
    return Table(
        _("Correcties"),
        [*columns, to_do(user)] if decides else columns,
        list(rows.order_by("corrected_on")),
    )


def to_do(user: User) -> Column:
    """Confirm that of a colleague, take away one's own."""

    def step(row: SettlementCorrection) -> str:
        if row.counts:
            return ""
        return _("Intrekken") if why_not_confirm(row, user) else _("Bevestigen")

    def url(row: SettlementCorrection) -> str:
        if row.counts:
            return ""
        name = "correction_withdraw" if why_not_confirm(row, user) else "correction_confirm"
        return reverse(name, args=[row.pk])

    return Column(_("Te doen"), step, url=url)
