"""A questionnaire by its link in French on a phone, and one on paper that is keyed in."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.soundness import sound
from tests.browser.steps import press

COACH, COORDINATOR = "coach@core.example", "coordinator@core.example"


def open_questions(page) -> None:
    """What is asked about a duo of whom somebody is still to answer."""
    page.goto("/duos/?state=open")
    duos = [link.get_attribute("href") for link in page.locator("main tbody a").all()]
    for duo in duos:
        page.goto(f"{duo}bevragingen/")
        if page.get_by_role("link", name="Link maken").count():
            break
    expect(page.get_by_role("heading", level=1)).to_have_text("Bevragingen")
    sound(page)


def test_by_a_link_in_french_on_a_phone(visit):
    coach = visit(COACH)
    open_questions(coach)
    coach.get_by_role("link", name="Link maken").first.click()
    sound(coach)
    coach.get_by_label("Taal").select_option("nl")
    coach.get_by_role("button", name="Link maken").click()
    expect(coach.get_by_role("status")).to_contain_text("De link is gemaakt.")
    sound(coach)
    link = coach.locator(".m2w-secret").first.get_attribute("href")

    page = visit(None, viewport=PHONE)
    page.goto(link)
    sound(page)
    page.get_by_role("link", name="Français").click()
    page.get_by_role("button", name="Envoyer").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Répondez encore")
    sound(page)
    for question in page.locator("main fieldset").all():
        question.get_by_label("oui", exact=True).check()
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Merci")
    sound(page)
    page.goto(link)
    expect(page.locator("main")).to_contain_text("Vous avez déjà répondu.")

    coach.reload()
    expect(coach.locator("main")).to_contain_text("ingevuld op 1\xa0juni 2026, via de link")
    expect(coach.locator(f".m2w-secret[href='{link}']")).to_have_count(0)


def test_a_link_that_is_none(visit_gone):
    page = visit_gone(None, viewport=PHONE)
    page.goto("/vragenlijst/x/")
    expect(page.locator("main")).to_contain_text("Ce lien ne fonctionne plus.")
    sound(page)


def test_on_paper(visit):
    page = visit(COORDINATOR)
    open_questions(page)
    here = page.url
    page.get_by_role("link", name="Op papier").first.click()
    page.get_by_label("Taal").select_option("en")
    page.get_by_role("button", name="Tonen").click()
    expect(page.locator("article[lang=en]")).to_contain_text("Tick one box per question.")
    sound(page)
    page.goto(here)
    page.get_by_role("link", name="Antwoorden overtypen").first.click()
    sound(page)
    press(page, "Antwoorden overtypen")
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Kies een antwoord.")
    for question in page.locator("main fieldset").all():
        question.get_by_label("wel", exact=True).check()
    page.get_by_role("button", name="Antwoorden overtypen").click()
    expect(page.get_by_role("status")).to_contain_text("De antwoorden zijn bewaard.")
    expect(page.locator("main")).to_contain_text("ingevuld op 1\xa0juni 2026, op papier")


def test_together_for_a_project(visit):
    page = visit(COORDINATOR)
    page.goto("/projecten/")
    page.locator("main tbody a").first.click()
    page.get_by_role("link", name="Tevredenheid").click()
    expect(page.get_by_role("table", name="Tevredenheid van de mentee")).to_be_visible()
    sound(page)
