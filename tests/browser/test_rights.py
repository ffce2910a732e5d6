"""Someone's rights in a browser: correct a file, restrict it, ask for erasure and approve it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.soundness import sound

COORDINATOR, ADMINISTRATOR = "coordinator@core.example", "admin@m2w.example"


def first_mentee(page, state: str) -> str:
    """The address of the first file with an enrolment in that state."""
    page.goto(f"/mentees/?state={state}")
    return page.locator("tbody th a").first.get_attribute("href")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_file_is_corrected(visit, javascript):
    page = visit(COORDINATOR, java_script_enabled=javascript)
    page.goto(first_mentee(page, "approved"))
    page.get_by_role("link", name="Gegevens verbeteren").click()
    page.get_by_label("Gemeente").fill("Verbeterdorp")
    page.get_by_label("Geboortedatum").fill("31/02/1990")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Geboortedatum")
    page.get_by_label("Geboortedatum").fill("28/02/1990")
    page.get_by_label("Taal 1").fill("Tigrinya")
    page.get_by_label("Niveau 1").select_option("C2")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("status")).to_contain_text("De verbetering is bewaard.")
    expect(page.locator("main")).to_contain_text("Verbeterdorp")
    expect(page.locator("main")).to_contain_text("Tigrinya C2")


def test_the_form_is_sound_and_works_by_keyboard(visit):
    page = visit(COORDINATOR)
    page.goto(f"{first_mentee(page, 'approved')}verbeteren/")
    sound(page)
    page.get_by_label("Voornaam").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Toets")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Toets")


def test_the_use_of_a_file_is_restricted_and_given_back(visit):
    page = visit(COORDINATOR)
    page.goto(first_mentee(page, "active"))
    page.get_by_role("link", name="Verwerking beperken").click()
    sound(page)
    page.get_by_label("er is bezwaar gemaakt").check()
    page.get_by_role("button", name="Verwerking beperken").click()
    expect(page.locator("main")).to_contain_text("De verwerking is beperkt sinds")
    sound(page)
    page.get_by_role("link", name="Beperking opheffen").click()
    page.get_by_role("button", name="Beperking opheffen").click()
    expect(page.get_by_role("link", name="Gegevens verbeteren")).to_be_visible()


def test_inspection_is_one_click(visit):
    page = visit(COORDINATOR)
    page.goto(first_mentee(page, "active"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Inzage geven").click()
    assert re.fullmatch(r"inzage-[0-9a-f-]+\.zip", download.value.suggested_filename)


def test_erasure_is_asked_for_by_one_and_approved_by_another(visit):
    page = visit(COORDINATOR)
    file = first_mentee(page, "rejected")
    page.goto(file)
    page.get_by_role("link", name="Wissen aanvragen").click()
    page.get_by_role("button", name="Wissen aanvragen").click()
    expect(page.locator("main")).to_contain_text("wacht op goedkeuring")
    sound(page)
    address = page.url
    other = visit(ADMINISTRATOR)
    other.goto(address)
    other.get_by_role("button", name="Goedkeuren en wissen").click()
    expect(other.get_by_role("status")).to_contain_text("Goedgekeurd en uitgevoerd.")
    expect(other.locator("main")).to_contain_text("uitgevoerd")
    assert page.request.get(file).status == 404


def test_what_is_due_is_listed_by_code(visit):
    page = visit(COORDINATOR)
    page.goto("/wissen/")
    page.get_by_role("button", name="Nagaan wat gewist mag worden").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Wislijst")
    sound(page)


def test_the_register_can_be_read(visit):
    page = visit(COORDINATOR)
    page.get_by_role("link", name="Verwerkingsregister").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Verwerkingsregister")
    sound(page)
