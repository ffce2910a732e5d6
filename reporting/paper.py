"""How a table reads: names instead of codes and Belgian notation, on a page and in a letter."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from m2w import notation
from m2w.tables import FORMATS
from reporting.tables import Column, Row, Table, Text


def columns(table: Table) -> list[Column]:
    """The columns that stand on paper."""
    left_out = {*table.paper.without, *table.paper.under}
    return [column for column in table.columns if column.name not in left_out]


def text(table: Table, column: Column, row: Row) -> str:
    """A cell in words; nothing for a value that is not there."""
    value = row.get("cells", row).get(column.name, row.get(column.name))
    if value is None or value == ():
        return ""
    names = table.names.get(column.name, {})
    if isinstance(value, tuple):
        return ", ".join(str(names.get(code, code)) for code in value)
    if value in names:
        return str(names[value])
    return FORMATS.get(column.type, str)(value)


def under(table: Table, row: Row) -> str:
    """The small line under the first cell."""
    told = [column for column in table.columns if column.name in table.paper.under]
    return " · ".join(filter(None, (text(table, column, row) for column in told)))


def caption(table: Table) -> str:
    """`Uitstroom per project, tot en met 1 april 2022`."""
    return _("%(title)s, tot en met %(day)s") % {
        "title": table.title,
        "day": notation.day(table.as_of),
    }


def unit(table: Table) -> str:
    """What the figures are, where a column does not say so."""
    types = {column.type for column in columns(table)}
    said = [
        words
        for kind, words in (("count", _("Aantallen personen of duo’s.")), ("amount", _("In euro.")))
        if kind in types
    ]
    return " ".join(said)


def definition(table: Table) -> str:
    """What is counted, in full, with its version and source."""
    found = table.definition
    return _("%(text)s Definitie %(code)s, versie %(version)s. Bron: Mentoring2Work.") % {
        "text": unbroken(found.text),
        "code": found.code,
        "version": found.version,
    }


def unbroken(text: Text) -> str:
    """A number stays with its percent sign."""
    return str(text).replace(" %", f"{notation.NBSP}%")


OTHER_TOTALS: dict[str, tuple[Text, Callable[[Any], str]]] = {
    "call": (gettext_lazy("Oproep"), str),
    "budget": (gettext_lazy("Budget van de oproep"), notation.euro),
    "granted_pct": (gettext_lazy("Toegekend deel van het budget"), notation.percent),
    "not_granted": (gettext_lazy("Niet toegekend"), notation.euro),
    "without_dutch": (
        gettext_lazy("Duo’s zonder Nederlands als gemeenschappelijke taal"),
        notation.number,
    ),
}


def other_totals(table: Table) -> list[tuple[str, str]]:
    """Totals that stand under no column, with their names."""
    return [
        (str(OTHER_TOTALS[name][0]), OTHER_TOTALS[name][1](value))
        for name, value in table.other_totals.items()
        if value is not None
    ]
