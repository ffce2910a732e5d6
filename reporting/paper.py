"""How a table reads: names instead of codes and Belgian notation, on a page and in a letter."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from m2w import notation
from m2w.tables import FORMATS
from reporting.tables import Column, Row, Shown, Text, is_hidden, require_shown, value_of

DASH = "–"


def columns(table: Shown) -> list[Column]:
    """The columns that stand on paper."""
    require_shown(table)
    left_out = {*table.paper.without, *table.paper.under}
    return [column for column in table.columns if column.name not in left_out]


def text(table: Shown, column: Column, row: Row) -> str:
    """A cell in words; nothing for a value that is not there, a dash for a hidden one."""
    if is_hidden(row, column.name):
        return DASH
    value = value_of(row, column.name)
    if value is None or value == ():
        return ""
    names = table.names.get(column.name, {})
    if isinstance(value, tuple):
        return ", ".join(str(names.get(code, code)) for code in value)
    if value in names:
        return str(names[value])
    return FORMATS.get(column.type, str)(value)


def lines(table: Shown) -> list[list[str]]:
    """The heading, the rows and the total as texts."""
    shown_columns = columns(table)
    told = [[str(column.label) for column in shown_columns]]
    for row in table.rows:
        first, *rest = (text(table, column, row) for column in shown_columns)
        note = under(table, row)
        told.append([f"{first}\n{note}" if note else first, *rest])
    if table.total:
        total = {**table.total, shown_columns[0].name: _("Totaal")}
        told.append([text(table, column, total) for column in shown_columns])
    return told


def under(table: Shown, row: Row) -> str:
    """The small line under the first cell."""
    told = [column for column in table.columns if column.name in table.paper.under]
    return " · ".join(filter(None, (text(table, column, row) for column in told)))


def caption(table: Shown) -> str:
    """`Uitstroom per project, tot en met 1 april 2022`."""
    return _("%(title)s, tot en met %(day)s") % {
        "title": table.title,
        "day": notation.day(table.as_of),
    }


def unit(table: Shown) -> str:
    """What the figures are, where a column does not say so."""
    types = {column.type for column in columns(table)}
    said = [
        words
        for kind, words in (("count", _("Aantallen personen of duo’s.")), ("amount", _("In euro.")))
        if kind in types
    ]
    return " ".join(said)


def definition(table: Shown) -> str:
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


def other_totals(table: Shown) -> list[tuple[str, str]]:
    """Totals that stand under no column, with their names."""
    hidden = (table.total or {}).get("hidden", ())
    return [
        (str(OTHER_TOTALS[name][0]), DASH if name in hidden else _other_total(table, name, value))
        for name, value in table.other_totals.items()
        if value is not None or name in hidden
    ]


def _other_total(table: Shown, name: str, value: Any) -> str:
    names = table.names.get(name, {})
    return str(names[value]) if value in names else OTHER_TOTALS[name][1](value)


def notes(table: Shown) -> list[str]:
    """What stands under a table: totals of no column, what is hidden and why, the definition."""
    totals = [f"{name}: {value}" for name, value in other_totals(table)]
    return [*totals, *filter(None, [hidden_cells(table)]), definition(table)]


def hidden_cells(table: Shown) -> str:
    """How many cells are hidden, and why; empty when none is."""
    if not table.suppressed:
        return ""
    counted = ngettext(
        "%(hidden)s van de %(cells)s cel is niet getoond.",
        "%(hidden)s van de %(cells)s cellen zijn niet getoond.",
        table.suppressed,
    ) % {"hidden": notation.number(table.suppressed), "cells": notation.number(cells(table))}
    why = _(
        "Aantallen van 1 tot en met %(most)s tonen wij niet; soms verbergen wij een groter aantal "
        "mee, zodat niemand het kleine kan afleiden. Totalen kloppen altijd."
    ) % {"most": table.smallest - 1}
    return f"{counted} {why}"


def cells(table: Shown) -> int:
    """How many figures a table has, its total among them."""
    lines = [*table.rows, *([] if table.total is None else [table.total])]
    figures = [column.name for column in table.columns if column.is_figure]
    return sum(
        value_of(row, name) is not None or is_hidden(row, name) for row in lines for name in figures
    )
