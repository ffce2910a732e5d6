"""One table as JSON, CSV and XLSX."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from reporting import exports
from reporting.tables import Column, Definition, Shown, Table, percent, total_of

COLUMNS = (
    Column("project", "Project", "code"),
    Column("provinces", "Provincies", "code"),
    Column("starts_on", "Eerste dag", "date"),
    Column("ended", "Beëindigd"),
    Column("granted", "Toegekend", "amount"),
    Column("share", "Aandeel", "percent"),
    Column("conclusion", "Besluit", "text"),
)
ROW = {
    "project": "P1",
    "provinces": ("10000", "40000"),
    "starts_on": date(2020, 1, 1),
    "ended": 12,
    "granted": Decimal("1234.50"),
    "share": Decimal("40.9"),
    "conclusion": "=1+1",
}
TABLE = Shown(
    code="example",
    title="Voorbeeld",
    as_of=date(2022, 4, 1),
    definition=Definition("example", 1, "Wat telt."),
    columns=COLUMNS,
    rows=[ROW],
    total={"ended": 12, "granted": Decimal("1234.50"), "share": None, "budget": Decimal("5.00")},
)


TRUE = Table(TABLE.code, TABLE.title, TABLE.as_of, TABLE.definition, COLUMNS, [ROW])
HIDDEN = replace(
    TABLE, rows=[ROW | {"ended": None, "share": None, "hidden": ("ended", "share")}], suppressed=2
)


@pytest.mark.parametrize("render", [exports.as_document, exports.as_csv, exports.as_xlsx])
def test_a_table_of_true_counts_is_not_rendered(render):
    with pytest.raises(TypeError):
        render(TRUE)


def test_a_hidden_cell_is_null_and_named():
    (row,) = exports.as_document(HIDDEN)["rows"]
    assert (row["ended"], row["share"], row["hidden"]) == (None, None, ["ended", "share"])
    assert exports.as_document(HIDDEN)["suppressed"] == 2


def test_a_hidden_cell_is_a_dash_in_files():
    assert b",-,1234.50,-," in exports.as_csv(HIDDEN)
    sheet = load_workbook(io.BytesIO(exports.as_xlsx(HIDDEN))).worksheets[0]
    assert [sheet["D2"].value, sheet["F2"].value] == ["-", "-"]


def test_json():
    document = exports.as_document(TABLE)
    assert document["as_of"] == "2022-04-01"
    assert document["definition"] == {"code": "example", "version": 1, "text": "Wat telt."}
    assert document["rows"] == [
        {
            "project": "P1",
            "provinces": ["10000", "40000"],
            "starts_on": "2020-01-01",
            "ended": 12,
            "granted": "1234.50",
            "share": 40.9,
            "conclusion": "=1+1",
        }
    ]
    assert document["total"] == {"ended": 12, "granted": "1234.50", "share": None, "budget": "5.00"}


def test_csv_has_names_lists_and_the_total_last():
    lines = exports.as_csv(TABLE).decode().splitlines()
    assert lines[0] == "project,provinces,starts_on,ended,granted,share,conclusion"
    assert lines[1] == "P1,10000;40000,2020-01-01,12,1234.50,40.9,'=1+1"
    assert lines[2] == "total,,,12,1234.50,,"


def test_xlsx_has_a_sheet_with_rows_and_one_with_the_definition():
    book = load_workbook(io.BytesIO(exports.as_xlsx(TABLE)))
    rows, definition = book.worksheets
    assert [cell.value for cell in rows[1]] == [column.name for column in COLUMNS]
    assert [cell.value for cell in rows[2]][3:] == [12, 1234.5, 40.9, "'=1+1"]
    assert rows[3][0].value == "total"
    facts = {label.value: value.value for label, value in definition.iter_rows()}
    assert facts["Versie"] == 1
    assert facts["budget"] == 5
    assert facts["Tekst"] == "Wat telt."


def test_xlsx_holds_no_formula_and_hides_nothing():
    book = load_workbook(io.BytesIO(exports.as_xlsx(TABLE)))
    for sheet in book:
        assert sheet.sheet_state == "visible"
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_control_characters_do_not_break_a_workbook():
    table = replace(TABLE, rows=[ROW | {"conclusion": "a\x0bb"}])
    book = load_workbook(io.BytesIO(exports.as_xlsx(table)))
    assert book.worksheets[0]["G2"].value == "ab"


def test_percent_has_one_decimal_half_up():
    assert percent(1, 16) == Decimal("6.3")
    assert percent(0, 5) == Decimal("0.0")
    assert percent(0, 0) is None


def test_total_of_counts_and_amounts_only():
    assert total_of(COLUMNS, [ROW, ROW]) == {"ended": 24, "granted": Decimal("2469.00")}
