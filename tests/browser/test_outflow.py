"""What comes after: closing with a job, asking again, and VDAB that looks it up."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.soundness import sound
from tests.browser.steps import done, follow

COORDINATOR, COUNSELLOR = "coordinator@core.example", "counsellor@vdab.example"
EMPLOYER = "Bakkerij Nergens"


def close_duo(page) -> str:
    """End the duo that began first; the address of its enrolment."""
    page.goto("/duos/?state=open")
    page.locator("main tbody a").last.click()
    page.get_by_role("link", name="Duo beëindigen").click()
    page.get_by_label("Reden").select_option("completed")
    page.get_by_label("Beëindigd op").fill("28/04/2026")
    page.get_by_label("Gehouden op").fill("27/04/2026")
    page.get_by_label("Nota").fill("Ze spreken nog af.")
    page.get_by_role("button", name="Duo beëindigen").click()
    done(page, "Het duo is beëindigd.")
    expect(page.locator("main")).to_contain_text("Ze spreken nog af.")
    file = page.get_by_label("Samenvatting").get_by_role("link").first
    return file.get_attribute("href")


def close_enrolment(page, file: str) -> str:
    """End the guidance with an interview and a job; the name of the mentee."""
    page.goto(file)
    name = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name="Beëindigen", exact=True).click()
    page.get_by_label("Reden").select_option("work")
    page.get_by_label("Laatste dag").fill("28/04/2026")
    page.get_by_label("Gehouden op").fill("27/04/2026")
    page.get_by_label("Werkgever of school").fill(EMPLOYER)
    page.get_by_label("Begonnen op").fill("04/05/2026")
    page.get_by_role("button", name="Beëindigen").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Soort")
    expect(page.get_by_label("Werkgever of school")).to_have_value(EMPLOYER)
    sound(page)
    page.get_by_label("Soort").select_option("fixed_term")
    page.get_by_label("Waaruit blijkt het?").select_option("contract")
    page.get_by_role("button", name="Beëindigen").click()
    done(page, "De begeleiding is beëindigd.")
    expect(page.locator("main")).to_contain_text(EMPLOYER)
    expect(page.get_by_role("table", name="Metingen")).to_contain_text("28\xa0mei 2026")
    return name


def test_from_the_end_to_vdab(visit):
    page = visit(COORDINATOR)
    name = close_enrolment(page, close_duo(page))

    page.goto("/")
    page.get_by_role("link", name="Uitstroom te meten").click()
    row = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=name))
    sound(page)
    row.get_by_label("Nog altijd").check()
    row.get_by_role("button", name="Noteren").click()
    done(page, "De meting is genoteerd.")
    expect(page.get_by_role("link", name=name)).to_have_count(0)

    vdab = visit(COUNSELLOR)
    vdab.goto("/uitstroom/na-te-kijken/?kind=fixed_term")
    found = vdab.get_by_role("listitem").filter(has_text=EMPLOYER)
    while not found.count():
        follow(vdab, "Volgende")
    expect(found).to_contain_text("Blijkt uit: contract.")
    sound(vdab)
    found.get_by_role("button", name="Bevestigen").press("Enter")
    done(vdab, f"{name}: bevestigd.")
    expect(found).to_have_count(0)

    page.goto("/mentees/")
    page.get_by_label("Zoek op naam").fill(name)
    page.get_by_role("button", name="Filteren").click()
    page.get_by_role("table").get_by_role("link", name=name).first.click()
    line = page.get_by_role("row").filter(has_text=EMPLOYER)
    expect(line).to_contain_text("bevestigd")
    line.get_by_role("link").click()
    sound(page)
    page.get_by_label("Geëindigd op").fill("31/05/2026")
    page.get_by_role("button", name="Uitstroom verbeteren").click()
    done(page, "De verbetering is bewaard.")


@pytest.mark.parametrize("javascript", [True, False])
def test_row_after_row_by_keyboard(visit, javascript):
    page = visit(COUNSELLOR, java_script_enabled=javascript)
    page.goto("/uitstroom/na-te-kijken/")
    rows = page.locator(".m2w-verify > li")
    second = rows.nth(1).get_by_role("link").inner_text()
    rows.first.get_by_role("button", name="Bevestigen").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("bevestigd.")
    expect(rows.first.get_by_role("link")).to_have_text(second)
    expect(rows.first.get_by_role("button", name="Bevestigen")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text(f"{second}: niet gevonden.")


def test_other_days_are_typed_in_the_row(visit):
    page = visit(COUNSELLOR, viewport=PHONE)
    page.goto("/uitstroom/na-te-kijken/")
    row = page.locator(".m2w-verify > li").first
    row.get_by_text("Andere datums").click()
    row.get_by_label("Begonnen op").fill("31/02/2021")
    sound(page)
    row.get_by_role("button", name="Deze datums gelden").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("bestaande dag")
    expect(page.get_by_label("Begonnen op, volgens VDAB")).to_have_value("31/02/2021")
    sound(page)
    page.get_by_label("Begonnen op, volgens VDAB").fill("01/02/2023")
    page.get_by_label("Geëindigd op, volgens VDAB").fill("")
    page.get_by_role("button", name="Uitstroom nakijken").click()
    done(page, "andere datums.")
