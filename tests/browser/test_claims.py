"""A year of costs from a workbook to a submitted claim, as a coordinator does it."""

import re

from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.soundness import sound
from tests.workbooks import xlsx

COORDINATOR = "coordinator@core.example"
MANAGER = "manager@vdab.example"
HEADINGS = ["Categorie", "Omschrijving", "Leverancier", "Factuurnummer", "Datum", "Bedrag"]
BAD = 120


def cost(number: int, category: str) -> list:
    amount = "1,234.56" if number == BAD else "12,50"
    return [category, f"Kost {number}", "Drukkerij Proef", f"2026/{number}", "02/03/2026", amount]


def read_in(page, path) -> None:
    """From the file to its rows, judged."""
    page.goto("/kosten/")
    page.get_by_role("link", name="Importeren").click()
    page.get_by_label("Bestand", exact=True).set_input_files(path)
    page.get_by_role("button", name="Bestand inlezen").click()
    expect(page.get_by_role("button", name="Rijen nakijken")).to_be_visible()
    page.get_by_label("Project", exact=True).select_option(index=1)
    page.get_by_label("Jaar van de kosten").fill("2026")
    sound(page)
    page.get_by_role("button", name="Rijen nakijken").click()
    expect(page.get_by_role("table")).to_contain_text("Resultaat")


def test_a_workbook_of_two_hundred_lines_with_a_bad_one(visit, tmp_path):
    content = xlsx(HEADINGS, *(cost(number, "andere") for number in range(200)))
    (tmp_path / "kosten.xlsx").write_bytes(content)
    page = visit(COORDINATOR)
    read_in(page, tmp_path / "kosten.xlsx")
    page.get_by_role("link", name="1 fout").click()
    expect(page.get_by_role("table")).to_contain_text("Ingediend bedrag “1,234.56”")
    sound(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="De foute rijen downloaden").click()
    page.get_by_role("button", name="Alleen de goede rijen bewaren").click()
    expect(page.locator("main")).to_contain_text("199 kosten zijn bewaard.")

    download.value.save_as(tmp_path / "fout.xlsx")
    book = load_workbook(tmp_path / "fout.xlsx")
    assert [row[0].value for row in book.active.iter_rows(min_row=2)] == [BAD + 2]
    book.active.cell(2, 2 + len(HEADINGS)).value = "1.234,56"
    book.save(tmp_path / "verbeterd.xlsx")
    read_in(page, tmp_path / "verbeterd.xlsx")
    page.get_by_role("button", name="Alle rijen bewaren").click()
    expect(page.locator("main")).to_contain_text("1 kost is bewaard.")

    page.goto("/kosten/?state=draft&year=2026&category=other")
    sound(page)
    page.get_by_role("link", name="Andere 2026").click()
    expect(page.locator("tfoot")).to_contain_text("3.722,06")
    sound(page)
    page.get_by_role("link", name="Indienen").click()
    sound(page)
    page.get_by_role("button", name="Declaratie indienen").click()
    expect(page.locator("main")).to_contain_text("VDAB controleert ze.")
    expect(page.locator(".m2w-badge")).to_contain_text("ingediend")

    manager = visit(MANAGER)
    manager.goto(page.url)
    expect(manager.locator("tfoot")).to_contain_text("3.722,06")
    sound(manager)


def test_a_line_by_hand_on_a_phone(visit):
    page = visit(COORDINATOR, PHONE)
    page.goto("/kosten/nieuw/")
    page.get_by_label("Project", exact=True).select_option(index=1)
    page.get_by_label("Jaar van de kosten").fill("2026")
    page.get_by_label("Categorie").select_option("overhead")
    sound(page)
    page.get_by_role("button", name="Nieuwe declaratie").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Overhead 2026")
    sound(page)
    page.get_by_role("link", name="Kost toevoegen").click()
    page.get_by_label("Omschrijving").fill("Trein Antwerpen–Brussel")
    page.get_by_label("Datum van de kost").fill("3/3/2026")
    page.get_by_label("Bedrag in euro").fill("1,234.56")
    page.get_by_role("button", name="Kost toevoegen").click()
    expect(page.locator("form").last).to_contain_text("Schrijf een bedrag als 25.000,00")
    sound(page)
    page.get_by_label("Bedrag in euro").fill("€ 12,5")
    page.get_by_role("button", name="Kost toevoegen").click()
    expect(page.locator("tfoot")).to_contain_text("12,50")
    page.get_by_role("link", name="Trein Antwerpen–Brussel").click()
    expect(page).to_have_url(re.compile("/kosten/lijnen/"))
    sound(page)
