"""The one table that every report returns and every renderer takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from django.utils.functional import Promise

Row = dict[str, Any]
Text = str | Promise

CENT = Decimal("0.01")
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in files, its label on paper, and one of the types below.

    code, text, date, count (of persons or matches), number, amount, percent.
    """

    name: str
    label: Text
    type: str = "count"

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


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain values (int, Decimal, date, str, tuple, None) under declared columns.

    `names` gives the name behind a code, per column, for what people read. Files keep codes.
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
    suppressed: int = 0

    def without(self, *columns: str) -> "Table":
        """The same table with these columns left off paper."""
        paper = replace(self.paper, without=(*self.paper.without, *columns))
        return replace(self, paper=paper)

    @property
    def other_totals(self) -> Row:
        """Totals that stand under no column of the table."""
        shown = {column.name for column in self.columns}
        return {name: value for name, value in (self.total or {}).items() if name not in shown}


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
