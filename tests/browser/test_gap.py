"""A coordinator finds out whom to look for, tries it out, and takes a call to paper."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE
from tests.browser.soundness import sound

COORDINATOR, PROMOTER = "coordinator@second.example", "Wegwijs Werkt VZW (voorbeeld)"


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_from_the_gap_to_a_call(visit, viewport, javascript):
    page = visit(COORDINATOR, viewport, java_script_enabled=javascript)
    page.goto("/projecten/")
    page.get_by_role("link", name="Tandem Oost-Vlaanderen").click()
    page.get_by_role("link", name="Wie we zoeken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wie we zoeken")
    if javascript:
        sound(page)
    page.get_by_role("group", name="Mentoren die de mentorvorming").get_by_role(
        "checkbox"
    ).first.check()
    page.get_by_role("button", name="Opnieuw berekenen").click()
    expect(page.locator("#what-if + form .m2w-alert")).to_contain_text("Met deze kandidaten")
    page.get_by_role("link", name="Oproep voor één").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Word mentor bij {PROMOTER}")
    expect(
        page.get_by_role("img", name=f"QR-code naar het formulier van {PROMOTER}")
    ).to_be_visible()
    if javascript:
        sound(page)
