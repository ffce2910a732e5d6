"""A key for a program: made, shown once, in the list, withdrawn."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE
from tests.browser.soundness import sound

COORDINATOR = "coordinator@core.example"


@pytest.mark.parametrize(
    ("viewport", "way", "heading"),
    [
        (WIDE, "Sleutel maken", "Een sleutel voor uw eigen programma"),
        (PHONE, "Sleutel voor een systeem maken", "Een sleutel voor een systeem"),
    ],
    ids=["own, desktop", "of a system, phone"],
)
def test_a_key_is_made_shown_once_and_withdrawn(visit, viewport, way, heading):
    page = visit(COORDINATOR, viewport)
    name = f"Caseload {heading[-9:]}"
    page.goto("/account/")
    page.get_by_role("link", name="Sleutels beheren").click()
    sound(page)
    page.get_by_role("link", name=way, exact=True).click()
    page.get_by_label("Wachtwoord").fill("demo")
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    sound(page)
    page.get_by_label("Waarvoor").or_(page.get_by_label("Naam van het systeem")).fill(name)
    page.get_by_label("Lezen en wijzigen").check()
    page.get_by_role("button", name="Sleutel maken").click()
    key = page.locator("code.m2w-secret").inner_text()
    sound(page)
    read = page.request.get("/api/v1/mentees/", headers={"Authorization": f"Token {key}"})
    assert read.status == 200
    page.get_by_role("link", name="Ik heb de sleutel bewaard").click()
    expect(page.locator("main")).to_contain_text("lezen en wijzigen")
    expect(page.locator("main")).not_to_contain_text(key)
    page.get_by_role("button", name=f"Intrekken {name}").click()
    expect(page.get_by_role("status")).to_contain_text("De sleutel is ingetrokken")
    sound(page)
    refused = page.request.get("/api/v1/mentees/", headers={"Authorization": f"Token {key}"})
    assert refused.status == 401
