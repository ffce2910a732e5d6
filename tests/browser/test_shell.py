"""The way in and out, the keyboard, the phone and the language."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, sign_in

COORDINATOR = "coordinator@core.example"


def test_in_and_out(visit):
    page = visit(COORDINATOR)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Wat wacht op u")
    page.get_by_role("button", name="Afmelden").click()
    expect(page.get_by_role("status")).to_contain_text("U bent afgemeld.")


def test_a_wrong_password_is_told_above_the_form(visit):
    page = visit()
    page.goto("/account/aanmelden/")
    page.get_by_label("E-mailadres").fill(COORDINATOR)
    page.get_by_label("Wachtwoord").fill("fout")
    page.get_by_role("button", name="Aanmelden").click()
    expect(page.locator(".m2w-alert--stop")).to_be_visible()


def test_after_sign_in_one_is_where_one_wanted_to_be(visit):
    page = visit()
    page.goto("/projecten/")
    page.get_by_label("E-mailadres").fill(COORDINATOR)
    page.get_by_label("Wachtwoord").fill("demo")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Projecten")


def test_the_first_tab_skips_to_the_content(visit):
    page = visit(COORDINATOR)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("who", [COORDINATOR, "counsellor@vdab.example"])
def test_the_longest_menus_stand_on_one_line(visit, who):
    page = visit(who)
    page.wait_for_load_state()
    entries = page.get_by_role("navigation", name="Hoofdmenu").get_by_role("listitem").all()
    assert len(entries) >= 12
    assert len({entry.bounding_box()["y"] for entry in entries}) == 1


def test_the_phone_menu_works_with_the_keyboard(visit):
    page = visit(COORDINATOR, PHONE)
    menu = page.locator(".m2w-menu summary")
    menu.focus()
    page.keyboard.press("Enter")
    page.locator(".m2w-menu").get_by_role("link", name="Mentees").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mentees")


def test_one_can_sign_out_on_a_phone(visit):
    page = visit(COORDINATOR, PHONE)
    page.locator(".m2w-menu summary").click()
    page.locator(".m2w-menu").get_by_role("button", name="Afmelden").click()
    expect(page.get_by_role("status")).to_contain_text("U bent afgemeld.")


def test_english_stays_on_the_page_and_holds(visit):
    page = visit(COORDINATOR)
    page.goto("/aanmeldingen/?state=approved")
    page.get_by_role("button", name="English").click()
    page.wait_for_url("**/aanmeldingen/?state=approved")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto("/")
    expect(page.get_by_role("button", name="Nederlands")).to_be_visible()


def test_a_count_opens_exactly_its_rows(visit):
    page = visit(COORDINATOR)
    task = page.locator(".m2w-task").first
    count = int(task.locator(".m2w-task__n").inner_text().replace(".", ""))
    task.click()
    expect(page.locator(".m2w-head__lead")).to_have_text(re.compile(rf"{count} .* gevonden."))


def test_filters_narrow_a_list_and_can_be_taken_off(visit):
    page = visit(COORDINATOR)
    page.goto("/aanmeldingen/")
    page.get_by_label("Status").select_option("approved")
    page.get_by_role("button", name="Filteren").click()
    page.get_by_role("link", name="Verwijder filter Status: goedgekeurd").click()
    expect(page.locator(".m2w-chips")).to_have_count(0)


def test_on_a_phone_the_filters_start_folded_away(visit):
    page = visit(COORDINATOR, PHONE)
    page.goto("/mentees/")
    button = page.get_by_role("button", name="Filteren")
    expect(button).to_be_hidden()
    page.get_by_text("Zoeken en filteren").click()
    expect(button).to_be_visible()


def test_everything_works_without_script(visit):
    page = visit(viewport=PHONE, java_script_enabled=False)
    sign_in(page, COORDINATOR)
    page.goto("/mentees/")
    expect(page.get_by_role("button", name="Filteren")).to_be_visible()


def test_the_figure_of_a_report_is_drawn(visit):
    page = visit(COORDINATOR)
    page.goto("/rapporten/outflow/")
    expect(page.locator("[data-figure] svg.main-svg").first).to_be_visible()


def test_all_components_on_one_page(visit):
    page = visit()
    assert page.goto("/componenten/").status == 200


def test_the_description_of_the_api_can_be_read(visit):
    page = visit(COORDINATOR)
    page.goto("/api/v1/docs/")
    page.get_by_role("button", name="Expand operation").first.click()
    expect(page.locator("#swagger-ui .opblock").first).to_be_visible()
    page.locator("#swagger-ui .opblock-summary-control").first.click()
    # The example of an absence, which stands elsewhere in the document.
    expect(page.locator("#swagger-ui .opblock-body").first).to_contain_text("ABS-7")
