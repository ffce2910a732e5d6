"""A protected table as JSON that tells everything of it, and that table again. Pure.

Unlike the JSON of a report it keeps what each sum is a sum of, the words behind codes, and exact
numbers: what was sent is drawn, checked and compared from it, whatever the reports have become.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from reporting.cells import cells_of
from reporting.tables import (
    Column,
    Count,
    Definition,
    Paper,
    Parents,
    Place,
    Row,
    Shown,
    is_hidden,
)

AMOUNT = re.compile(r"-?\d+\.\d{1,2}")
Kept = dict[str, Any]
# By row, None for the total, and column.
Counts = dict[tuple[int | None, str], Count]


def kept(table: Shown) -> Kept:
    """The table in plain values, with the sums that its cells are."""
    return {
        "code": table.code,
        "title": str(table.title),
        "as_of": table.as_of.isoformat(),
        "definition": {
            "code": table.definition.code,
            "version": table.definition.version,
            "text": str(table.definition.text),
        },
        "columns": [_of_column(column) for column in table.columns],
        "rows": [_of_row(row) for row in table.rows],
        "total": None if table.total is None else _of_row(table.total),
        "names": _names(table),
        "paper": {"without": list(table.paper.without), "under": list(table.paper.under)},
        "marking": str(table.marking),
        "suppressed": table.suppressed,
        "smallest": table.smallest,
        "scope": sorted(map(list, table.scope)),
        "assumed": sorted(map(list, table.assumed)),
        "parents": sorted(
            [*coordinate, *within]
            for coordinate, above in table.parents.items()
            for within in above
        ),
        "sums": [
            [cell.row, cell.column, cell.count.measure, sorted(map(list, cell.count.at))]
            for cell in cells_of(table)
        ],
    }


def _of_column(column: Column) -> Kept:
    return {
        "name": column.name,
        "label": str(column.label),
        "type": column.type,
        "measure": column.measure,
        "of": list(column.of),
    }


def _of_row(row: Row) -> Kept:
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _names(table: Shown) -> dict[str, dict[str, str]]:
    """The words behind the codes that stand in it."""
    return {
        column: {str(code): str(name) for code, name in names.items()}
        for column, names in table.names.items()
    }


# And back -----------------------------------------------------------------------------------------


def table_of(data: Kept, true: Mapping[Count, Any] = MappingProxyType({})) -> Shown:
    """The table that was kept; with `true` counts, where they are given, in its hidden cells.

    Raises KeyError, TypeError or ValueError for anything else.
    """
    columns = [Column(**{**column, "of": tuple(column["of"])}) for column in data["columns"]]
    types = {column.name: column.type for column in columns}
    rows = [_row(row, types) for row in data["rows"]]
    total = None if data["total"] is None else _row(data["total"], types)
    counts = _counts(data["sums"])
    _fill(rows, total, counts, true)
    return Shown(
        code=data["code"],
        title=data["title"],
        as_of=date.fromisoformat(data["as_of"]),
        definition=Definition(**data["definition"]),
        columns=columns,
        rows=rows,
        total=total,
        names=data["names"],
        paper=Paper(**{name: tuple(left) for name, left in data["paper"].items()}),
        place=_place(counts, columns, rows),
        marking=data["marking"],
        suppressed=data["suppressed"],
        smallest=data["smallest"],
        scope=frozenset((name, code) for name, code in data["scope"]),
        # What was kept before measures were known by one name assumes nothing.
        assumed=frozenset((name, code) for name, code in data.get("assumed", ())),
        parents=_parents(data["parents"]),
    )


def _counts(sums: list[Any]) -> Counts:
    return {
        (row, column): Count(measure, frozenset((name, code) for name, code in at))
        for row, column, measure, at in sums
    }


def _parents(kept: list[Any]) -> Parents:
    found: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for name, code, above, within in kept:
        found[name, code].add((above, within))
    return found


def _fill(rows: list[Row], total: Row | None, counts: Counts, true: Mapping[Count, Any]) -> None:
    for (index, column), count in counts.items():
        row = total if index is None else rows[index]
        if row is not None and count in true and is_hidden(row, column):
            cells = row.get("cells") or {}
            (cells if column in cells else row)[column] = true[count]


def _place(counts: Counts, columns: list[Column], rows: list[Row]) -> Place:
    """Where each cell stood when it was kept. A row is known by what it says beside figures, the
    total by saying none of it: so is a copy of a row with some cells hidden."""
    names = [column.name for column in columns if not column.is_figure]

    def key(row: Row) -> tuple[Any, ...] | None:
        return tuple(row.get(name) for name in names) if names[0] in row else None

    places = {key(row): index for index, row in enumerate(rows)}

    def place(row: Row, column: Column) -> Count | None:
        return counts.get((places.get(key(row)), column.name))

    return place


def _row(row: Kept, types: dict[str, str]) -> Row:
    """A cross table has its figures under `cells`, by the same names as its columns."""
    return {
        name: _row(value, types) if isinstance(value, dict) else _value(value, types.get(name, ""))
        for name, value in row.items()
    }


def _value(value: Any, kind: str) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if not isinstance(value, str):
        return value
    if kind == "date":
        return date.fromisoformat(value)
    is_number = kind in {"amount", "percent", "number"} or (not kind and AMOUNT.fullmatch(value))
    return Decimal(value) if is_number else value
