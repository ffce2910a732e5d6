"""A counsellor's working day in a browser: decide, refer, look for a place, be away."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.soundness import sound

COUNSELLOR, OTHER = "counsellor@vdab.example", "counsellor2@vdab.example"
MANAGER = "manager@vdab.example"


def row(page, words: str):
    return page.locator(".m2w-queue a", has_text=words).first


def open_file(page, words: str, where="/wachtrij/") -> str:
    """Open the first file in a list with these words; the name of the mentee."""
    page.goto(where)
    name = row(page, words).locator("b").inner_text()
    row(page, words).click()
    expect(page.locator("#dossier h2")).to_have_text(name)
    page.wait_for_load_state()
    return name


def test_every_state_of_the_queue_is_sound(visit):
    page = visit(COUNSELLOR)
    for where in ["", "vrij/", "provincies/", "opnieuw/", "overnemen/"]:
        page.goto(f"/wachtrij/{where}")
        sound(page)
    for words in ["Voldoet", "Nog nodig", "Is aan het werk", "Klok staat stil"]:
        open_file(page, words, "/wachtrij/provincies/")
        for act in page.locator("details.m2w-act").all():
            act.evaluate("details => { details.open = true }")
        sound(page)
    for where in ["opnieuw/", "overnemen/"]:
        open_file(page, "op", f"/wachtrij/{where}")
        sound(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_an_eligible_one_is_approved_and_copied(visit, javascript):
    page = visit(COUNSELLOR, java_script_enabled=javascript)
    name = open_file(page, "Voldoet", "/wachtrij/vrij/")
    page.get_by_role("button", name="Op mijn naam zetten").click()
    expect(page.get_by_role("status")).to_contain_text("De aanmelding staat nu op uw naam.")
    page.get_by_role("button", name="Goedkeuren", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("De aanmelding is goedgekeurd.")
    expect(page.locator("#dossier")).to_contain_text("Beslist: goedgekeurd op 1\xa0juni 2026")
    text = page.get_by_label("Voor het eigen systeem van VDAB")
    assert "Goedgekeurd op 1\xa0juni 2026." in text.input_value()
    assert name not in text.input_value()
    if javascript:
        sound(page)
    page.get_by_role("button", name="Overgenomen op").click()
    expect(page.get_by_role("status")).to_contain_text("Overgenomen op")


def test_the_paragraph_is_copied_with_one_button(visit):
    page = visit(COUNSELLOR, permissions=["clipboard-read", "clipboard-write"])
    open_file(page, "beslist op", "/wachtrij/overnemen/")
    page.get_by_role("button", name="Tekst kopiëren").click()
    expect(page.get_by_role("button", name="Gekopieerd")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("Voor het eigen systeem van VDAB").input_value()


def test_without_a_clipboard_the_paragraph_is_selected(visit):
    page = visit(COUNSELLOR)
    open_file(page, "beslist op", "/wachtrij/overnemen/")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.get_by_role("button", name="Tekst kopiëren").click()
    paragraph = page.get_by_label("Voor het eigen systeem van VDAB")
    expect(paragraph).to_be_focused()
    assert page.evaluate("getSelection().toString()") == paragraph.input_value()


def test_what_is_missing_is_asked_with_the_first_button(visit):
    page = visit(COUNSELLOR)
    open_file(page, "Nog nodig", "/wachtrij/provincies/")
    first = page.locator(".m2w-file .m2w-btn--primary")
    expect(first).to_have_text("Om informatie vragen")
    assert "Kunt u dit nog aanvullen" in page.get_by_label("Uw vraag").input_value()
    first.click()
    expect(page.get_by_role("status")).to_contain_text("De klok staat stil")
    expect(page.locator("#dossier")).to_contain_text("De klok staat stil op")


def test_a_derogation_is_motivated(visit):
    page = visit(COUNSELLOR)
    open_file(page, "Is aan het werk", "/wachtrij/provincies/")
    page.get_by_role("button", name="Goedkeuren met afwijking").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Motivering van de afwijking")
    page.get_by_label("Motivering van de afwijking").fill("Werkt maar enkele uren per week.")
    page.get_by_role("button", name="Goedkeuren").click()
    expect(page.locator("#dossier")).to_contain_text("Beslist: goedgekeurd")


def test_a_refusal_with_a_day_leads_to_a_letter(visit):
    page = visit(COUNSELLOR, viewport=PHONE)
    name = open_file(page, "Voldoet", "/wachtrij/provincies/")
    page.locator("#weigeren summary").click()
    page.get_by_label("Reden").select_option("lot_full")
    page.get_by_label("Of: opnieuw screenen op").fill("01/09/2026")
    page.locator("#weigeren button").click()
    expect(page.locator("#dossier")).to_contain_text("Opnieuw te screenen op 1\xa0september")
    page.get_by_role("link", name="Brief aan de mentee").click()
    letter = page.locator(".m2w-letter").first
    expect(letter).to_contain_text(name)
    expect(letter).to_contain_text("alle plaatsen zijn bezet")
    page.get_by_label("Andere taal").select_option("fr")
    page.get_by_role("button", name="Tonen").click()
    expect(page.locator(".m2w-letter[lang=fr]")).to_contain_text("toutes les places sont prises")
    sound(page)


def test_by_keyboard_alone(visit):
    page = visit(COUNSELLOR)
    page.goto("/wachtrij/provincies/")
    expect(page.get_by_text("volgende en vorige")).to_be_visible()
    rows = page.locator(".m2w-queue a")
    page.keyboard.press("j")
    page.keyboard.press("Shift+J")
    page.keyboard.press("Control+j")
    expect(rows.nth(0)).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(rows.nth(1)).to_be_focused()
    name = row(page, "Voldoet").locator("b").inner_text()
    row(page, "Voldoet").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#dossier h2")).to_have_text(name)
    expect(page.locator("#dossier")).to_be_focused()
    page.keyboard.press("v")
    question = page.get_by_label("Uw vraag")
    expect(question).to_be_focused()
    question.fill("")
    page.keyboard.type("jkgwv")
    expect(question).to_have_value("jkgwv")
    page.keyboard.press("Tab")
    page.keyboard.press("w")
    expect(page.get_by_label("Reden")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("g")
    expect(page.get_by_role("button", name="Goedkeuren", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#dossier")).to_contain_text("Beslist: goedgekeurd")


def test_a_key_on_a_row_opens_its_decision(visit):
    page = visit(COUNSELLOR)
    page.goto("/wachtrij/provincies/")
    row(page, "Voldoet").focus()
    page.keyboard.press("w")
    expect(page.get_by_label("Reden")).to_be_focused()


def test_the_keys_can_be_switched_off(visit):
    page = visit(COUNSELLOR)
    page.goto("/wachtrij/provincies/")
    page.get_by_role("button", name="Sneltoetsen uitzetten").click()
    page.keyboard.press("j")
    expect(page.locator(".m2w-queue a").first).not_to_be_focused()
    page.reload()
    page.keyboard.press("j")
    expect(page.locator(".m2w-queue a").first).not_to_be_focused()
    page.get_by_role("button", name="Sneltoetsen aanzetten").click()
    page.keyboard.press("j")
    expect(page.locator(".m2w-queue a").first).to_be_focused()


def test_without_script_no_keys_are_promised(visit):
    page = visit(COUNSELLOR, java_script_enabled=False)
    page.goto("/wachtrij/")
    expect(page.get_by_text("volgende en vorige")).to_be_hidden()


def test_on_a_phone_the_file_is_a_page_of_its_own(visit):
    page = visit(COUNSELLOR, viewport=PHONE)
    open_file(page, "van 10")
    expect(page.locator(".m2w-queue")).to_be_hidden()
    page.get_by_label("Kruimelpad").get_by_role("link", name="Wachtrij").click()
    expect(page.locator(".m2w-queue")).to_be_visible()


def test_several_are_approved_together(visit):
    page = visit(OTHER)
    page.goto("/wachtrij/provincies/")
    rows = page.locator(".m2w-queue li:has(input)")
    names = [rows.nth(n).locator("b").inner_text() for n in (0, 1)]
    for n in (0, 1):
        rows.nth(n).get_by_role("checkbox").check()
    page.get_by_role("button", name="Gekozen samen goedkeuren").click()
    for name in names:
        expect(page.locator("main")).to_contain_text(name)
    expect(page.locator("main")).to_contain_text("Voldoet")
    sound(page)
    page.get_by_role("button", name="Samen goedkeuren").click()
    expect(page.get_by_role("status")).to_contain_text("2 aanmeldingen zijn goedgekeurd.")


def test_the_facts_of_vdab_are_corrected(visit):
    page = visit(COUNSELLOR)
    open_file(page, "Is aan het werk", "/wachtrij/provincies/")
    page.get_by_role("link", name="Gegevens van VDAB verbeteren").click()
    sound(page)
    page.get_by_label("Aan het werk").select_option("no")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("status")).to_contain_text("De verbetering is bewaard.")
    expect(page.locator("#dossier")).to_contain_text("Niet-werkend: voldaan.")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_client_is_referred(visit, javascript):
    page = visit(COUNSELLOR, java_script_enabled=javascript)
    page.goto("/wachtrij/")
    page.get_by_role("link", name="Klant doorverwijzen").click()
    page.get_by_label("Voornaam").fill("Selam")
    page.get_by_label("Naam", exact=True).fill("Tesfay")
    page.get_by_label("Geboortedatum").fill("31/02/1990")
    page.get_by_label("VDAB-nummer").fill(f"V99{int(javascript)}")
    page.get_by_label("Postcode").fill("2000")
    page.get_by_label("Nationaliteit").select_option("ER")
    page.get_by_label("Thuistaal").fill("Tigrinya")
    page.get_by_label("Aan het werk").select_option("no")
    page.get_by_label("Migratieachtergrond").select_option("yes")
    page.get_by_label("Niveau Nederlands").select_option("A1")
    page.get_by_label("Hoogste diploma").select_option("primary")
    page.get_by_label("Begeleid sinds").fill("01/02/2025")
    page.get_by_role("button", name="Kijken waar het past").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Geboortedatum")
    page.get_by_label("Geboortedatum").fill("28/02/1990")
    page.get_by_role("button", name="Kijken waar het past").click()
    expect(page.locator("#plaats")).to_contain_text("komt in aanmerking")
    if javascript:
        sound(page)
    page.get_by_role("button", name="Doorverwijzen", exact=True).click()
    expect(page.locator("#plaats")).to_contain_text("Kies een project.")
    page.locator("#plaats input[type=radio]").first.check()
    page.get_by_role("button", name="Doorverwijzen", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Bewaard: doorverwezen.")


def test_where_is_a_place(visit):
    page = visit(COUNSELLOR)
    page.goto("/waar-is-plaats/")
    sound(page)
    page.get_by_label("Geboortedatum").fill("28/02/1990")
    page.get_by_label("Postcode").fill("2000")
    page.get_by_label("Taal 1").fill("Arabisch")
    page.get_by_label("Niveau 1").select_option("C2")
    page.get_by_role("button", name="Plaats zoeken").click()
    expect(page.locator("#plaats")).to_contain_text("Nog nodig")
    expect(page.locator("#plaats b", has_text="Arabisch").first).to_be_visible()
    sound(page)


def test_who_is_away_is_replaced(visit):
    manager = visit(MANAGER)
    manager.goto("/afwezigheid/")
    sound(manager)
    manager.get_by_label("Wie is afwezig").select_option(index=1)
    manager.get_by_label("Eerste dag").fill("01/06/2026")
    manager.get_by_label("Laatste dag").fill("05/06/2026")
    manager.get_by_label("Vervanger").select_option(index=2)
    manager.get_by_role("button", name="Afwezigheid noteren").click()
    message = "Kies als vervanger een bemiddelaar die in dezelfde provincie werkt."
    expect(manager.locator("main")).to_contain_text(message)
    expect(manager.get_by_label("Laatste dag")).to_have_value("05/06/2026")
    sound(manager)


def test_the_home_page_leads_into_the_queue(visit):
    page = visit(COUNSELLOR)
    page.get_by_role("link", name="Vrije aanmeldingen in uw provincies").click()
    expect(page.locator(".m2w-tabs [aria-current]")).to_contain_text("Vrij")
