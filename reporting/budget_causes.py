"""The calculation behind each sentence of a budget: project by project, adding up to the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reporting.budget import ZERO
from reporting.effects import Spending, effects, since_due
from reporting.reports.base import PROJECT
from reporting.reports.money import BUDGET
from reporting.reports.names import project_names
from reporting.selection import Selection
from reporting.tables import TENTH, Column, Row, Table, rounded, total_of
from reporting.unit_costs import Units

AMOUNT = Column("amount", _("Verklaart"), "amount")


@dataclass(frozen=True, slots=True)
class Cause:
    """What explains a gap: in words, how much of it per project, and the figures it comes from."""

    title: str | Promise
    text: str | Promise
    amount: Callable[[Spending], Decimal]
    columns: tuple[tuple[Column, Callable[[Spending], Any]], ...]


def effect(code: str) -> Callable[[Spending], Decimal]:
    return lambda spent: effects(spent).get(code, ZERO) if spent.until else ZERO


def planned(spent: Spending) -> Decimal:
    return rounded(spent.planned_mentees, TENTH)


def years(spent: Spending) -> str:
    return ", ".join(map(str, spent.missing))


def cost_each(spent: Spending) -> Decimal | None:
    return Units(spent.declared_due, spent.started).cost_per("started")


def granted_each(spent: Spending) -> Decimal | None:
    return Units(spent.money.granted, spent.target).cost_per("started")


STARTED = (Column("started", _("Gestart")), lambda spent: spent.started)
DECLARED = (Column("declared", _("Gedeclareerd"), "amount"), lambda spent: spent.declared_due)
UNTIL = (Column("due_until", _("Vervallen tot en met"), "date"), lambda spent: spent.until)
CAUSES = {
    "mentees": Cause(
        _("Mentees gestart en gepland"),
        _(
            "Gepland is het doel van het project naar rato van de dagen in de jaren die"
            " gedeclareerd zijn. Het verschil in mentees, maal het bedrag dat per geplande mentee"
            " toegekend is, min wat een late start verklaart."
        ),
        effect("mentees"),
        ((Column("planned", _("Gepland"), "number"), planned), STARTED),
    ),
    "late_start": Cause(
        _("Later begonnen"),
        _(
            "Projecten waarvan de eerste mentee meer dan 60 dagen na het begin startte: het"
            " toegekende bedrag van die dagen, en hoogstens wat aan mentees ontbreekt."
        ),
        effect("late_start"),
        (
            (
                Column("first_on", _("Eerste mentee"), "date"),
                lambda spent: spent.starts and spent.starts.first_on,
            ),
            (Column("days", _("Dagen na het begin"), "number"), lambda spent: spent.late_days),
        ),
    ),
    "not_declared": Cause(
        _("Nog niet gedeclareerd"),
        _(
            "Jaren waarvan de kosten al gedeclareerd moesten zijn en dat niet zijn: het deel van"
            " het toegekende bedrag voor de dagen van die jaren."
        ),
        effect("not_declared"),
        ((Column("years", _("Jaren"), "text"), years), UNTIL),
    ),
    "unit_cost": Cause(
        _("Kost per gestarte mentee"),
        _(
            "Wat een gestarte mentee kostte, naast wat per geplande mentee toegekend is: dat"
            " verschil, maal het aantal gestarte mentees."
        ),
        effect("unit_cost"),
        (
            STARTED,
            DECLARED,
            (Column("cost", _("Per gestarte mentee"), "amount"), cost_each),
            (Column("granted_each", _("Toegekend per mentee"), "amount"), granted_each),
        ),
    ),
    "execution": Cause(
        _("Uitgegeven en gepland"),
        _("Voor de jaren die gedeclareerd zijn: het geplande bedrag min wat gedeclareerd is."),
        effect("execution"),
        (DECLARED, UNTIL),
    ),
    "since_due": Cause(
        _("Nog niet vervallen"),
        _(
            "Het toegekende bedrag naar rato van de dagen na de laatste vervaldag, tot en met de"
            " peildatum. Kosten worden per kalenderjaar gedeclareerd, ten laatste op 31 maart"
            " daarna."
        ),
        since_due,
        (UNTIL,),
    ),
    "refused": Cause(
        _("Geweigerd bij de controle"),
        _("Wat op gecontroleerde declaraties niet aanvaard is."),
        lambda spent: spent.money.refused,
        (
            (
                Column("controlled", _("Gecontroleerd"), "amount"),
                lambda spent: spent.money.controlled,
            ),
            (Column("accepted", _("Aanvaard"), "amount"), lambda spent: spent.money.accepted),
        ),
    ),
}
# Who sees no counts of persons reads the causes without them.
WITHOUT_PEOPLE = frozenset(CAUSES) - {"mentees", "late_start", "unit_cost"}


def cause_table(selection: Selection, spent: Mapping[str, Spending], code: str) -> Table:
    """The projects in which this cause plays, the largest amount first."""
    cause = CAUSES[code]
    found = [row for key, one in spent.items() if (row := _row(key, one, cause))["amount"]]
    columns = (PROJECT, *(column for column, _value in cause.columns), AMOUNT)
    total = total_of(columns, found)
    for name in {"cost", "granted_each"} & set(total):
        total[name] = None
    return Table(
        BUDGET.code,
        cause.title,
        selection.as_of,
        BUDGET.definition,
        columns,
        sorted(found, key=lambda row: (-abs(row["amount"]), row["project"])),
        total if found else None,
        {"project": project_names(selection)},
    )


def _row(project: str, spent: Spending, cause: Cause) -> Row:
    values = {column.name: value(spent) for column, value in cause.columns}
    return {"project": project, **values, "amount": cause.amount(spent)}
