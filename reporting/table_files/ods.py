"""Tables as an ODS workbook: what the XLSX holds, for LibreOffice."""

import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from m2w.exports import Sheet
from reporting import exports
from reporting.tables import Shown

if TYPE_CHECKING:
    from odfdo import Document, Row

ODS = "application/vnd.oasis.opendocument.spreadsheet"
HEADING = """<style:style style:name="heading" style:family="table-cell">
<style:text-properties fo:font-weight="bold"/></style:style>"""
# What XML cannot hold, a cell does not either.
NOT_IN_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))


def as_ods(*tables: Shown, note: str = "") -> bytes:
    """Per table a sheet with its rows, and one with its definition; nothing is a formula and
    nothing is hidden but the cells that no one may know.

    Raises TypeError for a table of true counts.
    """
    from odfdo import Document

    book = Document("spreadsheet")
    book.body.clear()
    book.insert_style(HEADING, automatic=True)
    _tell(book, tables)
    for sheet in exports.sheets(tables, note):
        book.body.append(_drawn(sheet))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _tell(book: "Document", tables: Iterable[Shown]) -> None:
    """What the workbook is about and in which language."""
    book.meta.title = ", ".join(str(table.title) for table in tables)
    book.meta.language = get_language() or "nl-be"


def _drawn(sheet: Sheet) -> Any:
    from odfdo import Table

    drawn = Table(sheet.title)
    for number, line in enumerate(sheet.lines):
        drawn.append_row(_row(line, number, by_line=sheet.named_by == "line"), clone=False)
    return drawn


def _row(line: Iterable[Any], number: int, *, by_line: bool) -> "Row":
    from odfdo import Cell, Row

    row = Row()
    for place, value in enumerate(line):
        heads = (number if by_line else place) == 0
        row.append_cell(Cell(_plain(value), style="heading" if heads else None), clone=False)
    return row


def _plain(value: Any) -> str | int | Decimal | date | None:
    """Text stays text: a spreadsheet calculates only what is declared as a formula."""
    if isinstance(value, tuple):
        value = ";".join(value)
    if value is None or isinstance(value, int | Decimal | date):
        return value
    return str(value).translate(NOT_IN_XML)
