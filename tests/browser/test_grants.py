"""Money with two people: a grant entered and confirmed, and the fees of volunteers claimed."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE
from tests.browser.soundness import sound
from tests.browser.steps import done

MANAGER, SECOND_MANAGER = "manager@vdab.example", "manager2@vdab.example"
COORDINATOR = "coordinator@core.example"


def enter(page) -> None:
    """First an amount that nobody can read, then one above the budget, then a good one."""
    page.goto("/toekenningen/")
    sound(page)
    page.get_by_role("link", name="Toekenning invoeren").click()
    page.get_by_label("Project").select_option(label="Samen Sterk Antwerpen")
    page.get_by_label("Soort").select_option("increase")
    page.get_by_label("Beslist op").fill("15/05/2026")
    page.get_by_label("Bedrag in euro").fill("1,234.56")
    page.get_by_role("button", name="Toekenning invoeren").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Bedrag in euro")
    expect(page.get_by_label("Beslist op")).to_have_value("15/05/2026")
    sound(page)
    page.get_by_label("Bedrag in euro").fill("9.000.000,00")
    page.get_by_role("button", name="Toekenning invoeren").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("budget van de oproep")
    sound(page)
    page.get_by_label("Bedrag in euro").fill("€ 1.234,56")
    page.get_by_role("button", name="Toekenning invoeren").click()
    done(page, "Ze telt zodra een collega ze bevestigt.")


def test_entered_by_one_and_confirmed_by_another(visit_late):
    first = visit_late(MANAGER)
    enter(first)
    row = first.get_by_role("row").filter(has_text="1.234,56")
    expect(row.get_by_role("link", name="Intrekken")).to_be_visible()
    second = visit_late(SECOND_MANAGER, viewport=PHONE)
    second.goto("/toekenningen/?confirmed=no")
    waiting = second.get_by_role("row").filter(has_text="1.234,56")
    waiting.get_by_role("link", name="Bevestigen").click()
    expect(second.locator("main")).to_contain_text("€ 1.234,56")
    sound(second)
    second.get_by_role("button", name="Toekenning bevestigen").click()
    done(second, "De toekenning is bevestigd en telt nu mee.")
    first.goto("/toekenningen/?project=CORE-2&as_of=2026-05-15")
    expect(first.locator("main")).to_contain_text("126.184,56")
    sound(first)


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_costs_planned_beside_the_grant(visit, viewport):
    page = visit(MANAGER, viewport=viewport)
    page.goto("/projecten/?promoter=core")
    page.get_by_role("link", name="Samen Sterk Antwerpen").click()
    page.get_by_role("link", name="Begroting").click()
    sound(page)
    page.get_by_label("Personeel").fill("40.000,00")
    page.get_by_role("button", name="Begroting 2026 invullen").click()
    done(page, "De begroting is bewaard.")
    expect(page.get_by_label("Personeel")).to_have_value("40.000,00")


def test_fees_entered_and_claimed(visit):
    page = visit(COORDINATOR)
    page.goto("/vergoedingen/")
    mentor = page.locator("main tbody a").first.inner_text()
    page.get_by_role("link", name="Vergoedingen invoeren").click()
    page.get_by_label("Project").select_option(label="Samen Sterk Antwerpen")
    page.get_by_label("Mentor").select_option(label=mentor)
    page.get_by_label("Dagen").fill("05/05/2026\n12/05/2026, morgen")
    page.get_by_label("Bedrag per dag in euro").fill("25")
    page.get_by_role("button", name="Vergoedingen invoeren").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Dagen")
    sound(page)
    page.get_by_label("Dagen").fill("05/05/2026\n12/05/2026")
    page.get_by_role("button", name="Vergoedingen invoeren").click()
    done(page, "De vergoedingen zijn genoteerd.")
    with page.expect_download() as download:
        page.get_by_role("link", name="Jaarlijst 2026 als XLSX").click()
    assert download.value.suggested_filename == "vrijwilligersvergoedingen-2026.xlsx"
    page.get_by_role("link", name=re.compile("op de kostendeclaratie zetten")).click()
    sound(page)
    page.get_by_role("button", name="Op de kostendeclaratie zetten").click()
    done(page, "staan op de kostendeclaratie van vrijwilligers")
    expect(page.locator("main")).not_to_contain_text("nog op geen kostendeclaratie")
