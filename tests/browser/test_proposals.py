"""From those who wait to started duos in a browser, as a coordinator does it."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE
from tests.browser.soundness import sound
from tests.browser.steps import press

COORDINATOR, SECOND = "coordinator@core.example", "coordinator@second.example"


def propose(page) -> None:
    page.goto("/duos/voorstellen/maken/")
    press(page, "Voorstel maken")
    expect(page.get_by_role("heading", level=1)).to_have_text("Voorstel van duo’s")


def first(page):
    return page.locator(".m2w-duos > li").first


def names_of(row) -> list[str]:
    return row.locator(".m2w-duos__who a").all_inner_texts()


def test_from_the_waiting_list_to_started_duos(visit):
    page = visit(COORDINATOR)
    page.get_by_role("link", name="Goedgekeurd, nog zonder mentor").click()
    page.get_by_role("link", name="Voorstel maken").click()
    sound(page)
    press(page, "Voorstel maken")
    expect(page.locator(".m2w-alert--ok")).to_contain_text("Meer kan niet")
    sound(page)
    page.get_by_text("Zo is het berekend").click()
    expect(page.get_by_text("Een duo kan alleen als alle regels kloppen")).to_be_visible()
    sound(page)

    kept = names_of(first(page))
    first(page).get_by_role("button", name="Vastzetten").click()
    expect(page.locator(".m2w-badge")).to_have_text("vastgezet")
    expect(page.locator("[data-count]")).to_have_text("0 gekozen")

    second = page.locator(".m2w-duos > li").nth(1)
    mentee, mentor = names_of(second)
    second.get_by_role("link", name="Veto").click()
    sound(page)
    page.get_by_role("button", name="Veto noteren").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Reden")
    page.get_by_label("Reden").fill("Ze zijn familie van elkaar.")
    page.get_by_role("button", name="Veto noteren").click()
    expect(page.get_by_role("status")).to_contain_text("Het veto is genoteerd")
    expect(page.locator("tbody tr")).to_contain_text([mentee])
    expect(page.locator("tbody tr")).to_contain_text(["1 veto"])
    expect(page.locator(".m2w-alert--wait")).to_contain_text("wat u zelf koos")
    sound(page)

    press(page, "Opnieuw berekenen")
    expect(page.get_by_role("status")).to_contain_text("Het voorstel is opnieuw berekend.")
    expect(page.locator(".m2w-badge")).to_have_text("vastgezet")
    assert names_of(first(page)) == kept
    assert [mentee, mentor] not in [names_of(row) for row in page.locator(".m2w-duos > li").all()]
    expect(page.locator("[data-count]")).to_have_text("1 gekozen")

    page.get_by_role("button", name="Alles kiezen").click()
    boxes = page.get_by_role("checkbox")
    waiting = boxes.count()
    expect(page.locator("[data-count]")).to_have_text(f"{waiting} gekozen")
    # Others still need someone who waits.
    for box in boxes.all()[2:]:
        box.uncheck()
    expect(page.locator("[data-count]")).to_have_text("2 gekozen")
    page.get_by_role("button", name="Gekozen duo’s aanvaarden").click()
    expect(page.get_by_role("status")).to_contain_text("2 duo’s zijn gestart.")
    expect(boxes).to_have_count(waiting - 2)
    sound(page)
    first(page).get_by_role("link", name="Naar het duo").click()
    expect(page.locator(".m2w-badge").first).to_contain_text("loopt")


@pytest.mark.parametrize("viewport", [WIDE, PHONE])
def test_another_mentor_without_script(visit, viewport):
    page = visit(COORDINATOR, viewport, java_script_enabled=False)
    propose(page)
    proposal = page.url
    choices = page.get_by_role("button", name="Kiezen")
    for number in range(page.get_by_role("link", name="Andere mentor").count()):
        with page.expect_navigation():
            page.get_by_role("link", name="Andere mentor").nth(number).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Mentoren voor")
        if choices.count():
            break
        page.goto(proposal)
    chosen = page.locator(".m2w-duos > li").filter(has=choices)
    name = names_of(chosen.first)[0]
    choices.first.click()
    expect(page.get_by_role("status")).to_contain_text("De mentor is gekozen")
    locked = page.locator(".m2w-duos > li").filter(has_text="vastgezet")
    assert name in names_of(locked.first)


def test_one_mentee_and_one_mentor(visit):
    page = visit(COORDINATOR)
    page.goto("/aanmeldingen/?state=approved")
    page.locator("tbody th a").first.click()
    page.get_by_role("link", name="Mentor zoeken").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mentoren voor")
    expect(page.get_by_role("columnheader", name="Waarom niet")).to_be_visible()
    sound(page)
    page.get_by_role("rowheader").first.get_by_role("link").click()
    expect(page.get_by_role("navigation", name="Kruimelpad")).to_contain_text("Mentoren")
    page.goto(f"{page.url}mentees/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mentees voor")
    sound(page)


def test_the_list_and_a_closed_proposal(visit):
    page = visit(SECOND)
    propose(page)
    press(page, "Opnieuw berekenen")
    expect(page.get_by_role("status")).to_contain_text("opnieuw berekend")
    page.get_by_role("link", name="Voorstellen").click()
    page.get_by_label("Stand").select_option("closed")
    page.get_by_role("button", name="Filteren").click()
    expect(page.locator(".m2w-chips")).to_contain_text("afgesloten")
    sound(page)
    page.locator("tbody th a").first.click()
    expect(page.get_by_text("Dit voorstel is afgesloten.")).to_be_visible()
    sound(page)
    page.get_by_role("link", name="Naar het nieuwe voorstel").click()
    expect(page.get_by_role("button", name="Opnieuw berekenen")).to_be_visible()
