"""What an answered question would say today: the cells that are missing or moved most. Pure, on
protected tables: what is hidden stays hidden, and no small number is told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reporting import paper
from reporting.comparing import row_name, rows_of
from reporting.tables import Column, Row, Shown, is_hidden, value_of

MOST_MOVED = 5
MISSING, HIDDEN, MOVED = "missing", "hidden", "moved"


@dataclass(frozen=True, slots=True)
class Finding:
    """A cell of the answer that was sent, and how it stands now. `moved` is how far, as a part of
    what was sent."""

    kind: str
    table: str
    row: str
    column: str
    then: str
    now: str
    moved: float = 0.0

    def as_json(self) -> dict[str, Any]:
        names = ("kind", "table", "row", "column", "then", "now")
        return {name: getattr(self, name) for name in names}


def findings(then: Mapping[str, Shown], now: Mapping[str, Shown]) -> list[Finding]:
    """Every cell that had a figure and has none now, then those that moved most."""
    found = [finding for name, table in then.items() for finding in _of(name, table, now.get(name))]
    gone = [finding for finding in found if finding.kind != MOVED]
    moved = sorted(
        (finding for finding in found if finding.kind == MOVED), key=lambda one: -one.moved
    )
    return [*gone, *moved[:MOST_MOVED]]


def _of(name: str, then: Shown, now: Shown | None) -> Iterator[Finding]:
    pairs = rows_of(then, now) if now else ((row, None) for row in then.rows)
    for before, after in pairs:
        if before is None:
            continue
        for column in then.columns:
            value = value_of(before, column.name)
            if column.is_figure and value is not None:
                yield from _cell(name, (then, before), (now or then, after), column, value)


def _cell(
    name: str,
    then: tuple[Shown, Row],
    now: tuple[Shown, Row | None],
    column: Column,
    value: Any,
) -> Iterator[Finding]:
    table, row = then
    after = now[1]
    told = (name, row_name(table, row), str(column.label), paper.text(table, column, row))
    if after is not None and is_hidden(after, column.name):
        yield Finding(HIDDEN, *told, "")
        return
    found = None if after is None else value_of(after, column.name)
    if found is None:
        yield Finding(MISSING, *told, "")
    elif found != value:
        distance = abs(Decimal(str(found)) - Decimal(str(value)))
        moved = float(distance / max(abs(Decimal(str(value))), Decimal(1)))
        yield Finding(MOVED, *told, paper.text(now[0], column, after or {}), moved)
