"""The cells of tables: what names a row, what stands in it, and what each sum is a sum of. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reporting.tables import Column, Count, Row, Table, is_hidden, value_of

# Amounts that are calculated from others, and so are no sum over records.
CALCULATED = frozenset({"expected", "not_granted", "granted_pct"})
# Numbers that are sums all the same, though not of persons.
PLANNED = frozenset({"target_mentees", "rounds_due", "rounds_held"})
# The columns of a row that say where in its report an amount stands.
PLACES = ("call", "lot", "project", "promoter")


@dataclass(frozen=True, slots=True)
class SumCell:
    """A count, an amount or a planned number. `row` is None in the total; the value is None where
    it is hidden."""

    column: str
    row: int | None
    value: int | Decimal | None
    count: Count
    is_count: bool


def cells_of(table: Table) -> list[SumCell]:
    """Every cell of a table that is a sum over records, with what it is a sum of."""
    return list(_cells_of(table))


def _cells_of(table: Table) -> Iterator[SumCell]:
    rows: list[tuple[int | None, Row]] = [*enumerate(table.rows)]
    if table.total is not None:
        rows.append((None, table.total))
    for index, row in rows:
        for column in columns_of(table, row):
            count = sum_of(table, row, column)
            value = value_of(row, column.name)
            if count is not None and (value is not None or is_hidden(row, column.name)):
                yield SumCell(column.name, index, value, count, column.type == "count")


def columns_of(table: Table, row: Row) -> Sequence[Column]:
    """The columns of the table; in its total also those that stand under no column."""
    if row is not table.total:
        return table.columns
    return [*table.columns, *(_other(row, name) for name in table.other_totals)]


def _other(row: Row, name: str) -> Column:
    """A total that stands under no column: an amount, a count, or a code."""
    value = row[name]
    if isinstance(value, Decimal):
        return Column(name, "", "amount")
    is_count = isinstance(value, int) or is_hidden(row, name)
    return Column(name, "", "count" if is_count else "code")


def sum_of(table: Table, row: Row, column: Column) -> Count | None:
    """What a cell is a sum of; None for what is no sum over records."""
    if column.type == "count":
        return table.place(row, column)
    is_amount = column.type == "amount" and column.name not in CALCULATED
    if column.name == "budget" and table.scope:
        return None  # That of whole calls stands in the total of a part of them too.
    if is_amount or column.name in PLANNED:
        at = {(name, row[name]) for name in PLACES if name in row and row is not table.total}
        # Like a count, the sum of all rows is that of what the table is about.
        return Count(column.measure or column.name, frozenset(at) or table.scope)
    return None
