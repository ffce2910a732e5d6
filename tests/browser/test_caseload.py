"""The caseload and the file in a browser, as a coordinator, a coach and a counsellor use them."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE
from tests.browser.soundness import sound, width

COORDINATOR, COUNSELLOR = "coordinator@core.example", "counsellor@vdab.example"


def open_first(page, state: str) -> None:
    page.goto(f"/aanmeldingen/?state={state}")
    page.locator("tbody th a").first.click()
    expect(page.get_by_role("heading", name="Samenvatting")).to_be_visible()


def test_from_what_waits_to_the_file(visit):
    page = visit(COORDINATOR)
    sound(page)
    page.get_by_role("link", name="Goedgekeurd, nog zonder mentor").click()
    expect(page.get_by_label("Status")).to_have_value("approved")
    sound(page)
    page.locator("tbody th a").first.click()
    expect(page.locator(".m2w-badge").first).to_have_text("goedgekeurd")
    sound(page)


@pytest.mark.parametrize("viewport", [WIDE, PHONE])
def test_filters_sorting_and_files(visit, viewport):
    page = visit(COORDINATOR, viewport)
    page.goto("/aanmeldingen/?state=waiting")
    if viewport == PHONE:
        page.get_by_text("Zoeken en filteren").click()
    else:
        page.get_by_role("link", name="Naam").click()
        expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Naam")
    page.get_by_text("Meer filters").click()
    page.get_by_label("Spreekt").fill("arabisch")
    page.get_by_role("button", name="Filteren").click()
    expect(page.locator(".m2w-chips")).to_contain_text("Spreekt: ")
    expect(page.locator(".m2w-head__lead")).to_contain_text("gevonden")
    with page.expect_download() as download:
        page.get_by_role("link", name="XLSX").click()
    assert download.value.suggested_filename == "mentees-2026-06-01.xlsx"


@pytest.mark.parametrize("across", [320, 640, 700, 800, 900, 1100])
def test_between_a_phone_and_a_screen_it_fits_too(visit, across):
    page = visit(COORDINATOR, {"width": across, "height": 800})
    for address in ["/aanmeldingen/?state=active", "/registraties/", "/mentees/"]:
        page.goto(address)
        assert width(page) <= across
        # One line, and not a letter on each.
        assert page.get_by_role("heading", level=1).bounding_box()["height"] < 100


@pytest.mark.parametrize("viewport", [WIDE, PHONE])
def test_a_name_without_a_space_stays_within_the_page(visit, viewport):
    page = visit(COORDINATOR, viewport)
    page.goto("/mentees/registreren/")
    page.get_by_label("Voornaam").fill("W" * 100)
    page.get_by_label("Naam", exact=True).fill("M" * 300)
    page.get_by_role("button", name="Bewaren en sluiten").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Registraties om af te werken")
    assert width(page) <= viewport["width"]
    page.get_by_role("link", name="WWW").first.click()
    expect(page.locator("[aria-current=step]")).to_contain_text("Persoon")
    assert width(page) <= viewport["width"]
    page.goto(re.sub("[^/]+/$", "nakijken/", page.url))
    expect(page.locator("[aria-current=step]")).to_contain_text("Nakijken")
    assert width(page) <= viewport["width"]


def test_a_button_pressed_twice_takes_its_step_once(visit):
    page = visit(COORDINATOR)
    open_first(page, "approved")
    page.get_by_role("link", name="Intrekken").click()
    page.get_by_label("Reden").fill("Verhuisd")
    page.get_by_role("button", name="Intrekken").dblclick()
    expect(page.locator(".m2w-alert--ok")).to_contain_text("De aanmelding is ingetrokken.")


def test_a_coach_is_given_to_two_at_once(visit):
    page = visit(COORDINATOR)
    page.goto("/aanmeldingen/?state=approved&sort=name")
    boxes = page.get_by_role("checkbox")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.get_by_role("button", name="Coach toewijzen").click()
    expect(page.locator(".m2w-lines li")).to_have_count(2)
    sound(page)
    page.get_by_role("button", name="Coach toewijzen").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Mentor-coach")
    page.get_by_label("Mentor-coach").select_option(index=1)
    page.get_by_role("button", name="Coach toewijzen").click()
    expect(page.get_by_role("status")).to_contain_text("2 mentees hebben een andere coach.")


def test_a_question_is_answered(visit):
    page = visit(COORDINATOR)
    open_first(page, "info_requested")
    expect(page.locator(".m2w-alert--wait")).to_contain_text("VDAB vraagt informatie.")
    page.get_by_role("link", name="Antwoorden").click()
    page.get_by_role("button", name="Antwoorden").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Uw antwoord")
    sound(page)
    page.get_by_label("Uw antwoord").fill("Het attest zit bij de documenten.")
    page.get_by_role("button", name="Antwoorden").click()
    expect(page.get_by_role("status")).to_contain_text("Uw antwoord is verstuurd.")
    expect(page.locator(".m2w-badge").first).to_have_text("ingediend")


def test_two_decide_at_once_and_nothing_typed_is_lost(visit_late):
    first, second = visit_late(COUNSELLOR), visit_late(COUNSELLOR)
    open_first(first, "submitted")
    second.goto(first.url)
    for page in [first, second]:
        page.get_by_role("link", name="Weigeren").click()
        page.get_by_label("Reden").select_option("other")
        page.get_by_label("Toelichting").fill("Eerst een taalcursus volgen.")
    first.get_by_label("Of: opnieuw screenen op").fill("01/09/2026")
    first.get_by_role("button", name="Weigeren").click()
    expect(first.locator(".m2w-alert--stop")).to_contain_text("Geweigerd: andere reden.")
    sound(first)
    with second.expect_response(lambda answer: answer.status == 409):
        second.get_by_role("button", name="Weigeren").click()
    expect(second.locator("main")).to_contain_text("besliste al op")
    expect(second.locator("main")).to_contain_text("Eerst een taalcursus volgen.")


def test_a_draft_is_withdrawn_by_keyboard_alone_and_without_script(visit):
    page = visit(COORDINATOR, java_script_enabled=False)
    open_first(page, "draft")
    page.get_by_role("link", name="Intrekken").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Intrekken")
    page.keyboard.press("Tab")
    page.get_by_label("Reden").focus()
    page.keyboard.type("De mentee vond zelf werk.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("De aanmelding is ingetrokken.")


def test_everyone_reads_the_file_in_english(visit):
    page = visit(COORDINATOR)
    open_first(page, "active")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", name="Summary")).to_be_visible()
