"""A cross table from choosing it to every file of it, and from a count to its rows."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.soundness import sound

ANALYST, COORDINATOR = "analyst@ministry.example", "coordinator@core.example"
NAME = "Lopend per oproep en gender"
# What a file of each kind begins with.
FILES = {
    "XLSX": (".xlsx", b"PK"),
    "ODS": (".ods", b"PK"),
    "CSV": (".csv", b"call,"),
    "PDF": (".pdf", b"%PDF"),
    "CSV met metadata (CSVW)": (".zip", b"PK"),
}


@pytest.fixture
def downloads(tmp_path):
    return tmp_path / "download"


def choose(page: Page) -> None:
    """Two levels down and two across: too fine for what may be shown."""
    page.goto("/kruistabellen/")
    sound(page)
    page.get_by_label("Telling").select_option("active")
    page.get_by_label("Rijen", exact=True).select_option("call")
    page.get_by_label("Kolommen", exact=True).select_option("gender")
    page.get_by_text("Tweede niveau en percentages").click()
    page.get_by_label("Rijen, tweede niveau").select_option("project")
    page.get_by_label("Kolommen, tweede niveau").select_option("nationality")
    page.get_by_role("button", name="Tonen").click()
    expect(page.get_by_role("table")).to_contain_text("Lopend per oproep, project, gender")
    sound(page)


def coarsen(page: Page) -> None:
    """Take the finest form that hides less."""
    warning = page.get_by_text("Een vijfde of meer van de personen")
    expect(warning).to_be_visible()
    page.get_by_role("link", name=re.compile("^Lopend per ")).click()
    expect(page.get_by_role("table")).to_contain_text("gender en nationaliteitsgroep")
    expect(warning).to_have_count(0)
    sound(page)


def save(page: Page) -> None:
    page.get_by_role("link", name="Bewaren", exact=True).click()
    sound(page)
    page.get_by_label("Naam").fill(NAME)
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("status")).to_contain_text("De tabel is bewaard.")
    sound(page)


def download(page: Page, name: str, path: Path) -> None:
    ending, start = FILES[name]
    with page.expect_download() as file:
        page.get_by_role("link", name=name, exact=True).click()
    assert file.value.suggested_filename.endswith(ending)
    file.value.save_as(path)
    assert path.read_bytes().startswith(start)


def remove(page: Page) -> None:
    page.goto("/kruistabellen/bewaard/")
    page.get_by_role("link", name=f"Verwijderen {NAME}").click()
    sound(page)
    page.get_by_role("button", name="Tabel verwijderen").click()
    expect(page.get_by_role("status")).to_contain_text("De tabel is verwijderd.")
    expect(page.get_by_role("link", name=NAME)).to_have_count(0)
    sound(page)


def test_from_choosing_to_every_file(visit, downloads):
    page = visit(ANALYST)
    choose(page)
    coarsen(page)
    told = page.get_by_role("table").inner_text()
    save(page)
    page.get_by_role("link", name=NAME, exact=True).click()
    expect(page.get_by_role("table")).to_have_text(told, use_inner_text=True)
    sound(page)
    for name in FILES:
        download(page, name, downloads)
    remove(page)


def test_a_count_opens_as_many_rows(visit):
    page = visit(COORDINATOR)
    page.goto("/kruistabellen/?measure=started&rows=project&rows2=gender&columns=benefit")
    counts = page.locator("tbody td").get_by_role("link")
    expect(counts.first).to_be_visible()
    sound(page)
    # The smallest that fit on one page of the list.
    n, url = min((int(one.inner_text()), one.get_attribute("href")) for one in counts.all())
    page.locator(f'tbody td a[href="{url}"]').click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Achter dit aantal")
    expect(page.locator("tbody tr")).to_have_count(n)
    sound(page)
