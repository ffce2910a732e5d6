"""Small files of every kind, right and wrong."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

PDF = b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(20) + b"\x00\x00\x00\x00IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(30) + b"\xff\xd9"
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
EXE = b"MZ\x90\x00" + bytes(200)
ELF = b"\x7fELF\x02\x01\x01" + bytes(200)
SCRIPT = b"#!/bin/sh\nrm -rf /\n"


def office_file(module, **extra):
    """A file as its own library writes it, with further parts by name."""
    out = io.BytesIO()
    (docx.Document() if module == "docx" else openpyxl.Workbook()).save(out)
    with ZipFile(out, "a", ZIP_DEFLATED) as archive:
        for name, content in extra.items():
            archive.writestr(name, content)
    return out.getvalue()


def archive(**parts):
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def open_document(kind, **extra):
    mime = f"application/vnd.oasis.opendocument.{kind}"
    return archive(**{"mimetype": mime, "content.xml": "<x/>"}, **extra)


DOCX = office_file("docx")
XLSX = office_file("xlsx")
ODT = open_document("text")
ODS = open_document("spreadsheet")


def upload(content=PDF, name="attest.pdf"):
    return SimpleUploadedFile(name, content, "text/html")
