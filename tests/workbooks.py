"""Spreadsheets for tests, made on the spot: as people keep them, and as nobody should."""

import io
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

HEADINGS = ["Voornaam", "Naam", "Geboortedatum", "Postcode", "VDAB-nummer"]
SELAM = ["Selam", "Tesfay", "14/03/1987", 2000, "7700001"]
AMINA = ["Amina", "Diallo", "02/01/1990", "9000", "7700002"]


def xlsx(*rows, title="Mentees", prepare=lambda book: None) -> bytes:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    prepare(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls(*rows) -> bytes:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("Mentees")
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            sheet.write(number, place, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(*rows) -> bytes:
    lines = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p>'
            "</table:table-cell>"
            for value in row
        )
        + "</table:table-row>"
        for row in rows
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body>'
        f'<office:spreadsheet><table:table table:name="Mentees">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        kind = "application/vnd.oasis.opendocument.spreadsheet"
        archive.writestr("mimetype", kind, ZIP_STORED)
        archive.writestr("content.xml", content)
        space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        manifest = f'<manifest:manifest xmlns:manifest="{space}"></manifest:manifest>'
        archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def csv(*rows, delimiter=";", encoding="utf-8") -> bytes:
    lines = "\r\n".join(delimiter.join(map(str, row)) for row in rows)
    return lines.encode(encoding)


def sheet_with(cells: str) -> bytes:
    """A workbook whose one sheet has these cells, in the XML of the format."""
    good = xlsx(HEADINGS)
    out = io.BytesIO()
    with ZipFile(io.BytesIO(good)) as source, ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
                content = f"<worksheet {space}><sheetData>{cells}</sheetData></worksheet>".encode()
            archive.writestr(entry.filename, content)
    return out.getvalue()


def uploaded(content: bytes, name="mentees.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
