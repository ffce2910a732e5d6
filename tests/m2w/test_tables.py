"""What a table shows of its rows, and how it stays a table on a phone."""

from datetime import date
from decimal import Decimal

from django.template.loader import render_to_string

from m2w.marks import Mark
from m2w.tables import Column, Table

COLUMNS = [
    Column("Project", "name", url=lambda row: "/p/1/"),
    Column("Gestart", "started", "count"),
    Column("Bedrag", "amount", "amount"),
    Column("Tot", "until", "date", narrow=False),
]
ROW = {"name": "Gent", "started": 1200, "amount": Decimal("3.5"), "until": date(2022, 4, 1)}


def html(**changes):
    table = Table("Projecten", COLUMNS, **({"rows": [ROW]} | changes))
    return render_to_string("components/table.html", {"table": table})


def test_values_are_written_by_their_kind():
    assert [cell.text for _, cell in Table("x", COLUMNS, [ROW]).line(ROW)] == [
        "Gent",
        "1.200",
        "3,50",
        "1\xa0april 2022",
    ]


def test_every_cell_carries_its_role_and_label():
    page = html()
    assert page.count('role="columnheader"') == 4
    assert 'role="rowheader" scope="row"' in page
    assert 'data-l="Gestart"' in page
    assert "m2w-table--stack" in page


def test_a_hidden_cell_says_so():
    page = html(rows=[ROW | {"started": None, "hidden": ["started"]}])
    assert "niet getoond" in page


def test_the_total_stands_below_the_line_and_is_no_link():
    page = html(total=ROW | {"name": "Totaal"})
    foot = page[page.index("<tfoot") :]
    assert "Totaal" in foot
    assert "<a " not in foot


def test_text_is_never_markup():
    assert "<b>" not in html(rows=[ROW | {"name": "<b>Gent</b>"}])


def test_a_mark_has_a_sign_and_a_word():
    table = Table("x", [Column("Stand", lambda row: Mark("loopt", "duo", "info"), "mark")], [ROW])
    page = render_to_string("components/table.html", {"table": table})
    assert "#i-duo" in page
    assert "loopt" in page


def test_a_scrolling_table_can_be_reached_and_has_a_name():
    page = html(layout="scroll")
    assert 'tabindex="0"' in page
    assert 'aria-label="Projecten"' in page
