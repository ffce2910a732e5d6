"""What changed since an answer was sent, as a table for people. No small number behind a change of
persons is told: it would say how many joined them or left."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from m2w import tables as pages
from m2w.marks import Mark, Tone
from reporting import disclosure, paper
from reporting.choices import Cause
from reporting.comparing import Changed, Reason, row_name
from reporting.tables import Column, Row

CAUSES: dict[Cause, tuple[str, Tone]] = {
    Cause.CORRECTED: ("pen", "info"),
    Cause.LATE: ("clock", "wait"),
    Cause.DEFINITION: ("doc", "mute"),
}
COLUMNS = (
    pages.Column(gettext_lazy("Cel"), "cell", note=lambda row: row["column"]),
    pages.Column(gettext_lazy("Toen"), "then", "figure"),
    pages.Column(gettext_lazy("Nu"), "now", "figure"),
    pages.Column(gettext_lazy("Oorzaak"), lambda row: row["cause"], "mark"),
    pages.Column(gettext_lazy("Records"), "records", "count"),
)


def difference_table(changes: Iterable[Changed], smallest: int, caption: str) -> pages.Table:
    """One row for each cause of each cell that changed."""
    rows = [row for changed in changes for row in _rows(changed, smallest)]
    return pages.Table(caption, COLUMNS, rows)


def _rows(changed: Changed, smallest: int) -> Iterator[Row]:
    for reason in changed.reasons:
        told = records_told(changed, reason, smallest)
        yield {
            "cell": cell_name(changed),
            "column": column_name(changed),
            "then": value_text(changed, changed.then),
            "now": value_text(changed, changed.now),
            "cause": cause_mark(reason.cause, changed.versions),
            "records": told,
            "hidden": ("records",) if told is None else (),
        }


def records_told(changed: Changed, reason: Reason, smallest: int) -> int | None:
    """How many records, unless that would single out persons."""
    singles_out = changed.of_persons and disclosure.is_small(reason.records, smallest)
    return None if singles_out else reason.records


def cause_mark(cause: Cause, versions: tuple[int, int]) -> Mark:
    """The cause with a sign; another version of the definition is named."""
    then, now = versions
    words: str | Promise = cause.label
    if cause == Cause.DEFINITION and then != now:
        words = _("definitie, versie %(version)s") % {"version": now}
    return Mark(words, *CAUSES[cause])


def cell_name(changed: Changed) -> str:
    """Such as `Tabel 1, Talent in Tandem`."""
    name = row_name(changed.shown, changed.row) or _("totaal")
    return _("Tabel %(name)s, %(row)s") % {"name": changed.table, "row": name}


def column_name(changed: Changed) -> str:
    return str(changed.column.label or paper.OTHER_TOTALS[changed.column.name][0])


def value_text(changed: Changed, value: Any) -> str:
    """The value as the table would write it."""
    if value is None:
        return ""
    column: Column = changed.column
    if not column.label:
        return paper.OTHER_TOTALS[column.name][1](value)
    bare = {name: code for name, code in changed.row.items() if name not in {"hidden", "cells"}}
    return paper.text(changed.shown, column, bare | {column.name: value})
