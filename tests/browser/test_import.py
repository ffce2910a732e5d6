"""A promoter's spreadsheet, from file to files, as a coordinator does it."""

from itertools import count
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE
from tests.browser.soundness import sound
from tests.workbooks import HEADINGS, csv, xlsx

COORDINATOR = "coordinator@core.example"
NUMBERS = count(5_500_000)


def person(last_name: str, born="14/03/1987") -> list:
    return ["Selam", last_name, born, 2000, str(next(NUMBERS))]


def kept_in(directory: Path, content: bytes, name="kandidaten.xlsx") -> Path:
    path = directory / name
    path.write_bytes(content)
    return path


def read_in(page, path: Path) -> None:
    page.goto("/mentees/")
    page.get_by_role("link", name="Importeren uit een rekenblad").click()
    page.get_by_label("Bestand", exact=True).set_input_files(path)
    page.get_by_role("button", name="Bestand inlezen").click()
    expect(page.get_by_role("button", name="Rijen nakijken")).to_be_visible()


def check_rows(page) -> None:
    page.get_by_role("button", name="Rijen nakijken").click()
    expect(page.get_by_role("table")).to_contain_text("Resultaat")


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["desktop", "phone"])
def test_a_spreadsheet_becomes_files(visit, tmp_path, viewport):
    mark = f"Importtest{viewport['width']}"
    content = xlsx(
        ["Onze kandidaten"],
        [],
        HEADINGS,
        person(f"{mark} Een"),
        person(f"{mark} Twee", "31/02/1990"),
    )
    page = visit(COORDINATOR, viewport)
    page.goto("/mentees/importeren/")
    sound(page)
    read_in(page, kept_in(tmp_path, content))
    expect(page.get_by_label("Voornaam")).to_have_value("first_name")
    page.get_by_label("Screenen voor een project").select_option(index=1)
    sound(page)
    check_rows(page)
    expect(page.get_by_role("table")).to_contain_text("verwacht een bestaande datum")
    sound(page)
    page.get_by_role("button", name="Alleen de goede rijen bewaren").click()
    expect(page.locator("main")).to_contain_text("1 nieuw dossier is bewaard.")
    sound(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="De foute rijen downloaden").click()
    download.value.save_as(tmp_path / "fout.xlsx")
    (_headings, wrong) = load_workbook(tmp_path / "fout.xlsx").active.values
    assert wrong[3] == f"{mark} Twee"
    page.goto(f"/mentees/?q={mark}")
    expect(page.get_by_role("table")).to_contain_text(f"{mark} Een")


def test_it_works_without_javascript(visit, tmp_path):
    page = visit(java_script_enabled=False)
    page.goto("/account/aanmelden/")
    page.get_by_label("E-mailadres").fill(COORDINATOR)
    page.get_by_label("Wachtwoord").fill("demo")
    page.get_by_role("button", name="Aanmelden").click()
    read_in(page, kept_in(tmp_path, csv(HEADINGS, person("Zonder")), "kandidaten.csv"))
    page.get_by_role("button", name="Rijen nakijken").click()
    until_there(page, page.get_by_role("button", name="Alle rijen bewaren"))
    page.get_by_role("button", name="Alle rijen bewaren").click()
    until_there(page, page.get_by_text("1 nieuw dossier is bewaard."))


def until_there(page, wanted) -> None:
    """Ask again, as someone does who waits."""
    for _ in range(40):
        if wanted.is_visible():
            return
        page.wait_for_timeout(250)
        if (again := page.get_by_role("link", name="Vernieuwen")).is_visible():
            again.click()
    expect(wanted).to_be_visible()


def test_a_file_that_is_none_says_so(visit, tmp_path):
    page = visit(COORDINATOR)
    page.goto("/mentees/importeren/")
    page.get_by_label("Bestand", exact=True).set_input_files(kept_in(tmp_path, b"%PDF-1.7\n"))
    page.get_by_role("button", name="Bestand inlezen").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Dit is geen rekenblad.")
    sound(page)


def test_the_template_fits(visit, tmp_path):
    page = visit(COORDINATOR)
    page.goto("/mentees/importeren/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Sjabloon downloaden").click()
    assert download.value.suggested_filename == "sjabloon-mentees.xlsx"
    path = tmp_path / "sjabloon.xlsx"
    download.value.save_as(path)
    book = load_workbook(path)
    book["Mentees"].append(person("Sjabloon")[:3])
    book.save(path)
    read_in(page, path)
    check_rows(page)
    expect(page.get_by_role("table")).to_contain_text("VDAB-nummer: leeg, maar nodig")


def test_many_rows_show_their_progress(visit, tmp_path):
    page = visit(COORDINATOR)
    read_in(page, kept_in(tmp_path, xlsx(HEADINGS, *[person(f"Veel {n}") for n in range(3000)])))
    page.get_by_role("button", name="Rijen nakijken").click()
    expect(page.locator("main")).to_contain_text("De rijen worden nagekeken")
    expect(page.get_by_role("button", name="Alle rijen bewaren")).to_be_visible()
