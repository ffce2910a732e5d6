"""What VDAB decides reaches the promoter: a number in the header, a line to read."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE
from tests.browser.soundness import sound

COORDINATOR, COUNSELLOR = "coordinator@core.example", "counsellor@vdab.example"


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["desktop", "phone"])
def test_the_page_and_the_switch_of_the_daily_mail(visit, viewport):
    page = visit(COORDINATOR, viewport)
    page.get_by_role("link", name=re.compile("^Berichten")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Berichten")
    sound(page)
    page.goto("/account/")
    page.get_by_role("button", name="Dagelijkse mail uitzetten").click()
    expect(page.get_by_role("status")).to_contain_text("U krijgt geen dagelijkse mail meer.")
    sound(page)
    page.get_by_role("button", name="Dagelijkse mail aanzetten").click()
    expect(page.get_by_role("status")).to_contain_text("U krijgt de dagelijkse mail.")


def submitted_to(counsellor, coordinator) -> str:
    """The address of an enrolment that waits for this counsellor and is this promoter's."""
    coordinator.goto("/aanmeldingen/?state=submitted")
    links = coordinator.locator("tbody a[href^='/aanmeldingen/']")
    for address in links.evaluate_all("all => all.map(a => a.pathname)"):
        if counsellor.request.get(f"{address}vragen/").status == 200:
            return address
    pytest.fail("No enrolment of this promoter waits for this counsellor.")


def test_a_question_of_vdab_is_heard(visit):
    counsellor, page = visit(COUNSELLOR), visit(COORDINATOR)
    counsellor.goto(f"{submitted_to(counsellor, page)}vragen/")
    counsellor.get_by_role("textbox").fill("Welk diploma heeft deze mentee?")
    counsellor.get_by_role("button", name="Om informatie vragen").click()
    expect(counsellor.get_by_role("status").first).to_be_visible()
    page.goto("/")
    page.get_by_role("link", name=re.compile("^Berichten")).click()
    expect(page.locator("main")).to_contain_text("VDAB vraagt informatie over")
    sound(page)
    page.get_by_role("button", name="Alles gelezen").click()
    expect(page.locator("main")).to_contain_text("U hebt alles gelezen.")
