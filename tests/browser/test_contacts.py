"""How duos meet, in a browser: noted by their coach, or reported by themselves on a phone."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.soundness import sound

COACH, COORDINATOR = "coach@core.example", "coordinator@core.example"


def open_duo(page, place=0) -> str:
    """The page of a running duo; its name."""
    page.goto("/duos/?state=open")
    page.locator("main tbody a").nth(place).click()
    page.wait_for_url(re.compile(r"/duos/[0-9a-f-]{36}/$"))
    return page.locator("h1").inner_text()


def test_a_contact_is_noted_put_right_and_taken_away(visit_late):
    page = visit_late(COACH)
    open_duo(page)
    page.get_by_role("link", name="Contact noteren").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Contact noteren")
    sound(page)
    page.get_by_label("Datum").fill("02/06/2026")
    page.get_by_label("Minuten").fill("2400")
    page.get_by_label("Korte nota").fill("Samen een brief geschreven.")
    page.get_by_role("button", name="Contact noteren").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Minuten")
    expect(page.get_by_label("Korte nota")).to_have_value("Samen een brief geschreven.")
    sound(page)
    page.get_by_label("Datum").fill("01/06/2026")
    page.get_by_label("Minuten").fill("45")
    page.get_by_label("Wie sprak wie?").select_option("checkin_mentee")
    page.get_by_label("sollicitatie en cv").check()
    page.get_by_role("button", name="Contact noteren").click()
    expect(page.get_by_role("status")).to_contain_text("Het contact is genoteerd.")
    met = page.get_by_role("table", name="Contacten en gesprekken")
    expect(met).to_contain_text("Sollicitatie en cv. Samen een brief geschreven.")
    sound(page)

    page.get_by_role("link", name="Contact noteren").click()
    page.get_by_label("Wie sprak wie?").select_option("checkin_mentee")
    page.get_by_role("button", name="Contact noteren").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Dit contact is al geregistreerd.")
    page.get_by_role("link", name="Annuleren").click()

    page.get_by_role("link", name="1\xa0juni 2026").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Contact verbeteren")
    sound(page)
    page.get_by_label("Minuten").fill("50")
    page.get_by_role("button", name="Contact verbeteren").click()
    expect(page.get_by_role("status")).to_contain_text("Het contact is verbeterd.")
    page.get_by_role("link", name="1\xa0juni 2026").first.click()
    page.get_by_role("link", name="Verwijderen").click()
    sound(page)
    page.get_by_role("button", name="Contact verwijderen").click()
    expect(page.get_by_role("status")).to_contain_text("Het contact is verwijderd.")


def test_several_at_once_on_a_phone_without_script(visit_late):
    page = visit_late(COORDINATOR, viewport=PHONE, java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="Contacten noteren").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Contacten noteren")
    first, second = (page.locator(".m2w-noting > li").nth(n) for n in (0, 1))
    for line in (first, second):
        line.get_by_label("Wie sprak wie?").select_option("checkin_mentor")
        line.get_by_label("Bereikt?").select_option("yes")
    first.get_by_label("Minuten").fill("20")
    second.get_by_label("Minuten").fill("9999")
    page.get_by_role("button", name="Contacten bewaren").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Nog niets bewaard.")
    expect(first.get_by_label("Minuten")).to_have_value("20")
    expect(second.get_by_label("Minuten")).to_have_value("9999")
    second.get_by_label("Minuten").fill("30")
    page.get_by_role("button", name="Contacten bewaren").click()
    expect(page.get_by_role("status")).to_contain_text("2 contacten genoteerd.")


def test_several_at_once_is_sound(visit):
    page = visit(COACH)
    page.goto("/contacten/noteren/")
    page.locator(".m2w-noting summary").first.click()
    sound(page)
    page.locator(".m2w-noting > li").first.get_by_label("Minuten").fill("30")
    page.get_by_role("button", name="Contacten bewaren").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Zeg of het contact er kwam.")
    sound(page)


def links_of(page) -> list[str]:
    page.get_by_role("link", name="Links en kaartjes van dit duo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Links om een contact te melden")
    sound(page)
    return [link.get_attribute("href") for link in page.locator("a.m2w-secret").all()]


def report(page, link: str, minutes: str) -> None:
    page.goto(link)
    sound(page)
    page.get_by_role("button", name="Versturen").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Kies ja of nee.")
    sound(page)
    page.get_by_label("Ja, gezien").check()
    page.get_by_label("Op welke dag?").fill("2026-05-31")
    page.get_by_label("Hoeveel minuten?").fill(minutes)
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bedankt!")
    sound(page)


def test_both_report_one_meeting_on_a_phone(visit):
    coach, phone = visit(COACH), visit(viewport=PHONE)
    open_duo(coach, 1)
    duo = coach.url
    mentor, mentee = links_of(coach)
    report(phone, mentor, "60")
    report(phone, mentee, "70")
    coach.goto(duo)
    rows = coach.get_by_role("table", name="Contacten en gesprekken").get_by_role("row")
    expect(
        rows.filter(has_text="31\xa0mei 2026").filter(has_text="contact van het duo")
    ).to_have_count(1)
    phone.goto(mentee.replace("taal=nl", "taal=fr"))
    expect(phone.get_by_role("heading", level=1)).to_have_text("Vous êtes-vous vus ?")
    sound(phone)


def test_a_withdrawn_link_leads_nowhere(chromium, site, visit):
    coach = visit(COACH)
    open_duo(coach, 2)
    old, _mentee = links_of(coach)
    coach.get_by_role("button", name="Link van de mentor intrekken").click()
    expect(coach.get_by_role("status")).to_contain_text("De link werkt niet meer.")
    phone = chromium.new_context(base_url=site, viewport=PHONE).new_page()
    assert phone.goto(old).status == 404
    expect(phone.get_by_role("heading", level=1)).to_have_text("Deze link werkt niet meer")
    sound(phone)
    phone.context.close()


def test_the_coordinator_decides_what_two_do_not_agree_on(visit):
    page = visit(COORDINATOR)
    page.get_by_role("link", name="Meldingen van mentor of mentee te bekijken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Meldingen te bekijken")
    sound(page)
    page.get_by_role("button", name="Ze zagen elkaar", exact=True).first.click()
    expect(page.get_by_role("status")).to_contain_text("De beslissing is genoteerd.")
    page.get_by_role("button", name="Ik belde de mentee").first.click()
    expect(page.get_by_role("status")).to_contain_text("Genoteerd dat u belde.")
    expect(page.locator("main")).to_contain_text("Niets te bekijken.")
    sound(page)


def test_a_session_from_its_list_to_its_paper(visit):
    page = visit(COORDINATOR)
    page.goto("/groepssessies/")
    sound(page)
    page.get_by_role("link", name="Nieuwe sessie").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sessie maken")
    sound(page)
    page.get_by_label("Project").select_option(index=1)
    page.get_by_label("Soort").select_option("preparation")
    page.get_by_label("Titel").fill("Voorbereiding juni")
    page.get_by_label("Beginuur").fill("13:30")
    page.get_by_role("button", name="Sessie maken").click()
    expect(page.get_by_role("status")).to_contain_text("De sessie is gemaakt.")
    sound(page)
    page.get_by_role("link", name="Mensen op de lijst zetten").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mensen op de lijst zetten")
    boxes = page.get_by_role("group", name="Mentees").get_by_role("checkbox")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.get_by_role("group", name="Mentoren").get_by_role("checkbox").nth(0).check()
    page.get_by_role("button", name="Mensen op de lijst zetten").click()
    expect(page.get_by_role("status")).to_contain_text("De lijst is aangevuld.")
    there = page.get_by_role("radio", name="ja")
    expect(there).to_have_count(3)
    there.nth(0).check()
    page.get_by_role("button", name="Aanwezigheden bewaren").click()
    expect(page.get_by_role("status")).to_contain_text("De aanwezigheden zijn bewaard.")
    expect(page.get_by_role("radio", name="ja").nth(0)).to_be_checked()
    sound(page)
    page.get_by_role("link", name="Lijst afdrukken").click()
    expect(page.get_by_role("columnheader", name="Handtekening")).to_be_visible()
    sound(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Als PDF").click()
    assert download.value.suggested_filename == "aanwezigheidslijst-2026-06-01.pdf"
