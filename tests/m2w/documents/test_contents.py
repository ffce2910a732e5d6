"""What is kept and what is refused, by content; a name or a label changes nothing."""

import io
import warnings
from contextlib import suppress
from zipfile import ZIP_LZMA, ZIP_STORED, ZipFile

import pytest
from django.core.exceptions import ValidationError

from m2w.documents import archives
from m2w.documents.choices import ContentKind
from m2w.documents.contents import kind_of, plain_name
from tests import files

KEPT = {
    "attest.pdf": (files.PDF, ContentKind.PDF),
    "ATTEST.PDF": (files.PDF, ContentKind.PDF),
    "foto.png": (files.PNG, ContentKind.PNG),
    "foto.jpg": (files.JPEG, ContentKind.JPEG),
    "foto.jpeg": (files.JPEG, ContentKind.JPEG),
    "brief.docx": (files.DOCX, ContentKind.DOCX),
    "lijst.xlsx": (files.XLSX, ContentKind.XLSX),
    "brief.odt": (files.ODT, ContentKind.ODT),
    "lijst.ods": (files.ODS, ContentKind.ODS),
}
VBA_TYPE = "application/vnd.ms-office.vbaProject"
TYPES = '<Types><Override ContentType="x/wordprocessingml.document.main+xml"/>{}</Types>'


def types(more=""):
    return {"[Content_Types].xml": TYPES.format(more)}


MACROS = {
    "docx": files.office_file("docx", **{"word/vbaProject.bin": b"x"}),
    "xlsx": files.office_file("xlsx", **{"xl/vbaProject.bin": b"x"}),
    "macro sheet": files.office_file("xlsx", **{"xl/macrosheets/sheet1.xml": b"x"}),
    "activex": files.office_file("docx", **{"word/activeX/activeX1.bin": b"x"}),
    "object": files.office_file("docx", **{"word/embeddings/oleObject1.bin": b"x"}),
    "another name": files.archive(**types(f'<Override ContentType="{VBA_TYPE}"/>')),
    "docm": files.archive(**types('<Override ContentType="x.macroEnabled.main+xml"/>')),
    "odt": files.open_document("text", **{"Basic/Standard/Module1.xml": b"x"}),
    "ods": files.open_document("spreadsheet", **{"Scripts/python/x.py": b"x"}),
}
BOMB = files.archive(**types(), **{"word/x.xml": bytes(30_000_000)})
UNKNOWN = {
    "html": files.HTML,
    "svg": files.SVG,
    "exe": files.EXE,
    "elf": files.ELF,
    "script": files.SCRIPT,
    "text": b"zomaar tekst",
    "html before a pdf": files.HTML + files.PDF,
    "an exe before a docx": files.EXE + files.DOCX,
    "a zip": files.archive(**{"a.txt": "x"}),
    "half a zip": files.DOCX[:200],
    "a template": files.archive(
        **{"[Content_Types].xml": '<Override ContentType="x/template.main+xml"/>'}
    ),
    "two kinds": files.archive(**types('<Override ContentType="spreadsheetml.sheet.main+xml"/>')),
    "types in disguise": files.archive(**types('<Override ContentType="&#118;baProject"/>')),
    "a way out": files.archive(**types(), **{"../../etc/passwd": "x"}),
    "an absolute name": files.archive(**types(), **{"/etc/passwd": "x"}),
    "another open document": files.open_document("presentation"),
}


def checked(content, name="attest.pdf", megabytes=10):
    return kind_of(io.BytesIO(content), name=name, size=len(content), megabytes=megabytes)


def refused(content, name="attest.pdf", megabytes=10):
    with pytest.raises(ValidationError) as caught:
        checked(content, name, megabytes)
    return caught.value.code


@pytest.mark.parametrize("name", KEPT)
def test_it_is_kept(name):
    content, kind = KEPT[name]
    assert checked(content, name) is kind


