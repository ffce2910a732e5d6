"""Mentors as a coordinator works with them, and the form of a volunteer on a phone."""

from itertools import count

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, WIDE
from tests.browser.soundness import sound
from tests.workbooks import xlsx

COORDINATOR = "coordinator@core.example"
NUMBERS = count(1)


def fill_in_languages(page: Page, language: str, level: str) -> None:
    page.get_by_label("Taal 1", exact=True).fill(language)
    page.get_by_label("Niveau 1", exact=True).select_option(level)


def register(page: Page, last_name: str) -> None:
    """From the list to the page of a new mentor."""
    page.goto("/mentoren/")
    page.get_by_role("link", name="Mentor registreren").click()
    page.get_by_label("Voornaam").fill("Wout")
    page.get_by_label("Naam", exact=True).fill(last_name)
    fill_in_languages(page, "Tigrinya", "C1")
    page.get_by_label("Postcode").fill("3500")
    page.get_by_label("maandag avond").check()
    page.get_by_role("button", name="Mentor registreren").click()


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["desktop", "phone"])
def test_a_mentor_from_registration_to_a_pause(visit, viewport):
    last_name = f"Browsertest{next(NUMBERS)}"
    page = visit(COORDINATOR, viewport)
    page.goto("/mentoren/registreren/")
    sound(page)
    page.get_by_role("button", name="Mentor registreren").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Nog niet in orde.")
    sound(page)
    register(page, last_name)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Wout {last_name}")
    expect(page.locator("main")).to_contain_text("mentorvorming afronden")
    sound(page)
    page.get_by_role("link", name="Sessie noteren").click()
    sound(page)
    page.get_by_label("Datum").fill("1/5/2026")
    page.get_by_label("Onderwerp").fill("Luisteren")
    page.get_by_label("Uren").fill("2,5")
    page.get_by_label("Hiermee is de hele mentorvorming gevolgd").check()
    page.get_by_role("button", name="Sessie mentorvorming noteren").click()
    expect(page.locator("main")).to_contain_text("De sessie is genoteerd.")
    expect(page.locator("main")).to_contain_text("1 van 1 plaats vrij.")
    sound(page)
    page.get_by_role("link", name="Pauzeren", exact=True).click()
    sound(page)
    page.get_by_role("button", name="Pauzeren").click()
    expect(page.locator("main")).to_contain_text("De pauze is genoteerd.")
    page.get_by_role("button", name="Pauze beëindigen").click()
    expect(page.locator("main")).to_contain_text("De pauze is voorbij.")


def test_a_number_of_free_places_leads_to_its_mentors(visit):
    last_name = f"Browsertest{next(NUMBERS)}"
    page = visit(COORDINATOR)
    register(page, last_name)
    page.get_by_role("link", name="Sessie noteren").click()
    page.get_by_label("Datum").fill("1/5/2026")
    page.get_by_label("Onderwerp").fill("Slot")
    page.get_by_label("Hiermee is de hele mentorvorming gevolgd").check()
    page.get_by_role("button", name="Sessie mentorvorming noteren").click()
    expect(page.locator("main")).to_contain_text("De sessie is genoteerd.")
    page.goto("/mentoren/vrije-plaatsen/")
    sound(page)
    heads = page.get_by_role("columnheader").all_text_contents()
    column = [head.strip() for head in heads].index("Limburg")
    line = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Tigrinya"))
    line.get_by_role("cell").nth(column - 1).get_by_role("link").click()
    expect(page.locator(".m2w-chips")).to_contain_text("Limburg")
    expect(page.get_by_role("table")).to_contain_text(last_name)
    sound(page)


