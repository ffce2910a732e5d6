"""The one table as JSON, CSV and XLSX (interfaces.md 3). Codes stay codes; labels are for pages."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from m2w import exports
from m2w.exports import Sheet
from reporting.tables import Column, Row, Shown, is_hidden, require_shown, value_of

HIDDEN = "-"


def as_document(table: Shown) -> dict[str, Any]:
    """The JSON of a report; amounts are strings with two decimals, hidden cells null and named."""
    require_shown(table)
    return {
        "code": table.code,
        "title": str(table.title),
        "as_of": table.as_of.isoformat(),
        "definition": {
            "code": table.definition.code,
            "version": table.definition.version,
            "text": str(table.definition.text),
        },
        "columns": [
            {"name": column.name, "label": str(column.label), "type": column.type}
            for column in table.columns
        ],
        "rows": [plain(table, row) for row in table.rows],
        "total": None if table.total is None else plain(table, table.total),
        "suppressed": table.suppressed,
    }


def plain(table: Shown, row: Row) -> Row:
    """A row of JSON values: money stays exact text, shares and medians become numbers."""
    types = {column.name: column.type for column in table.columns}
    return {name: _plain(value, types.get(name, "")) for name, value in row.items()}


def _plain(value: Any, kind: str) -> Any:
    if isinstance(value, Decimal):
        is_share = kind in {"percent", "number"} or value.as_tuple().exponent == -1
        return float(value) if is_share else str(value)
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, dict):
        return {name: _plain(one, kind) for name, one in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def cells(table: Shown, row: Row) -> Iterator[tuple[Column, Any]]:
    """A row column by column; the cells of a cross table stand under their own codes."""
    for column in table.columns:
        value = HIDDEN if is_hidden(row, column.name) else value_of(row, column.name)
        yield column, value


def lines(table: Shown) -> Iterator[list[tuple[Column, Any]]]:
    """The rows, and the total as last line with `total` in its first column."""
    require_shown(table)
    for row in table.rows:
        yield list(cells(table, row))
    if table.total is not None:
        total = list(cells(table, table.total))
        yield [(table.columns[0], "total"), *total[1:]]


def as_csv(table: Shown) -> bytes:
    """The names of the columns, then every line."""
    names = [column.name for column in table.columns]
    return exports.as_csv([names, *_values(table)])


def as_xlsx(*tables: Shown, note: str = "") -> bytes:
    """Per table a sheet with its rows, and one with its definition."""
    return exports.as_xlsx(sheets(tables, note))


def sheets(tables: Sequence[Shown], note: str = "") -> list[Sheet]:
    """The sheets of a workbook: first those with rows, then those with definitions."""
    prefixes = [""] if len(tables) == 1 else [f"{n} " for n in range(1, len(tables) + 1)]
    numbered = list(zip(prefixes, tables, strict=True))
    named = _("definitie")
    rows = [_rows_sheet(table, f"{prefix}{table.code}") for prefix, table in numbered]
    return rows + [_definition_sheet(table, f"{prefix}{named}", note) for prefix, table in numbered]


def _values(table: Shown) -> Iterator[list[Any]]:
    for line in lines(table):
        yield [value for _column, value in line]


def _rows_sheet(table: Shown, title: str) -> Sheet:
    return Sheet(title, [[column.name for column in table.columns], *_values(table)])


def _definition_sheet(table: Shown, title: str, note: str) -> Sheet:
    definition = table.definition
    facts = [
        (_("Rapport"), str(table.title)),
        (_("Peildatum"), table.as_of),
        (_("Definitie"), definition.code),
        (_("Versie"), definition.version),
        (_("Tekst"), str(definition.text)),
        *_other_totals(table),
        *([(_("Opgelet"), note)] if note else []),
    ]
    return Sheet(title, facts, named_by="column")


def _other_totals(table: Shown) -> Iterator[tuple[str, Any]]:
    for name, value in table.other_totals.items():
        yield name, HIDDEN if is_hidden(table.total or {}, name) else value
