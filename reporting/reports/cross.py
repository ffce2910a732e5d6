"""The cross table: one measure along dimensions of one or two levels, or on a series of days
(readings.md 35)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from m2w import notation
from reporting import crossing, indicators
from reporting.crossing import ALL, TOTAL, Axes, Pivot
from reporting.crossing import Place as Codes
from reporting.measures import DIMENSIONS, MEASURES, OF_PERSONS
from reporting.reports.base import Body, Report
from reporting.reports.names import names_of
from reporting.reports.outflow import definition_of_measure
from reporting.selection import Selection
from reporting.tables import (
    Column,
    Coordinate,
    Count,
    Definition,
    Place,
    Row,
    Text,
    percent,
)

# What can stand beside the counts: their share of the row, of the column, or both.
SHARES: dict[str, tuple[str, ...]] = {
    "counts": (),
    "row_pct": ("row_pct",),
    "column_pct": ("column_pct",),
    "both": ("row_pct", "column_pct"),
}
SHARE_LABELS = {
    "row_pct": gettext_lazy("% van de rij"),
    "column_pct": gettext_lazy("% van de kolom"),
}
OPTIONS = ("measure", "rows", "rows2", "columns", "columns2", "show", "every", "since", "dates")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is crossed, read from the options of a cross table."""

    measure: str
    axes: Axes
    shares: tuple[str, ...]
    days: tuple[date, ...]
    persons: frozenset[Coordinate]

    @property
    def depth(self) -> int:
        return len(self.axes.columns) or 1


def asked_of(as_of: date, options: Mapping[str, str]) -> Asked:
    """Raises KeyError or ValueError for what the filter of cross tables would have refused."""
    axes = Axes(
        tuple(filter(None, (options["rows"], options.get("rows2")))),
        tuple(filter(None, (options.get("columns"), options.get("columns2")))),
    )
    since = options.get("since")
    days = crossing.days_of(
        as_of,
        options.get("every", ""),
        date.fromisoformat(since) if since else None,
        map(date.fromisoformat, filter(None, options.get("dates", "").split(","))),
    )
    return Asked(
        options["measure"],
        axes,
        SHARES[options.get("show") or "counts"],
        tuple(days) if not axes.columns else (),
        frozenset((name, options[name]) for name in OF_PERSONS if options.get(name)),
    )


def _cross(selection: Selection, **options: str) -> Body:
    asked = asked_of(selection.as_of, options)
    days = [day.isoformat() for day in asked.days]
    found = crossing.pivot(_counts(selection, asked), asked.axes, days)
    names = {name: names_of(name, selection) for name in asked.axes.all}
    return Body(
        rows=[_line(asked, found, line) for line in found.lines],
        total=_line(asked, found, ALL),
        names=_with_subtotals(asked.axes, names),
        columns=[*_row_columns(asked.axes), *_columns(asked, found, names)],
        place=_placed(asked, found, selection.as_of),
        scope=asked.persons,
        title=_title(asked),
        definition=_definition(asked.measure, selection),
    )


def _definition(measure: str, selection: Selection) -> Definition:
    """What the measure counts, then how it is divided. What becomes of a measure of outflow is
    another definition of its table too."""
    if not MEASURES[measure].needs_terms:
        return replace(CROSS.definition, text=_after(MEASURES[measure].text))
    of_measure = definition_of_measure(measure, selection)
    told = {"code": of_measure.code, "version": of_measure.version}
    named = _("Dit is definitie %(code)s, versie %(version)s.") % told
    version = CROSS.version + of_measure.version - 1
    return Definition(CROSS.code, version, _after(of_measure.text, named))


def _after(*sentences: Text) -> str:
    return " ".join(map(str, [*sentences, CROSS.text]))


def _counts(selection: Selection, asked: Asked) -> dict[Codes, int]:
    measure = MEASURES[asked.measure]
    dimensions = [DIMENSIONS[name] for name in asked.axes.all]
    if asked.axes.columns:
        return indicators.counts_by(selection, measure, dimensions, asked.persons)
    return indicators.counts_on(selection, measure, dimensions, asked.days, asked.persons)