def test_a_spreadsheet_of_mentors_comes_in(visit, tmp_path):
    last_name = f"Browsertest{next(NUMBERS)}"
    headings = ["Voornaam", "Achternaam", "Talen", "Woonplaats", "Mentor sinds"]
    path = tmp_path / "mentoren.xlsx"
    path.write_bytes(
        xlsx(
            headings,
            ["An", last_name, "Frans C1", "3500 Hasselt", "01/02/2026"],
            ["Bo", last_name, "Frans", "x", "31/02/2026"],
        )
    )
    page = visit(COORDINATOR)
    page.goto("/mentoren/")
    page.get_by_role("link", name="Importeren uit een rekenblad").click()
    sound(page)
    page.get_by_label("Bestand", exact=True).set_input_files(path)
    page.get_by_role("button", name="Bestand inlezen").click()
    expect(page.get_by_label("Mentor sinds")).to_have_value("active_from")
    sound(page)
    page.get_by_role("button", name="Rijen nakijken").click()
    expect(page.get_by_role("table")).to_contain_text("verwacht een postcode")
    sound(page)
    page.get_by_role("button", name="Alleen de goede rijen bewaren").click()
    expect(page.locator("main")).to_contain_text("1 nieuw dossier is bewaard.")
    page.goto(f"/mentoren/?q={last_name}")
    expect(page.get_by_role("table")).to_contain_text(f"An {last_name}")


def test_a_volunteer_on_a_phone_becomes_a_mentor(visit):
    last_name = f"Browsertest{next(NUMBERS)}"
    coordinator = visit(COORDINATOR)
    coordinator.goto("/mentoren/interesse/")
    sound(coordinator)
    link = coordinator.locator("a.m2w-secret").get_attribute("href")
    phone = visit(None, PHONE)
    phone.goto(link)
    sound(phone)
    phone.get_by_role("button", name="Versturen").click()
    expect(phone.locator(".m2w-alert--stop")).to_contain_text("Nog niet in orde.")
    sound(phone)
    send_interest(phone, link, last_name)
    sound(phone)
    coordinator.goto("/")
    coordinator.get_by_role("link", name="Vrijwilligers die zich meldden").click()
    coordinator.get_by_role("link", name=f"Rahel {last_name}").click()
    sound(coordinator)
    coordinator.get_by_role("link", name="Kennismaking noteren").click()
    sound(coordinator)
    coordinator.get_by_label("Kennismaking op").fill("30/05/2026")
    coordinator.get_by_label("Uitkomst van de kennismaking").select_option("suited")
    coordinator.get_by_role("button", name="Kennismaking noteren").click()
    expect(coordinator.locator("main")).to_contain_text("De kennismaking is genoteerd.")
    sound(coordinator)
    coordinator.get_by_role("link", name="Mentor maken").click()
    expect(coordinator.get_by_label("Naam", exact=True)).to_have_value(last_name)
    sound(coordinator)
    coordinator.get_by_role("button", name="Mentor registreren").click()
    expect(coordinator.locator("main")).to_contain_text(f"Rahel {last_name} is geregistreerd.")
    coordinator.goto(f"/mentoren/interesse/?q={last_name}")
    expect(coordinator.locator("main")).to_contain_text("Niets gevonden met deze filters.")


def send_interest(phone: Page, link: str, last_name: str) -> None:
    phone.goto(link)
    phone.get_by_label("Voornaam").fill("Rahel")
    phone.get_by_label("Naam", exact=True).fill(last_name)
    fill_in_languages(phone, "Tigrinya", "C2")
    phone.get_by_label("Postcode").fill("3500")
    phone.get_by_role("button", name="Versturen").click()
    expect(phone.locator(".m2w-alert--stop")).to_contain_text("een e-mailadres of een telefoon")
    phone.get_by_label("Telefoon").fill("0470 00 00 00")
    phone.get_by_role("button", name="Versturen").click()
    expect(phone.locator("main")).to_contain_text("heeft uw gegevens ontvangen")


def test_the_form_works_without_javascript(visit):
    page = visit(COORDINATOR)
    page.goto("/mentoren/interesse/")
    link = page.locator("a.m2w-secret").get_attribute("href")
    send_interest(visit(None, PHONE, java_script_enabled=False), link, "Zonder")
