"""Files for spreadsheets. Every CSV and XLSX is written here, so that no cell is ever a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF, ZIP = "application/pdf", "application/zip"
BYTES = "application/octet-stream"
# The wide signs are formulas to spreadsheets in Asian languages.
FORMULA_START = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")

Line = Sequence[Any]


def harmless(text: str) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it. A dash alone
    is none.
    """
    if text == "-":
        return text
    starts = text.startswith(FORMULA_START) or text.lstrip().startswith(FORMULA_START)
    return f"'{text}" if starts else text


def as_csv(lines: Iterable[Line]) -> bytes:
    """UTF-8, comma, ISO dates, lists with `;`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([_in_csv(value) for value in line] for line in lines)
    return out.getvalue().encode()


def _in_csv(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return harmless(";".join(value))
    if isinstance(value, str):
        return harmless(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def as_value(value: Any) -> Any:
    """What a column of a page says, for a sheet: dates and numbers as they are, anything else as
    its text.
    """
    return value if value is None or isinstance(value, int | date) else str(value)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook. The first line or the first column names what stands beside it."""

    title: str
    lines: Iterable[Line]
    named_by: Literal["line", "column"] = "line"


def as_xlsx(sheets: Iterable[Sheet]) -> bytes:
    """A workbook without formulas in which nothing is hidden."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        _write(book.create_sheet(sheet.title[:31]), sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(page: Any, sheet: Sheet) -> None:
    by_line = sheet.named_by == "line"
    if by_line:
        page.freeze_panes = "B2"
    for number, line in enumerate(sheet.lines):
        page.append(
            [
                _bold(page, value) if (number if by_line else place) == 0 else _in_xlsx(value)
                for place, value in enumerate(line)
            ]
        )


def _bold(page: Any, value: Any) -> WriteOnlyCell:
    cell = WriteOnlyCell(page, value=_in_xlsx(value))
    cell.font = Font(bold=True)
    return cell


def _in_xlsx(value: Any) -> Any:
    if isinstance(value, tuple):
        value = ";".join(value)
    return harmless(ILLEGAL_CHARACTERS_RE.sub("", value)) if isinstance(value, str) else value


def to_keep(name: str, content: bytes, content_type: str) -> HttpResponse:
    """A file that the browser keeps under a name, which tells of nobody."""
    disposition = content_disposition_header(as_attachment=True, filename=name) or ""
    headers = {"Content-Disposition": disposition}
    return HttpResponse(content, content_type, headers=headers)


def as_answer(name: str, lines: Iterable[Line], kind: Literal["xlsx", "csv"]) -> HttpResponse:
    """The lines as a file to keep; the first line names the columns."""
    if kind == "csv":
        content, content_type = as_csv(lines), "text/csv; charset=utf-8"
    else:
        content, content_type = as_xlsx([Sheet(name, lines)]), XLSX
    return to_keep(f"{name}.{kind}", content, content_type)
