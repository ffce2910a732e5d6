"""A cross table as its page draws it: heads of one or two levels, subtotals, and what each count
opens."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from m2w import notation
from m2w.bars import ACCENT, DEEP, MID, Figure, bars, stacked
from reporting import paper
from reporting.crossing import TOTAL, Axes
from reporting.tables import Column, Row, Shown, is_hidden, value_of

# The address of the rows behind a count; empty where there are none to open.
Opens = Callable[[Row, Column], str]
# A chart of more rows says less than the table.
MOST_BARS = 30
COLOURS = (DEEP, MID, ACCENT)


@dataclass(frozen=True, slots=True)
class Head:
    label: str
    across: int = 1
    down: int = 1
    is_figure: bool = True

    @property
    def scope(self) -> str:
        return "colgroup" if self.across > 1 else "col"


@dataclass(frozen=True, slots=True)
class Cell:
    """A count, its shares in a small line below, and what it opens."""

    text: str
    shares: str
    url: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row; `group` is what heads it and the lines after it, over `down` of them."""

    name: str
    cells: Sequence[Cell]
    group: str = ""
    down: int = 0
    is_subtotal: bool = False


@dataclass(frozen=True, slots=True)
class CrossTable:
    caption: str
    note: str
    heads: Sequence[Sequence[Head]]
    groups: Sequence[Sequence[Line]]
    total: Line
    levels: int


def drawn(table: Shown, axes: Axes, note: str, opens: Opens) -> CrossTable:
    """The table with the words of people. Raises TypeError for one of true counts."""
    columns = paper.columns(table)
    figures = _figures(columns)
    lines = [_line(table, axes, row, figures, opens) for row in table.rows]
    return CrossTable(
        caption=paper.caption(table),
        note=note,
        heads=_heads(axes, columns[: len(axes.rows)], list(figures)),
        groups=list(_groups(table, axes, lines)),
        total=Line("", _cells(table, table.total or {}, figures, opens)),
        levels=len(axes.rows),
    )


Figures = dict[Column, list[Column]]


def _figures(columns: Sequence[Column]) -> Figures:
    """Each column of counts with its columns of shares."""
    shares = [column for column in columns if column.type == "percent"]
    return {
        column: [one for one in shares if one.name.partition(":")[0] == column.name]
        for column in columns
        if column.type == "count"
    }


def _heads(axes: Axes, row_heads: Sequence[Column], counts: Sequence[Column]) -> list[list[Head]]:
    """One line of heads, or two where the columns have two levels."""
    deep = len(axes.columns) > 1
    down = 2 if deep else 1
    first = [Head(str(one.label).capitalize(), down=down, is_figure=False) for one in row_heads]
    if not deep:
        return [first + [Head(str(column.label)) for column in counts]]
    second: list[Head] = []
    for label, parts in groupby(counts, key=lambda column: str(column.label).split(", ")[0]):
        found = list(parts)
        if found[0].name == TOTAL:
            first.append(Head(label, down=2))
            continue
        first.append(Head(label, across=len(found)))
        second += [Head(str(column.label).partition(", ")[2]) for column in found]
    return [first, second]


def _line(table: Shown, axes: Axes, row: Row, figures: Figures, opens: Opens) -> Line:
    last = axes.rows[-1]
    name = paper.text(table, Column(last, "", "code"), row)
    return Line(
        name,
        _cells(table, row, figures, opens),
        is_subtotal=len(axes.rows) > 1 and row[last] == TOTAL,
    )


def _cells(table: Shown, row: Row, figures: Figures, opens: Opens) -> list[Cell]:
    return [
        Cell(
            paper.text(table, column, row),
            " · ".join(filter(None, (paper.text(table, share, row) for share in shares))),
            opens(row, column) if value_of(row, column.name) else "",
            is_hidden(row, column.name),
        )
        for column, shares in figures.items()
    ]


def _groups(table: Shown, axes: Axes, lines: Sequence[Line]) -> Iterator[list[Line]]:
    """All lines together, or those of each first level, its name before the first."""
    if len(axes.rows) == 1:
        yield list(lines)
        return
    first = Column(axes.rows[0], "", "code")
    beside = zip(table.rows, lines, strict=True)
    for _code, found in groupby(beside, key=lambda pair: pair[0][axes.rows[0]]):
        pairs = list(found)
        heading = paper.text(table, first, pairs[0][0])
        (_row, start), *others = pairs
        yield [
            replace(start, group=heading, down=len(pairs)),
            *(line for _row, line in others),
        ]


# The chart --------------------------------------------------------------------------------------


def figure(table: Shown, axes: Axes) -> Figure | None:
    """How each row is divided where two or three columns say so, else how many each row has.

    A row of which a figure is hidden has no bar, and the order is that of the table.
    """
    rows = [row for row in table.rows if _is_outer(row, axes)]
    if not 0 < len(rows) <= MOST_BARS:
        return None
    parts = [column for column in table.columns if _is_part(column, axes)]
    if axes.columns and 1 < len(parts) <= len(COLOURS):
        return _divided(table, rows, parts)
    return _totals(table, axes, rows, parts)


def _is_outer(row: Row, axes: Axes) -> bool:
    return len(axes.rows) == 1 or row[axes.rows[1]] == TOTAL


def _is_part(column: Column, axes: Axes) -> bool:
    """Whether it is a column of the first level."""
    if column.type != "count" or column.name == TOTAL:
        return False
    return len(axes.columns) < 2 or column.name.endswith(f"/{TOTAL}")


def _divided(table: Shown, rows: list[Row], parts: list[Column]) -> Figure | None:
    told = [row for row in reversed(rows) if value_of(row, TOTAL) and _all_told(row, parts)]
    if not told:
        return None
    series = [
        (
            str(part.label).split(", ")[0],
            [100 * value_of(row, part.name) / value_of(row, TOTAL) for row in told],
            colour,
        )
        for part, colour in zip(parts, COLOURS, strict=False)
    ]
    ends = [notation.number(value_of(row, TOTAL)) for row in told]
    return stacked([_name(table, row) for row in told], series, ends=ends)


def _all_told(row: Row, parts: list[Column]) -> bool:
    return not any(is_hidden(row, name) for name in (TOTAL, *(part.name for part in parts)))


def _totals(table: Shown, axes: Axes, rows: list[Row], parts: list[Column]) -> Figure | None:
    """Of a series of days: everyone on each day."""
    if axes.columns:
        found = [(_name(table, row), value_of(row, TOTAL)) for row in rows]
    else:
        found = [(str(part.label), value_of(table.total or {}, part.name)) for part in parts]
    told = [(name, n) for name, n in reversed(found) if n is not None]
    if not told:
        return None
    names, numbers = zip(*told, strict=True)
    return bars(list(names), list(map(float, numbers)), [notation.number(n) for n in numbers])


def _name(table: Shown, row: Row) -> str:
    return paper.text(table, table.columns[0], row)
