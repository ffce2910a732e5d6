"""One table as ODS, as CSV with its metadata, and as PDF."""

import io
import zipfile
from dataclasses import replace
from decimal import Decimal

import csvw
import pytest
from odfdo import Document
from pypdf import PdfReader

from reporting import table_files
from tests.reporting.test_exports import HIDDEN, TABLE, TRUE

TOLD = replace(HIDDEN, smallest=4)


@pytest.mark.parametrize("wanted", table_files.FORMATS)
def test_a_table_of_true_counts_is_no_file(wanted):
    render, _type, _ending = table_files.FORMATS[wanted]
    with pytest.raises(TypeError):
        render(TRUE)


class TestOds:
    @pytest.fixture
    def book(self):
        return Document(io.BytesIO(table_files.as_ods(TOLD)))

    def test_it_works(self, book):
        rows, definition = book.body.tables
        assert rows.name == "example"
        assert rows.get_row_values(0) == [column.name for column in TABLE.columns]
        assert rows.get_row_values(1)[:2] == ["P1", "10000;40000"]
        assert rows.get_row_values(1)[4] == Decimal("1234.50")
        assert rows.get_row_values(2)[0] == "total"
        assert definition.get_row_values(3)[:2] == ["Versie", 1]

    def test_a_hidden_cell_is_a_dash(self, book):
        assert book.body.tables[0].get_row_values(1)[3] == "-"

    def test_text_is_never_a_formula(self, book):
        cell = book.body.tables[0].get_cell((6, 1))
        assert (cell.type, cell.value, cell.formula) == ("string", "=1+1", None)

    def test_it_hides_no_sheet_row_column_or_comment(self):
        with zipfile.ZipFile(io.BytesIO(table_files.as_ods(TOLD))) as archive:
            content = archive.read("content.xml").decode()
        for sign in ("table:visibility", 'display="false"', "office:annotation", "table:formula"):
            assert sign not in content

    def test_what_xml_cannot_hold_is_left_out(self):
        odd = replace(TABLE, rows=[TABLE.rows[0] | {"conclusion": "a\x0bb\x00"}])
        book = Document(io.BytesIO(table_files.as_ods(odd)))
        assert book.body.tables[0].get_row_values(1)[6] == "ab"

    def test_several_tables_are_numbered(self):
        book = Document(io.BytesIO(table_files.as_ods(TABLE, TOLD, note="Opgelet")))
        assert [sheet.name for sheet in book.body.tables] == [
            "1 example",
            "2 example",
            "1 definitie",
            "2 definitie",
        ]


class TestCsvw:
    @pytest.fixture
    def package(self, tmp_path):
        with zipfile.ZipFile(io.BytesIO(table_files.as_csvw(TOLD))) as archive:
            archive.extractall(tmp_path)
        metadata = tmp_path / "example-2022-04-01.csv-metadata.json"
        return csvw.CSVW(str(metadata), validate=True)

    def test_it_is_valid(self, package):
        assert package.is_valid

    def test_values_have_their_type_and_hidden_ones_are_null(self, package):
        (table,) = package.tables
        first, total = table.iterdicts()
        assert first["c4"] is None
        assert first["c5"] == Decimal("1234.50")
        assert total["c4"] == 12

    def test_it_says_what_is_counted_until_when(self, package):
        (table,) = package.tables
        about = table.common_props
        assert about["dc:description"] == "Wat telt."
        assert about["dc:temporal"] == "2022-04-01"

    def test_the_same_table_gives_the_same_bytes(self):
        assert table_files.as_csvw(TOLD) == table_files.as_csvw(TOLD)


class TestPdf:
    @pytest.fixture
    def pdf(self):
        return PdfReader(io.BytesIO(table_files.as_pdf(TOLD)))

    def test_it_reads_as_people_do(self, pdf):
        text = pdf.pages[0].extract_text().replace("\xa0", " ")
        assert "Voorbeeld, tot en met 1 april 2022" in text
        assert "P1 10000, 40000 1 januari 2020 – 1.234,50 – =1+1" in text
        assert "2 van de 5 cellen zijn niet getoond." in text

    def test_it_is_made_for_screen_readers(self, pdf):
        root = pdf.trailer["/Root"]
        assert root["/Lang"].startswith("nl")
        assert root["/MarkInfo"]["/Marked"]
        assert pdf.metadata["/Title"] == "Voorbeeld"
        assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()

    def test_the_head_of_a_column_is_a_header_cell(self, pdf):
        kinds = list(structure(pdf.trailer["/Root"]["/StructTreeRoot"]))
        assert kinds.count("/TH") == len(TABLE.columns)
        assert "/Caption" in kinds


def structure(node):
    """The kinds of the parts that a screen reader walks through."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for part in node:
            yield from structure(part)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node["/S"]
        yield from structure(node.get("/K", []))
