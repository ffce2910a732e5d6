"""Files as they come in: read by their content, and refused in plain words."""

import io
import json
import struct
import subprocess
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.exceptions import ValidationError
from openpyxl.styles import Font

from m2w.imports import files, parsing
from m2w.imports.source import Source
from tests.workbooks import AMINA, HEADINGS, SELAM, csv, ods, sheet_with, uploaded, xls, xlsx

ROWS = (HEADINGS, SELAM, AMINA)


def read(content: bytes, name="mentees.xlsx") -> Source:
    return Source(files.cells_of(uploaded(content, name), len(content)))


def code_of(content: bytes, size: int | None = None) -> str:
    with pytest.raises(ValidationError) as refused:
        files.cells_of(uploaded(content), len(content) if size is None else size)
    assert refused.value.messages[0]
    return refused.value.code


@pytest.mark.parametrize(
    "content",
    [
        xlsx(*ROWS),
        xls(*ROWS),
        ods(*ROWS),
        csv(*ROWS),
        csv(*ROWS, delimiter=","),
        csv(*ROWS, delimiter="\t"),
        csv(*ROWS, encoding="utf-8-sig"),
        csv(*ROWS, encoding="cp1252"),
        csv(*ROWS, delimiter="\t", encoding="utf-16"),
    ],
    ids=["xlsx", "xls", "ods", "csv", "comma", "tab", "bom", "cp1252", "utf-16"],
)
def test_it_works(content):
    source = read(content)
    assert source.row(0, 1) == HEADINGS
    assert [str(cell) for cell in source.row(0, 2)] == [str(cell) for cell in SELAM]
    assert source.sheets[0].rows == 3


def test_accents_survive_an_old_encoding():
    assert read(csv(["Zoë", "Núñez"], encoding="cp1252")).row(0, 1) == ["Zoë", "Núñez"]


def test_a_date_cell_is_a_day_and_a_number_a_number():
    from datetime import date, datetime

    source = read(xlsx([date(1987, 3, 14), datetime(1987, 3, 14, 9, 30), 2000, 1.5, True]))  # noqa: DTZ001
    assert source.row(0, 1) == [date(1987, 3, 14), date(1987, 3, 14), 2000, 1.5, True]


def test_a_hidden_sheet_is_left_alone():
    def hide(book):
        book.create_sheet("Verborgen").append(["geheim"])
        book["Verborgen"].sheet_state = "hidden"
        book.create_sheet("Nog een").append(["x"])

    source = read(xlsx(*ROWS, prepare=hide))
    assert [sheet.name for sheet in source.sheets] == ["Mentees", "Nog een"]


def test_merged_titles_and_empty_rows_keep_the_numbers_of_the_rows():
    def merge(book):
        book.active.merge_cells("A1:E1")
        book.active["A1"].font = Font(bold=True)

    source = read(xlsx(["Lijst 2026"], [], HEADINGS, [], SELAM, prepare=merge))
    assert source.row(0, 3) == HEADINGS
    assert [number for number, _cells in source.rows(0)] == [1, 3, 5]


def test_of_a_formula_its_last_value_counts():
    cells = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="e"><v>#N/A</v></c></row>'
    assert read(sheet_with(cells)).row(0, 1)[0] == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (xlsx(), "empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "unknown_type"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "unknown_type"),
        (b"<html><table><tr><td>Naam", "unknown_type"),
        (bytes(range(256)), "unknown_type"),
        (xlsx(*ROWS)[:3000], "unknown_type"),
        (xls(*ROWS)[:700], "unreadable"),
        (files.OLE + files.ENCRYPTED, "password"),
        (csv(["naam"], *[["x"]] * parsing.MOST_ROWS), "too_many_rows"),
    ],
    ids=["0", "blank", "no-cells", "pdf", "png", "html", "bytes", "cut", "cut-xls", "lock", "rows"],
)
def test_it_is_refused(content, code):
    assert code_of(content) == code


def test_fifty_megabytes_are_refused_unread():
    assert code_of(b"x", size=50_000_000) == "too_large"


def archive(*parts) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, content in parts:
            made.writestr(name, content)
    return out.getvalue()


def test_another_archive_is_no_workbook():
    assert code_of(archive(("naam.txt", "Selam"))) == "unknown_type"


def test_a_workbook_with_macros_is_refused():
    content = xlsx(*ROWS)
    out = io.BytesIO(content)
    with ZipFile(out, "a") as made:
        made.writestr("xl/vbaProject.bin", b"x")
    assert code_of(out.getvalue()) == "macros"


def test_a_bomb_that_says_so_is_refused():
    out = io.BytesIO(xlsx(*ROWS))
    with ZipFile(out, "a", ZIP_DEFLATED) as made:
        made.writestr("xl/media/image1.png", bytes(50_000_000))
    assert code_of(out.getvalue()) == "bomb"


def test_a_bomb_that_lies_about_its_size_is_refused():
    out = io.BytesIO(xlsx(*ROWS))
    with ZipFile(out, "a", ZIP_DEFLATED) as made:
        made.writestr("xl/media/image1.png", bytes(50_000_000))
    honest, lie = struct.pack("<L", 50_000_000), struct.pack("<L", 10)
    assert code_of(out.getvalue().replace(honest, lie)) == "unreadable"


def test_a_cell_at_the_far_end_of_a_sheet_does_not_take_the_server_along():
    """A reader makes room for all in between: seventeen thousand million cells."""
    cells = (
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    assert code_of(sheet_with(cells)) == "bomb"


def test_the_reader_knows_nothing_of_this_site(monkeypatch):
    """Whoever takes it over with a file finds no key in its surroundings."""
    asked = {}

    def note(command, **options):
        asked.update(options)
        return subprocess.CompletedProcess(command, parsing.REFUSED, b"empty")

    monkeypatch.setattr(files.subprocess, "run", note)
    code_of(csv(*ROWS))
    assert asked["env"] == {}


def test_a_long_cell_is_cut_where_no_value_is_that_long():
    assert len(read(csv(["x" * 5_000])).row(0, 1)[0]) == parsing.LONGEST_CELL


def test_what_lies_on_the_shelf_is_no_workbook_any_more():
    lines = files.cells_of(uploaded(xlsx(*ROWS)), 1).splitlines()
    assert json.loads(lines[0]) == [{"name": "Mentees", "rows": 3}]
    assert json.loads(lines[1]) == HEADINGS


def test_every_refusal_has_words():
    assert {"empty", "password", "too_many_rows", "unreadable"} <= set(files.MESSAGES)
