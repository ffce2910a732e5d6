"""A duo in a browser, from its start to the next one; and a caseload that is handed over."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.soundness import sound
from tests.browser.steps import follow, press

COORDINATOR, COACH, STAND_IN = (
    "coordinator@core.example",
    "coach@core.example",
    "coach2@core.example",
)
DUO = re.compile(r"/duos/[0-9a-f-]{36}/$")


def open_form(page) -> None:
    """The page to start a duo for someone who waits for a mentor, and whom several would suit."""
    page.goto("/aanmeldingen/?state=approved&language=fa")
    page.locator("main tbody a").first.click()
    follow(page, "Duo starten")
    expect(page.get_by_role("heading", level=1)).to_have_text("Duo starten")


def start(page, but="") -> str:
    """Start it with the first mentor whom no rule keeps away; the name of the mentor."""
    options = page.get_by_label("Mentor", exact=True).locator("option").all_inner_texts()
    for text in options:
        places = re.search(r"\((\d+) van (\d+) bezet\)", text)
        if not places or places[1] == places[2] or (but and text.startswith(but)):
            continue
        page.get_by_label("Mentor", exact=True).select_option(label=text)
        if sent(page) or sent_with_suggested_coach(page):
            return text.partition(" (")[0]
    raise AssertionError("no mentor fits")


def sent(page) -> bool:
    press(page, "Duo starten")
    return bool(DUO.search(page.url))


def sent_with_suggested_coach(page) -> bool:
    """The coach who now stands first is the one for the mentor that was chosen."""
    page.get_by_label("Mentor-coach").select_option(index=1)
    return sent(page)


def act(page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    sound(page)


def done(page, button: str, message: str) -> None:
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("status")).to_contain_text(message)
    sound(page)


def test_from_the_start_to_the_next_one(visit_late):
    page = visit_late(COORDINATOR)
    open_form(page)
    sound(page)
    page.get_by_label("Afsprakennota getekend op").fill("31/02/2026")
    page.get_by_role("button", name="Duo starten").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Afsprakennota getekend op")
    expect(page.get_by_label("Afsprakennota getekend op")).to_have_value("31/02/2026")
    sound(page)
    page.get_by_label("Afsprakennota getekend op").fill("28/05/2026")
    page.get_by_label("Contact om de … dagen").fill("10")
    mentor = start(page)
    expect(page.locator("main")).to_contain_text("getekend op 28\xa0mei 2026")
    expect(page.locator("main")).to_contain_text("om de 10 dagen")
    sound(page)

    act(page, "Pauzeren")
    page.get_by_label("Laatste dag").fill("12/06/2026")
    done(page, "Pauzeren", "Het duo is gepauzeerd.")
    expect(page.locator(".m2w-alert--wait")).to_contain_text("tot en met 12\xa0juni 2026")
    act(page, "Hervatten")
    done(page, "Hervatten", "Het duo is hervat.")

    act(page, "Verlengen")
    page.get_by_label("Nieuw gepland einde").fill("01/06/2026")
    page.get_by_role("button", name="Verlengen").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Kies een dag van 2\xa0december 2026")
    sound(page)
    page.get_by_label("Nieuw gepland einde").fill("15/01/2027")
    done(page, "Verlengen", "Het duo is verlengd.")
    expect(page.locator(".m2w-time")).to_contain_text("tot 15\xa0januari 2027")

    act(page, "Coach wijzigen")
    page.get_by_label("Mentor-coach").select_option(index=1)
    done(page, "Coach wijzigen", "Het duo heeft een andere mentor-coach.")

    act(page, "Duo beëindigen")
    page.get_by_label("Reden").select_option("misfit")
    done(page, "Duo beëindigen", "Het duo is beëindigd.")
    expect(page.locator("main")).to_contain_text("niet opnieuw aan elkaar voorgesteld")

    follow(page, "Nieuw duo starten")
    again = page.get_by_label("Mentor", exact=True)
    [same] = [text for text in again.locator("option").all_inner_texts() if mentor in text]
    again.select_option(label=same)
    page.get_by_role("button", name="Duo starten").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Het klikte eerder niet")
    sound(page)
    start(page, but=mentor)
    page.get_by_label("Samenvatting").get_by_role("link").first.click()
    expect(page.get_by_role("table", name="Duo’s")).to_contain_text("het klikte niet")
    sound(page)


def test_without_script_and_on_a_phone(visit_late):
    page = visit_late(COORDINATOR, viewport=PHONE, java_script_enabled=False)
    open_form(page)
    start(page)
    page.get_by_role("link", name="Afspraken noteren").click()
    page.get_by_label("Eerste gesprek op").fill("05/06/2026")
    page.get_by_role("button", name="Afspraken noteren").click()
    expect(page.get_by_role("status")).to_contain_text("De afspraken zijn bewaard.")
    expect(page.locator("main")).to_contain_text("5\xa0juni 2026")


def test_a_caseload_is_handed_over(visit):
    coach, stand_in, page = visit(COACH), visit(STAND_IN), visit(COORDINATOR)
    coach.goto("/duos/?state=open")
    duo = coach.locator("main tbody a").first.get_attribute("href")
    stand_in.goto("/duos/?state=open")
    expect(stand_in.locator(f"main a[href='{duo}']")).to_have_count(0)

    page.goto("/duos/")
    page.get_by_role("link", name="Mentor-coaches").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mentor-coaches")
    sound(page)
    page.get_by_role("link", name="Caseload overdragen").click()
    sound(page)
    page.get_by_label("Wie is afwezig").select_option(label=name_of(coach))
    page.get_by_label("Vervanger").select_option(label=name_of(coach))
    page.get_by_label("Eerste dag").fill("01/06/2026")
    page.get_by_label("Laatste dag").fill("12/06/2026")
    page.get_by_role("button", name="Afwezigheid noteren").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Kies als vervanger")
    sound(page)
    page.get_by_label("Vervanger").select_option(label=name_of(stand_in))
    page.get_by_role("button", name="Afwezigheid noteren").click()
    expect(page.get_by_role("status")).to_contain_text("De afwezigheid is genoteerd.")
    expect(page.locator("main")).to_contain_text(f"Vervanger: {name_of(stand_in)}")
    sound(page)

    stand_in.goto("/duos/?state=open")
    expect(stand_in.locator("main")).to_contain_text(f"U vervangt {name_of(coach)}")
    sound(stand_in)
    stand_in.locator(f"main a[href='{duo}']").click()
    act(stand_in, "Pauzeren")
    done(stand_in, "Pauzeren", "Het duo is gepauzeerd.")

    page.get_by_role("button", name="Beëindigen").click()
    expect(page.locator("main")).to_contain_text("Iedereen volgt de eigen duo’s.")
    sound(page)
    stand_in.goto("/duos/?state=open")
    expect(stand_in.locator("main")).not_to_contain_text("U vervangt")
    expect(stand_in.locator(f"main a[href='{duo}']")).to_have_count(0)


def name_of(page) -> str:
    return page.locator(".m2w-top__me a[href='/account/']").inner_text().strip()
