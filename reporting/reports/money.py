"""Reports on money (Q479 questions 2 and 5): what was granted at most is never the real cost."""

from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from programmes.choices import GrantKind
from programmes.models import Call, Project
from reporting import budget, explanations, ledger
from reporting.budget import ZERO
from reporting.effects import Spending
from reporting.marks import SIGNAL_MARKS
from reporting.reports.base import PROJECT, PROMOTER, Body, Report
from reporting.reports.names import project_names, promoter_names
from reporting.selection import Selection
from reporting.spending import spending
from reporting.tables import TENTH, Column, Paper, Row, percent, rounded, total_of

BUDGET_COLUMNS = (
    PROJECT,
    Column("granted", _("Toegekend maximum"), "amount"),
    Column("expected", _("Verwacht"), "amount"),
    Column("declared", _("Gedeclareerd"), "amount"),
    Column("accepted", _("Aanvaard"), "amount"),
    Column("settled", _("Afgerekend"), "amount"),
    Column("paid", _("Betaald"), "amount"),
    Column("due_until", _("Verwacht tot en met"), "date"),
    Column("use_pct", _("Gebruik"), "percent"),
    Column("signal", _("Oordeel"), "code"),
    Column("explanation", _("Verklaring"), "text"),
)
TOTALLED = ("granted", "declared", "accepted", "settled")


def use_of(spending: Spending) -> Decimal | None:
    """The use of a project's grant in percent, one decimal."""
    ratio = budget.use(spending.money, spending.term, spending.until)
    return None if ratio is None else rounded(ratio * 100, TENTH)


def signal_of(call: Call, ratio: Fraction | None) -> str | None:
    return budget.signal(ratio, under_pct=call.under_use_pct, over_pct=call.over_use_pct)


def _budget(selection: Selection) -> Body:
    if not selection.shows_money:
        return _without_money(selection)
    spent = spending(selection)
    rows = [_budget_row(project, spent[project.code]) for project in selection.projects]
    return Body(rows, _budget_total(selection, rows), _budget_names(selection))


def _budget_row(project: Project, spent: Spending) -> Row:
    money = spent.money
    ratio = budget.use(money, spent.term, spent.until)
    signal = signal_of(project.lot.call, ratio)
    return {
        "project": project.code,
        "granted": money.granted,
        "expected": budget.expected(money.granted, spent.term, spent.as_of),
        "declared": money.declared,
        "accepted": money.accepted,
        "settled": money.settled,
        "paid": money.paid,
        "due_until": spent.until,
        "use_pct": None if ratio is None else rounded(ratio * 100, TENTH),
        "signal": signal,
        "explanation": explanations.explain(spent, signal),
    }


def _budget_total(selection: Selection, rows: list[Row]) -> Row:
    calls = selection.calls
    summed = total_of(BUDGET_COLUMNS, rows)
    total = {name: summed[name] for name in TOTALLED}
    whole = sum((call.budget for call in calls), ZERO)
    return total | {
        "call": calls[0].code if len(calls) == 1 else None,
        "budget": whole,
        "granted_pct": percent(total["granted"], whole),
        "not_granted": whole - total["granted"],
    }


def _budget_names(selection: Selection) -> dict[str, dict[str, str]]:
    return {
        "project": project_names(selection),
        "call": {call.code: call.reference for call in selection.calls},
        "signal": {code: str(mark.label) for code, mark in SIGNAL_MARKS.items()},
    }


def _without_money(selection: Selection) -> Body:
    nothing: Row = dict.fromkeys((column.name for column in BUDGET_COLUMNS), None)
    rows = [nothing | {"project": project.code} for project in selection.projects]
    names = ("call", "budget", "granted_pct", "not_granted", *TOTALLED)
    return Body(rows, dict.fromkeys(names, None), _budget_names(selection))


BUDGET = Report(
    "budget",
    _("Budget en gebruik"),
    1,
    _(
        "Het toegekende bedrag is een maximum; de werkelijke kosten worden jaarlijks "
        "gedeclareerd, gecontroleerd en afgerekend. Verwacht is het toegekende bedrag naar rato "
        "van de verstreken dagen. Gebruik is wat gedeclareerd is voor de jaren die al ingediend "
        "moesten zijn, gedeeld door het toegekende deel voor die dagen: onder 90 % is "
        "onderbenutting, boven 110 % overbenutting. Deze grenzen zijn parameters van de oproep."
    ),
    BUDGET_COLUMNS,
    _budget,
    paper=Paper(without=("expected", "paid"), under=("explanation",)),
    digest=lambda table: table.without("due_until"),
)

EXTENSION_COLUMNS = (
    PROJECT,
    PROMOTER,
    Column("decided_on", _("Beslist op"), "date"),
    Column("months", _("Maanden"), "number"),
    Column("ends_on", _("Nieuwe laatste dag"), "date"),
    Column("amount", _("Bedrag"), "amount", measure="granted_by_extension"),
)


def _extensions(selection: Selection) -> Body:
    amounts = ledger.granted(selection, GrantKind.EXTENSION) if selection.shows_money else {}
    rows: list[Row] = [
        {
            "project": project.code,
            "promoter": project.promoter.code,
            "decided_on": extension.decided_on,
            "months": extension.months,
            "ends_on": extension.last_day,
            "amount": amounts.get(project.pk, ZERO) if selection.shows_money else None,
        }
        for project in selection.projects
        if (extension := selection.extensions.get(project.pk))
    ]
    total = total_of(EXTENSION_COLUMNS, rows) if selection.shows_money else {"amount": None}
    names = {"project": project_names(selection), "promoter": promoter_names(selection)}
    return Body(rows, total, names)


EXTENSIONS = Report(
    "extensions",
    _("Verlengde projecten"),
    1,
    _(
        "Projecten waarvan de verlenging tot en met de peildatum beslist is. Een project kan één "
        "keer verlengd worden, na een positieve eindevaluatie."
    ),
    EXTENSION_COLUMNS,
    _extensions,
)
