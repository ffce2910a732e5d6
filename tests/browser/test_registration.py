"""A coordinator registers someone in a browser, from nothing to submitted, and answers VDAB."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, WIDE
from tests.browser.soundness import sound
from tests.browser.steps import follow

COORDINATOR, COACH = "coordinator@core.example", "coach@core.example"


def go_on(page: Page, to: str) -> None:
    page.get_by_role("button", name="Verder naar").click()
    page.wait_for_url(f"**/{to}/")


def answer(page: Page, question: str, with_: str) -> None:
    group = page.get_by_role("group", name=question)
    group.get_by_label(with_, exact=True).check()


def who(page: Page, first: str, number: str) -> None:
    page.get_by_label("Voornaam").fill(first)
    page.get_by_label("Naam", exact=True).fill("Demirtaş")
    page.get_by_label(re.compile("Wanneer is")).fill("3.6.2001")
    page.get_by_label("VDAB-nummer").fill(number)
    page.get_by_label("Postcode").fill("2000")
    page.get_by_label(re.compile("Welke nationaliteit")).select_option("TR")


def languages(page: Page, first: str) -> None:
    page.get_by_label(f"Welke taal spreekt {first} thuis?").fill("Turks")
    page.get_by_label("Taal 1").fill("Engels")
    page.get_by_label("Niveau 1").select_option("B1")
    page.get_by_label("Niveau Nederlands").select_option("A2")
    page.get_by_label("Hoogste diploma").select_option("lower_secondary")
    answer(page, f"Heeft {first} een attest", "Nee")


def situation(page: Page, first: str) -> None:
    answer(page, f"Heeft {first} werk?", "Nee")
    answer(page, "recht op een uitkering", "Weet ik nog niet")
    answer(page, "migratieachtergrond", "Ja")
    page.get_by_label(re.compile("Sinds wanneer")).fill("14-01-2026")


def fill_in(page: Page, first: str, number: str) -> None:
    """Every step, up to where the answers are checked."""
    who(page, first, number)
    go_on(page, "talen")
    languages(page, first)
    go_on(page, "situatie")
    situation(page, first)
    go_on(page, "project")
    page.get_by_role("group", name="In welk project?").get_by_role("radio").first.check()
    go_on(page, "nakijken")


def finish(page: Page, button: str) -> None:
    """The other people in these tests have much the same name."""
    if page.get_by_label("Dit is iemand anders").is_visible():
        page.get_by_label("Dit is iemand anders").check()
    page.get_by_role("button", name=button).click()


@pytest.mark.parametrize(
    ("viewport", "javascript", "first", "number"),
    [
        (WIDE, True, "Yusuf", "R 100.1"),
        (PHONE, True, "Emre", "R 100.2"),
        (WIDE, False, "Deniz", "R 100.3"),
    ],
)
def test_from_nothing_to_submitted(visit, viewport, javascript, first, number):
    page = visit(COORDINATOR, viewport, java_script_enabled=javascript)
    page.goto("/registraties/")
    page.get_by_role("link", name="Mentee registreren").click()
    fill_in(page, first, number)
    finish(page, "Indienen bij VDAB")
    expect(page.locator(".m2w-alert--stop").last).to_contain_text("privacyverklaring")
    page.get_by_role("link", name=f"Wanneer kreeg {first} de privacyverklaring?").click()
    page.get_by_label(re.compile("Wanneer kreeg")).fill("2026-05-20")
    go_on(page, "nakijken")
    finish(page, "Indienen bij VDAB")
    expect(page.locator("main")).to_contain_text(f"{first} Demirtaş is ingediend bij VDAB.")
    page.goto("/registraties/")
    expect(page.locator("main")).not_to_contain_text(first)


def test_every_step_is_sound_empty_and_with_errors(visit):
    page = visit(COORDINATOR)
    page.goto("/mentees/registreren/")
    sound(page)
    page.get_by_label("Voornaam").fill("Ruth")
    page.get_by_label(re.compile("Wanneer is")).fill("31/02/2001")
    page.get_by_role("button", name="Verder naar").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Schrijf een bestaande dag")
    sound(page)
    for step in ["Talen en diploma", "Situatie", "Project"]:
        page.get_by_role("link", name=step, exact=True).click()
        expect(page.locator("[aria-current=step]")).to_contain_text(step)
        sound(page)
        page.get_by_role("button", name="Verder naar").click()
        expect(page.locator(".m2w-alert--stop")).to_be_visible()
        sound(page)
    page.get_by_role("link", name="Nakijken").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("nog niet in orde")
    sound(page)
    page.get_by_role("link", name="Verwijderen").click()
    sound(page)
    page.get_by_role("button", name="Registratie verwijderen").click()
    expect(page.get_by_role("status")).to_contain_text("De registratie is verwijderd.")
    sound(page)


def test_what_was_typed_outlives_the_tab(visit):
    page = visit(COACH)
    page.goto("/mentees/registreren/")
    page.get_by_label("Voornaam").fill("Blijvend")
    page.get_by_label(re.compile("Wanneer is")).fill("31/02")
    expect(page.locator("#saved")).to_contain_text("Bewaard om")
    page.wait_for_url("**/registraties/*/persoon/")
    page.close()
    again = visit(COACH)
    again.goto("/registraties/")
    again.get_by_role("link", name="Blijvend").click()
    expect(again.get_by_label("Voornaam")).to_have_value("Blijvend")
    expect(again.get_by_label(re.compile("Wanneer is"))).to_have_value("31/02")


def test_the_screening_follows_the_attest(visit):
    page = visit(COORDINATOR)
    page.goto("/mentees/registreren/")
    who(page, "Live", "R 200.1")
    go_on(page, "talen")
    follow(page, "Situatie")
    situation(page, "Live")
    expect(page.locator("#saved")).to_contain_text("Bewaard om")
    go_on(page, "project")
    follow(page, "Talen en diploma")
    page.get_by_label("Welke taal spreekt Live thuis?").fill("Turks")
    page.get_by_label("Niveau Nederlands").select_option("A2")
    page.get_by_label("Hoogste diploma").select_option("lower_secondary")
    panel = page.locator("#screening")
    expect(panel).to_contain_text("Nog één gegeven beslist: het attest Nederlands.")
    expect(panel).to_contain_text("Wordt 25 op 3 juni 2026.")
    expect(panel).to_contain_text("Als Live geen attest heeft.")
    answer(page, "Heeft Live een attest", "Nee")
    expect(panel).to_contain_text("Alle voorwaarden zijn voldaan.")
    answer(page, "Heeft Live een attest", "Ja")
    expect(panel).to_contain_text("Past vandaag in geen enkel project van u.")
    sound(page)


def test_two_people_lose_nothing(visit):
    coach = visit(COACH)
    coach.goto("/mentees/registreren/")
    coach.get_by_label("Voornaam").fill("Samen")
    coach.get_by_role("button", name="Bewaren en sluiten").click()
    coach.get_by_role("link", name="Samen").click()
    coordinator = visit(COORDINATOR)
    coordinator.goto(coach.url)
    coordinator.get_by_label("Gemeente").fill("Mechelen")
    coordinator.get_by_role("button", name="Bewaren en sluiten").click()
    expect(coordinator.get_by_role("status").first).to_contain_text("De registratie is bewaard.")
    coach.get_by_label("Gemeente").fill("Lier")
    expect(coach.locator("#saved")).to_contain_text("Niet bewaard: iemand anders wijzigde")
    coach.get_by_role("button", name="Bewaren en sluiten").click()
    expect(coach.locator(".m2w-alert--wait")).to_contain_text("Gemeente nu “Mechelen”")
    expect(coach.get_by_label("Gemeente")).to_have_value("Lier")
    sound(coach)
    coach.get_by_role("button", name="Bewaren en sluiten").click()
    expect(coach.get_by_role("status").first).to_contain_text("De registratie is bewaard.")


def test_a_known_number_leads_to_a_new_enrolment(visit):
    page = visit(COORDINATOR)
    page.goto("/mentees/registreren/")
    fill_in(page, "Nogmaals", "R 300.1")
    sound(page)
    finish(page, "Als concept bewaren")
    expect(page.locator("main")).to_contain_text("Nogmaals Demirtaş is geregistreerd, als concept.")
    page.goto("/mentees/registreren/")
    page.get_by_label("VDAB-nummer").fill("R300 1")
    expect(page.locator("#similar")).to_contain_text("U hebt al een dossier met dit VDAB-nummer.")
    sound(page)
    page.get_by_role("link", name="Nieuwe aanmelding voor dit dossier").click()
    page.get_by_role("button", name="Concept maken").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Kies een project.")
    sound(page)
    page.get_by_role("group", name="In welk project?").get_by_role("radio").first.check()
    page.get_by_role("button", name="Concept maken").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Er loopt al een aanmelding")


def test_an_intake_is_planned_for_a_referral(visit):
    page = visit(COORDINATOR)
    page.goto("/doorverwijzingen/")
    sound(page)
    page.get_by_role("link", name="nog te plannen").first.click()
    sound(page)
    page.get_by_label("Wanneer is de intake?").fill("31-02-2026")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Schrijf een bestaande dag")
    page.get_by_label("Wanneer is de intake?").fill("12.6.2026")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("status").first).to_contain_text("De intake is gepland.")
    expect(page.locator("tbody tr").first).to_contain_text("12 juni 2026")


def test_it_says_when_what_is_typed_was_not_kept(visit):
    page = visit(COORDINATOR)
    page.goto("/mentees/registreren/")
    page.get_by_label("Voornaam").fill("Lale")
    expect(page.locator("#saved")).to_contain_text("Bewaard om")
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("Naam", exact=True).fill("Demirtaş")
    expect(page.locator("#saved")).to_have_text(re.compile("^Niet bewaard: er is geen verbinding"))
    expect(page.get_by_label("Naam", exact=True)).to_have_value("Demirtaş")


def test_the_last_button_pressed_twice_leads_to_the_file(visit):
    page = visit(COORDINATOR)
    page.goto("/mentees/registreren/")
    fill_in(page, "Selma", "R 100.9")
    someone_else = page.get_by_label("Dit is iemand anders")
    if someone_else.is_visible():
        someone_else.check()
    page.get_by_role("button", name="Als concept bewaren").dblclick()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Selma Demirtaş")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Selma Demirtaş")
