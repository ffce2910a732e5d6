"""The one table as JSON, CSV and XLSX (interfaces.md 3). Codes stay codes; labels are for pages."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from reporting.tables import Column, Row, Table

HIDDEN = "-"
FORMULA_START = ("=", "+", "-", "@", "\t", "\r")


def as_document(table: Table) -> dict[str, Any]:
    """The JSON of a report; amounts are strings with two decimals."""
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


def plain(table: Table, row: Row) -> Row:
    """A row of JSON values: money stays exact text, shares and medians become numbers."""
    types = {column.name: column.type for column in table.columns}
    return {name: _plain(value, types.get(name, "")) for name, value in row.items()}


def _plain(value: Any, kind: str) -> Any:
    if isinstance(value, Decimal):
        is_share = kind in {"percent", "number"} or value.as_tuple().exponent == -1
        return float(value) if is_share else str(value)
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


def cells(table: Table, row: Row) -> Iterator[tuple[Column, Any]]:
    """A row column by column; the cells of a cross table stand under their own codes."""
    values = row | row.get("cells", {})
    for column in table.columns:
        yield column, values.get(column.name)


def lines(table: Table) -> Iterator[list[tuple[Column, Any]]]:
    """The rows, and the total as last line with `total` in its first column."""
    for row in table.rows:
        yield list(cells(table, row))
    if table.total is not None:
        total = list(cells(table, table.total))
        yield [(table.columns[0], "total"), *total[1:]]


# CSV ------------------------------------------------------------------------------------------


def as_csv(table: Table) -> bytes:
    """UTF-8, comma, ISO dates, lists with `;`; text that looks like a formula is made harmless."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    for line in lines(table):
        writer.writerow([_csv(value) for _column, value in line])
    return out.getvalue().encode()


def _csv(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return harmless(";".join(value))
    if isinstance(value, str):
        return harmless(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def harmless(text: str) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{text}" if text.startswith(FORMULA_START) else text


# XLSX -----------------------------------------------------------------------------------------


def as_xlsx(*tables: Table, note: str = "") -> bytes:
    """Per table a sheet with its rows, and one with its definition. No formulas, nothing hidden."""
    book = Workbook(write_only=True)
    for table in tables:
        prefix = "" if len(tables) == 1 else f"{tables.index(table) + 1} "
        _rows_sheet(book, table, f"{prefix}{table.code}"[:31])
    for table in tables:
        prefix = "" if len(tables) == 1 else f"{tables.index(table) + 1} "
        _definition_sheet(book, table, f"{prefix}{_('definitie')}", note)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _rows_sheet(book: Workbook, table: Table, title: str) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    sheet.append([_bold(sheet, column.name) for column in table.columns])
    for line in lines(table):
        sheet.append([_xlsx(value) for _column, value in line])


def _definition_sheet(book: Workbook, table: Table, title: str, note: str) -> None:
    sheet = book.create_sheet(title)
    definition = table.definition
    facts = [
        (_("Rapport"), str(table.title)),
        (_("Peildatum"), table.as_of),
        (_("Definitie"), definition.code),
        (_("Versie"), definition.version),
        (_("Tekst"), str(definition.text)),
        *((name, _xlsx(value)) for name, value in table.other_totals.items()),
        *([(_("Opgelet"), note)] if note else []),
    ]
    for label, value in facts:
        sheet.append([_bold(sheet, label), value])


def _bold(sheet: Any, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    return cell


def _xlsx(value: Any) -> Any:
    if isinstance(value, tuple):
        value = ";".join(value)
    return harmless(ILLEGAL_CHARACTERS_RE.sub("", value)) if isinstance(value, str) else value


FORMATS: dict[str, tuple[Callable[[Table], bytes], str]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def download(table: Table, wanted: str) -> HttpResponse:
    """A table as a file, named after the report and its day."""
    render, content_type = FORMATS[wanted]
    name = f"{table.code}-{table.as_of}.{wanted}"
    return HttpResponse(
        render(table),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
