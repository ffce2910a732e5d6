"""What a call will have cost by the end, and what one mentee, duo and job cost: as tables."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from m2w import notation
from reporting.budget import ZERO
from reporting.effects import Spending
from reporting.forecast import Error, best_method, error_of, forecast
from reporting.reports.base import PROJECT
from reporting.reports.money import BUDGET
from reporting.reports.names import project_names
from reporting.selection import Selection
from reporting.tables import TENTH, Column, Row, Table, percent, rounded, total_of
from reporting.unit_costs import FEWEST_IN_PROTECTED, Units, units

METHODS_IN_WORDS = {
    "pace": gettext_lazy(
        "Methode tempo: de rest van de looptijd kost per dag wat de gedeclareerde jaren kostten."
    ),
    "plan": gettext_lazy(
        "Methode planning: de rest van de looptijd kost wat per dag toegekend is."
    ),
}
FORECAST_COLUMNS = (
    PROJECT,
    Column("granted", gettext_lazy("Toegekend maximum"), "amount"),
    Column("declared", gettext_lazy("Gedeclareerd"), "amount"),
    Column("forecast", gettext_lazy("Verwacht op het einde"), "amount"),
    Column("unused", gettext_lazy("Blijft over"), "amount"),
    Column("forecast_pct", gettext_lazy("Gebruik op het einde"), "percent"),
    Column("last_day", gettext_lazy("Laatste dag"), "date"),
)


def forecast_table(selection: Selection, spent: Mapping[str, Spending]) -> Table:
    method = best_method(spent.values())
    rows = [_forecast_row(code, one, method) for code, one in spent.items()]
    total = total_of(FORECAST_COLUMNS, rows)
    total["forecast_pct"] = percent(total["forecast"], total["granted"])
    return Table(
        BUDGET.code,
        _("Verwacht op het einde van de looptijd"),
        selection.as_of,
        BUDGET.definition,
        FORECAST_COLUMNS,
        rows,
        total,
        {"project": project_names(selection)},
    )


def _forecast_row(code: str, spent: Spending, method: str) -> Row:
    granted, told = spent.money.granted, forecast(spent, method)
    return {
        "project": code,
        "granted": granted,
        "declared": spent.declared_due,
        "forecast": told,
        "unused": granted - told,
        "forecast_pct": percent(told, granted),
        "last_day": spent.term.last_day,
    }


def method_in_words(spent: Mapping[str, Spending]) -> list[str]:
    """How is forecast, and how far each method was off on past years."""
    used = best_method(spent.values())
    told = [str(METHODS_IN_WORDS[used])]
    errors = {method: error_of(method, spent.values()) for method in METHODS_IN_WORDS}
    if errors[used].share is None:
        text = _("Er is nog geen tweede gedeclareerd jaar om de methode aan te toetsen.")
        return [*told, text]
    n = errors[used].years
    text = ngettext(
        "Getoetst op %(n)s gedeclareerd jaar, voorspeld uit de jaren ervoor.",
        "Getoetst op %(n)s gedeclareerde jaren, elk voorspeld uit de jaren ervoor.",
        n,
    )
    told.append(text % {"n": notation.number(n)})
    return [*told, *(off_by(method, error) for method, error in errors.items())]


def off_by(method: str, error: Error) -> str:
    name = {"pace": _("Tempo"), "plan": _("Planning")}[method]
    share = rounded((error.share or Decimal(0)) * 100, TENTH)
    return _("%(method)s: gemiddeld %(share)s ernaast.") % {
        "method": name,
        "share": notation.percent(share),
    }


# Unit costs ----------------------------------------------------------------------------------

UNIT_COLUMNS = (
    PROJECT,
    Column("declared", gettext_lazy("Gedeclareerd"), "amount"),
    Column("started", gettext_lazy("Gestarte mentees")),
    Column("per_started", gettext_lazy("Per gestarte mentee"), "amount"),
    Column("completed", gettext_lazy("Afgeronde duo’s")),
    Column("per_completed", gettext_lazy("Per afgerond duo"), "amount"),
    Column("sustained", gettext_lazy("Duurzaam aan het werk")),
    Column("per_sustained", gettext_lazy("Per duurzame job"), "amount"),
)
COUNTED = ("started", "completed", "sustained")


def unit_table(selection: Selection, spent: Mapping[str, Spending]) -> Table:
    """Per project for who counts people in it. Others read the whole only, without the counts,
    and nothing that is divided by fewer than four."""
    found = units(selection, spent)
    whole = sum(found.values(), Units())
    columns: tuple[Column, ...] = UNIT_COLUMNS
    rows = [_unit_row(code, one) for code, one in found.items()]
    total = _unit_row("", whole)
    if not selection.shows_people:
        columns = tuple(column for column in UNIT_COLUMNS if column.name not in COUNTED)
        rows, total = [], _unit_row("", whole, FEWEST_IN_PROTECTED)
    return Table(
        BUDGET.code,
        _("Kost per mentee, duo en duurzame job"),
        selection.as_of,
        BUDGET.definition,
        columns,
        rows,
        {column.name: total[column.name] for column in columns},
        {"project": project_names(selection)},
    )


def _unit_row(code: str, one: Units, fewest: int = 1) -> Row:
    row: Row = {"project": code, "declared": one.declared or ZERO}
    for unit in COUNTED:
        row[unit] = getattr(one, unit)
        row[f"per_{unit}"] = one.cost_per(unit, fewest)
    return row