def _line(asked: Asked, found: Pivot, line: Codes) -> Row:
    """The row of a place; where a place has fewer levels than there are, it is a subtotal."""
    codes = [*line, *[TOTAL] * (len(asked.axes.rows) - len(line))] if line else []
    cells: dict[str, Any] = {}
    for head in found.heads:
        name, n = crossing.name_of(head, asked.depth), found.at(line, head)
        if head:
            cells[name] = n
        for share in _shares(asked, head):
            whole = found.at(line, ALL) if share == "row_pct" else found.at(ALL, head)
            cells[f"{name}:{share}"] = percent(n, whole)
    row: Row = {**dict(zip(asked.axes.rows, codes, strict=False)), "cells": cells}
    return row | {TOTAL: found.at(line, ALL)} if ALL in found.heads else row


def _shares(asked: Asked, head: Codes) -> tuple[str, ...]:
    """A total is all of its row."""
    return tuple(share for share in asked.shares if head or share != "row_pct")


# Columns ----------------------------------------------------------------------------------------


def _row_columns(axes: Axes) -> list[Column]:
    return [Column(name, DIMENSIONS[name].label, "code") for name in axes.rows]


def _columns(
    asked: Asked, found: Pivot, names: Mapping[str, Mapping[str, str]]
) -> Iterator[Column]:
    for head in found.heads:
        name, label = crossing.name_of(head, asked.depth), label_of(asked.axes, head, names)
        yield Column(name, label)
        for share in _shares(asked, head):
            of = (name, TOTAL if share == "row_pct" else f"all:{name}")
            words = f"{label}, {SHARE_LABELS[share]}"
            yield Column(f"{name}:{share}", words, "percent", of=of)


def label_of(axes: Axes, head: Codes, names: Mapping[str, Mapping[str, str]]) -> str:
    """`vrouw`, `vrouw, ja`, `vrouw, totaal`, or a day."""
    if head == ALL:
        return _("Totaal")
    if not axes.columns:
        return notation.day(date.fromisoformat(head[0]))
    words = [names[name].get(code, code) for name, code in zip(axes.columns, head, strict=False)]
    return ", ".join(words if len(head) == len(axes.columns) else [*words, _("totaal")])


def _with_subtotals(
    axes: Axes, names: Mapping[str, Mapping[str, str]]
) -> dict[str, Mapping[str, str]]:
    """The names of the rows; the code of a subtotal has one too."""
    found = {name: names[name] for name in axes.rows}
    if len(axes.rows) > 1:
        found[axes.rows[1]] = {**found[axes.rows[1]], TOTAL: _("Totaal")}
    return found


def _title(asked: Asked) -> str:
    """`Ingediend per project en gender`."""
    labels = [str(DIMENSIONS[name].label) for name in asked.axes.all]
    told = {"measure": capfirst(str(MEASURES[asked.measure].label)), "first": labels[0]}
    if len(labels) == 1:
        return _("%(measure)s per %(first)s, op meer dan één dag") % told
    told |= {"others": ", ".join(labels[:-1]), "last": labels[-1]}
    return _("%(measure)s per %(others)s en %(last)s") % told


def _placed(asked: Asked, found: Pivot, as_of: date) -> Place:
    """Each count stands at the codes of its row and its column, and of who it is about. The as-of
    date is no coordinate: on it the count is that of other tables."""
    across = {
        crossing.name_of(head, asked.depth): frozenset(_across(asked, head, as_of))
        for head in found.heads
    }

    def place(row: Row, column: Column) -> Count | None:
        whole, _colon, name = column.name.rpartition(":")
        down = frozenset((n, row[n]) for n in asked.axes.rows if row.get(n, TOTAL) != TOTAL)
        return Count(
            asked.measure, asked.persons | across[name] | (frozenset() if whole == "all" else down)
        )

    return place


def _across(asked: Asked, head: Codes, as_of: date) -> Iterator[Coordinate]:
    if asked.axes.columns:
        yield from zip(asked.axes.columns, head, strict=False)
    elif head and head[0] != as_of.isoformat():
        yield "as_of", head[0]


CROSS = Report(
    "cross",
    gettext_lazy("Kruistabel"),
    1,
    gettext_lazy(
        "Eén telling langs een of meer indelingen, tot en met de peildatum of elke dag van een "
        "reeks. Het profiel is dat op de dag van de indiening. Jaar en kwartaal volgen de eigen "
        "datum van de telling: indiening, beslissing, eerste duo of einde."
    ),
    (),
    _cross,
    options=(*OPTIONS, *OF_PERSONS),
)