@pytest.mark.parametrize("case", UNKNOWN)
@pytest.mark.parametrize("name", ["attest.pdf", "brief.docx", "foto.png"])
def test_another_kind_is_refused_whatever_its_name(case, name):
    assert refused(UNKNOWN[case], name) == "unknown_type"


@pytest.mark.parametrize("case", MACROS)
def test_macros_are_refused(case):
    assert refused(MACROS[case], "brief.docx") == "macros"


@pytest.mark.parametrize("name", ["foto.png", "attest.html", "attest", "attest.pdf.exe", ".pdf"])
def test_a_renamed_file_is_refused(name):
    assert refused(files.PDF, name) == "renamed"


def test_a_docx_called_xlsx_is_refused():
    assert refused(files.DOCX, "lijst.xlsx") == "renamed"


def test_an_empty_file_is_refused():
    assert refused(b"") == "empty"


def test_a_file_of_the_largest_size_is_kept_and_one_byte_more_is_not():
    most = files.PDF + bytes(1_000_000 - len(files.PDF))
    assert checked(most, megabytes=1) is ContentKind.PDF
    assert refused(most + b"x", megabytes=1) == "too_large"


class TestBombs:
    def test_what_grows_out_of_proportion(self):
        bomb = files.office_file("docx", **{"word/media/x.bin": bytes(30_000_000)})
        assert len(bomb) < 100_000
        assert refused(bomb, "brief.docx") == "bomb"

    def test_what_grows_too_large_in_all(self, monkeypatch):
        monkeypatch.setattr(archives, "MOST_UNPACKED", 1_000)
        assert refused(files.DOCX, "brief.docx") == "bomb"

    def test_too_many_parts(self, monkeypatch):
        monkeypatch.setattr(archives, "MOST_ENTRIES", 5)
        assert refused(files.DOCX, "brief.docx") == "bomb"

    def test_it_is_not_unpacked(self, monkeypatch):
        opened = []
        monkeypatch.setattr(ZipFile, "open", lambda *args, **kwargs: opened.append(args))
        assert refused(BOMB, "brief.docx") == "bomb"
        assert opened == []


def test_a_part_given_twice_is_refused():
    out = io.BytesIO()
    with warnings.catch_warnings(action="ignore"), ZipFile(out, "w") as archive:
        for content in [TYPES.format(""), "x"]:
            archive.writestr("[Content_Types].xml", content)
    assert refused(out.getvalue(), "brief.docx") == "unknown_type"


def test_a_way_of_packing_that_office_does_not_know_is_refused():
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_LZMA) as archive:
        archive.writestr("[Content_Types].xml", TYPES.format(""))
    assert refused(out.getvalue(), "brief.docx") == "unknown_type"


def test_a_locked_archive_is_refused():
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    header = b"PK\x01\x02\x14\x03\x14\x00"
    locked = out.getvalue().replace(header + b"\x00", header + b"\x01")
    assert locked != out.getvalue()
    assert refused(locked, "brief.odt") == "unknown_type"


@pytest.mark.parametrize("at", range(0, len(files.DOCX), 997))
def test_a_damaged_archive_is_refused_or_kept_but_never_a_fault(at):
    damaged = files.DOCX[:at] + bytes([files.DOCX[at] ^ 0xFF]) + files.DOCX[at + 1 :]
    with suppress(ValidationError):
        checked(damaged, "brief.docx")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Attest Nederlands.pdf", "Attest Nederlands.pdf"),
        ("attest.PDF", "attest.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
        ('a"; filename="b.exe.pdf', "a_ filename=_b.exe.pdf"),
        ("gnp.\u202efdp.pdf", "gnp.fdp.pdf"),
        ("..\\..\\geheim.pdf", "_.._geheim.pdf"),
        ("éèç’.pdf", "éèç’.pdf"),
        (".pdf", "pdf.pdf"),
        ("", "document.pdf"),
        ("a" * 300 + ".pdf", "a" * 150 + ".pdf"),
    ],
)
def test_a_name_becomes_safe_text(given, kept):
    assert plain_name(given, ContentKind.PDF) == kept
