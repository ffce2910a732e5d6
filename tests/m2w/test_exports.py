"""No cell of a file for spreadsheets is a formula, and there is one place that writes them."""

import ast
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from m2w import exports

ROOT = Path(__file__).parents[2]
LIBRARIES = ("csv", "openpyxl")
WRITERS = {"writer", "DictWriter", "Workbook"}
# Data packages are an exchange format: read by programs, value for value.
ALLOWED = {"m2w/exports.py", "m2w/data_package/dumper.py", "m2w/demo/package.py"}
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "＝1",
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_text(text):
    assert exports.harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Amina", "1-2", "a=b", "e@m2w.example", "'t Zand"])
def test_other_text_stays_as_it_is(text):
    assert exports.harmless(text) == text


def test_csv_neutralises_headings_lists_and_cells_but_no_figures():
    lines = [
        ["=naam", "lijst"],
        ["@x", ("-a", "b")],
        [-5, Decimal("-1.50")],
        [None, date(2022, 4, 1)],
    ]
    assert exports.as_csv(lines).decode().splitlines() == [
        "'=naam,lijst",
        "'@x,'-a;b",
        "-5,-1.50",
        ",2022-04-01",
    ]


def test_xlsx_neutralises_headings_lists_and_cells_but_no_figures():
    lines = [["=naam", "lijst"], ["@x", ("-a", "b")], [-5, "a\x0bb"]]
    (sheet,) = load_workbook(io.BytesIO(exports.as_xlsx([exports.Sheet("Blad", lines)])))
    assert list(sheet.values) == [("'=naam", "lijst"), ("'@x", "'-a;b"), (-5, "ab")]
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def writers_in(source: str) -> set[str]:
    """What of csv and openpyxl a module would write files with."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(LIBRARIES):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.Attribute) and getattr(node.value, "id", "") in LIBRARIES:
            found.add(node.attr)
    return found & WRITERS


def test_no_other_module_writes_spreadsheets():
    sources = {
        path.relative_to(ROOT).as_posix(): path.read_text()
        for app in ["m2w", "programmes", "matching", "reporting"]
        for path in (ROOT / app).rglob("*.py")
    }
    assert {name for name, source in sources.items() if writers_in(source)} == ALLOWED


@pytest.mark.parametrize(
    "source",
    [
        "import csv\ncsv.writer(out)",
        "from csv import DictWriter",
        "def f():\n    from openpyxl import Workbook",
        "import openpyxl\nopenpyxl.Workbook()",
    ],
)
def test_a_writer_elsewhere_would_be_found(source):
    assert writers_in(source)
