"""What may leave the house: the only way from a table of true counts to one that is rendered.

True counts are for who counts persons (access.md). Everyone else, and everything that is
published, gets tables protected together: hidden in one, hidden in all.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from m2w import periods
from reporting import disclosure
from reporting.equations import Parents, problem_of
from reporting.models import DisclosureRule
from reporting.selection import Selection
from reporting.tables import Column, Count, Row, Shown, Table, Text

NOT_FOR_OTHERS = _("Niet voor verspreiding")


def shown(selection: Selection, *tables: Table) -> list[Shown]:
    """The tables as the reader of the selection may see them, those of one answer together."""
    if selection.shows_people:
        return [true_counts(table) for table in tables]
    return protected(tables, smallest_shown(periods.today()), parents_of(selection))


def true_counts(table: Table, marking: Text = "") -> Shown:
    """Every count as it is, for who may have it."""
    return Shown(**_values(table), marking=marking)


def protected(tables: Sequence[Table], smallest: int, parents: Parents) -> list[Shown]:
    """The tables without counts from 1 up to `smallest`, nor any other from which one follows.

    Source: domain.md 8, ARV.
    """
    hidden = disclosure.hide(problem_of(tables, parents), smallest)
    return [masked(table, hidden, smallest) for table in tables]


def smallest_shown(on: date) -> int:
    """The smallest count of persons that is shown on a day, beside zero."""
    return DisclosureRule.objects.in_force(on).latest("valid_from").smallest_shown


def parents_of(selection: Selection) -> Parents:
    """What a project is part of: its lot, call and promoter."""
    return {
        ("project", project.code): {
            ("lot", project.lot.code),
            ("call", project.lot.call.code),
            ("promoter", project.promoter.code),
        }
        for project in selection.projects
    } | {("lot", p.lot.code): {("call", p.lot.call.code)} for p in selection.projects}


# Masking ----------------------------------------------------------------------------------------


def masked(table: Table, hidden: frozenset[Count], smallest: int) -> Shown:
    """The table without these counts, and without what is calculated from them."""
    rows = [_masked(table, row, hidden, smallest) for row in table.rows]
    total = None if table.total is None else _masked(table, table.total, hidden, smallest)
    lines = rows if total is None else [*rows, total]
    values = _values(table) | {"rows": rows, "total": total, "behind": {}}
    return Shown(
        **values, suppressed=sum(len(row.get("hidden", ())) for row in lines), smallest=smallest
    )


def _masked(table: Table, row: Row, hidden: frozenset[Count], smallest: int) -> Row:
    names = tuple(_hidden_in(table, row, hidden, smallest))
    return _without(row, names) | {"hidden": names} if names else row


def _hidden_in(
    table: Table, row: Row, hidden: frozenset[Count], smallest: int
) -> Iterator[str]:
    for column in [*table.columns, *_other_totals(table, row)]:
        if value_of(row, column.name) is None:
            continue
        if column.of:
            if any(_untold(table, row, name, hidden, smallest) for name in column.of):
                yield column.name
        elif column.type == "count" and table.place(row, column) in hidden:
            yield column.name


def _other_totals(table: Table, row: Row) -> Iterable[Column]:
    """Counts in the total that stand under no column."""
    shown_names = {column.name for column in table.columns}
    names = set(row) - shown_names if row is table.total else set()
    return [Column(count.measure, "") for count in table.behind if count.measure in names]


def _untold(
    table: Table, row: Row, name: str, hidden: frozenset[Count], smallest: int
) -> bool:
    """Whether a count may not be calculated with: hidden, or small where it stands nowhere."""
    column = next((one for one in table.columns if one.name == name), Column(name, ""))
    count = table.place(row, column)
    n = value_of(row, name)
    if n is None and count is not None:
        n = table.behind.get(count, 0)
    return count in hidden or disclosure.is_small(n or 0, smallest)


def value_of(row: Row, name: str) -> Any:
    """The value under a column; the cells of a cross table stand under their own codes."""
    return row.get("cells", {}).get(name, row.get(name))


def _without(row: Row, names: tuple[str, ...]) -> Row:
    bare = {name: None if name in names else value for name, value in row.items()}
    if "cells" in row:
        cells = row["cells"].items()
        bare["cells"] = {code: None if code in names else n for code, n in cells}
    return bare


def _values(table: Table) -> dict[str, Any]:
    return {one.name: getattr(table, one.name) for one in fields(Table)}
