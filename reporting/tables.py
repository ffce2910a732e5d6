"""The one table that every report returns, and what of it every renderer takes.

A `Table` holds true counts and is never rendered. `reporting.release` makes a `Shown` of it: true
counts for who may have them, protected ones for everyone else.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, Self

from django.utils.functional import Promise

Row = dict[str, Any]
Text = str | Promise

CENT = Decimal("0.01")
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in files, its label on paper, and one of the types below.

    code, text, date, count (of persons or matches), number, amount, percent. `measure` is what
    a count counts, where its name does not say so. `of` names the counts that a figure is
    calculated from: none is calculated from a small one.
    """

    name: str
    label: Text
    type: str = "count"
    measure: str = ""
    of: tuple[str, ...] = ()

    @property
    def is_figure(self) -> bool:
        return self.type in {"count", "number", "amount", "percent"}


@dataclass(frozen=True, slots=True)
class Definition:
    """What is counted. A changed definition gets a new version; figures name theirs."""

    code: str
    version: int
    text: Text


@dataclass(frozen=True, slots=True)
class Paper:
    """How a table is laid out for people: columns left out, and those told in a small line
    under the first."""

    without: tuple[str, ...] = ()
    under: tuple[str, ...] = ()


Coordinate = tuple[str, str]
Parents = Mapping[Coordinate, Collection[Coordinate]]


@dataclass(frozen=True, slots=True)
class Count:
    """What a count counts, whichever table it stands in: a measure, at coordinates such as
    `("project", "P1")`. Without coordinates it is that of everyone."""

    measure: str
    at: frozenset[Coordinate] = frozenset()


Place = Callable[[Row, Column], Count | None]


def nowhere(row: Row, column: Column) -> Count | None:
    """Of a table without counts of persons."""
    return None


def placed(*dimensions: str) -> Place:
    """Every count stands at the values of these columns; that of a total at none of them."""

    def place(row: Row, column: Column) -> Count | None:
        at = frozenset((name, row[name]) for name in dimensions if name in row)
        return Count(column.measure or column.name, at)

    return place


@dataclass(frozen=True)
class Table:
    """Rows of plain values (int, Decimal, date, str, tuple, None) under declared columns.

    `names` gives the name behind a code, per column, for what people read. Files keep codes.
    `place` tells what each count counts; `behind` holds the counts that figures are calculated
    from without standing in the table. `parents` is what lies in what; outside of `scope` the
    table tells nothing, and beside counts at what is `assumed` nothing either.
    """

    code: str
    title: Text
    as_of: date
    definition: Definition
    columns: Sequence[Column]
    rows: Sequence[Row]
    total: Row | None = None
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    paper: Paper = field(default_factory=Paper)
    place: Place = nowhere
    behind: Mapping[Count, int] = field(default_factory=dict)
    parents: Parents = field(default_factory=dict)
    scope: frozenset[Coordinate] = frozenset()
    assumed: frozenset[Coordinate] = frozenset()

    def without(self, *columns: str) -> Self:
        """The same table with these columns left off paper."""
        paper = replace(self.paper, without=(*self.paper.without, *columns))
        return replace(self, paper=paper)

    @property
    def other_totals(self) -> Row:
        """Totals that stand under no column of the table."""
        shown = {"hidden", "cells", *(column.name for column in self.columns)}
        return {name: value for name, value in (self.total or {}).items() if name not in shown}


@dataclass(frozen=True)
class Shown(Table):
    """A table as a reader may see it. A hidden cell is None and named in its row's `hidden`.

    `marking` says what may not be done with it; `suppressed` is how many cells are hidden, and
    `smallest` the smallest count that is shown, 0 for true counts.
    """

    marking: Text = ""
    suppressed: int = 0
    smallest: int = 0


def require_shown(table: Table) -> None:
    """Raises TypeError for a table of true counts: nobody decided who may see it."""
    if not isinstance(table, Shown):
        raise TypeError("only what reporting.release made of a table is rendered")


def value_of(row: Row, name: str) -> Any:
    """The value under a column; the cells of a cross table stand under their own codes."""
    return row.get("cells", {}).get(name, row.get(name))


def is_hidden(row: Row, column: str) -> bool:
    return column in row.get("hidden", ())


def rounded(value: Fraction | Decimal, step: Decimal) -> Decimal:
    """Half up to a step, after the last calculation."""
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / Decimal(value.denominator)
    return value.quantize(step, ROUND_HALF_UP)


def percent(part: int | Decimal, whole: int | Decimal) -> Decimal | None:
    """A share in percent with one decimal, half up; none without a whole."""
    if not whole:
        return None
    return rounded(Fraction(part) * 100 / Fraction(whole), TENTH)


def total_of(columns: Sequence[Column], rows: Sequence[Row]) -> Row:
    """Sums of the counts and amounts of the rows."""
    zero: dict[str, Any] = {"count": 0, "amount": Decimal("0.00")}
    return {
        column.name: sum((row[column.name] or 0 for row in rows), zero[column.type])
        for column in columns
        if column.type in zero
    }
