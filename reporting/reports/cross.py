"""The cross table: one measure along two dimensions (readings.md 35)."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from m2w.choices import Gender, YesNoUnknown
from m2w.reference import levels, nationalities, provinces
from programmes.choices import Subgroup
from reporting import indicators
from reporting.measures import DIMENSIONS, MEASURES
from reporting.reports.base import Body, Report, named, project_names, promoter_names
from reporting.selection import Selection
from reporting.tables import Column, Count, Place, Row


def _cross(selection: Selection, *, rows: str, columns: str, measure: str) -> Body:
    down, across = DIMENSIONS[rows], DIMENSIONS[columns]
    counts = indicators.counts_by(selection, MEASURES[measure], (down, across))
    row_codes = sorted({row for row, _column in counts})
    column_codes = sorted({column for _row, column in counts})
    row_names, column_names = names_of(rows, selection), names_of(columns, selection)
    table_rows = [
        _line({rows: row}, {column: counts.get((row, column), 0) for column in column_codes})
        for row in row_codes
    ]
    totals = {c: sum(counts.get((r, c), 0) for r in row_codes) for c in column_codes}
    heads = [Column(code, column_names.get(code, code)) for code in column_codes]
    return Body(
        rows=table_rows,
        total=_line({}, totals),
        names={rows: row_names},
        columns=(Column(rows, down.label, "code"), *heads, Column("total", _("Totaal"))),
        place=_at(measure, rows, columns),
    )


def _at(measure: str, rows: str, columns: str) -> Place:
    def place(row: Row, column: Column) -> Count | None:
        at = {(rows, row[rows])} if rows in row else set()
        if column.name in row["cells"]:
            at.add((columns, column.name))
        return Count(measure, frozenset(at))

    return place


def _line(start: Row, cells: dict[str, int]) -> Row:
    return start | {"cells": cells, "total": sum(cells.values())}


def names_of(dimension: str, selection: Selection) -> dict[str, str]:
    """The names behind the codes of a dimension, in the active language."""
    find = NAMES.get(dimension)
    return find(selection) if find else {}


NAMES: dict[str, Callable[[Selection], dict[str, str]]] = {
    "call": lambda selection: {call.code: str(call) for call in selection.calls},
    "lot": lambda selection: {p.lot.code: p.lot.name for p in selection.projects},
    "project": project_names,
    "promoter": promoter_names,
    "province": lambda _s: {code: str(name) for code, name in provinces.LABELS.items()},
    "subgroup": lambda _s: named(Subgroup),
    "nationality": lambda _s: {code: str(name) for code, name in nationalities.LABELS.items()},
    "nationality_group": lambda _s: {c: str(n) for c, n in nationalities.GROUP_LABELS.items()},
    "benefit": lambda _s: named(YesNoUnknown),
    "gender": lambda _s: named(Gender),
    "diploma_level": lambda _s: {code: str(name) for code, name in levels.DIPLOMA_LABELS.items()},
    "dutch_level": lambda _s: {code: str(name) for code, name in levels.DUTCH_LABELS.items()},
}

CROSS = Report(
    "cross",
    _("Kruistabel"),
    1,
    _(
        "Eén telling langs twee indelingen, tot en met de peildatum. Het profiel is dat op de "
        "dag van de indiening. Jaar en kwartaal volgen de eigen datum van de telling: indiening, "
        "beslissing, eerste duo of einde."
    ),
    (),
    _cross,
    options=("rows", "columns", "measure"),
)
