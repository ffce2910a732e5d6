"""A round in a browser: the promoter reacts, VDAB plans, judges and agrees, and it comes back."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.soundness import sound
from tests.browser.steps import done

COORDINATOR, FOLLOWER = "coordinator@core.example", "follower@vdab.example"
MANAGER = "manager@vdab.example"
# A project of Core that runs on 1 June 2026, in the round that is due on that day.
PROJECT = re.compile(r"^Samen Sterk Antwerpen$")


def open_round(page, name: str) -> None:
    """The round of the project by its name, from the page of the project."""
    page.goto("/projecten/")
    page.get_by_role("link", name=PROJECT).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(PROJECT)
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tweemaandelijks")


def comment(page, text: str) -> None:
    page.get_by_role("link", name="Reageren: Operationeel").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reageren")
    sound(page)
    page.get_by_role("button", name="Reageren").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Reactie")
    page.get_by_label("Reactie").fill(text)
    page.get_by_role("button", name="Reageren").click()
    done(page, "Uw reactie is bewaard.")


def plan(page) -> None:
    page.get_by_role("link", name="Overleg plannen").click()
    page.get_by_label("Dag").fill("04/06/2026")
    page.get_by_label("Uur").fill("half drie")
    page.get_by_role("button", name="Overleg plannen").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Schrijf een uur als 14:30.")
    expect(page.get_by_label("Dag")).to_have_value("04/06/2026")
    sound(page)
    page.get_by_label("Uur").fill("14:30")
    page.get_by_label("Plaats").fill("Berchem")
    page.get_by_role("button", name="Overleg plannen").click()
    done(page, "Het overleg is gepland.")


def fill_in(page) -> None:
    """The operational sheet: every criterion a three, one of them without a score but a reason."""
    page.get_by_role("button", name="Blad beginnen: Operationeel").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Invullen")
    expect(page.get_by_label("Cijfers en reacties")).to_contain_text("Er was een staking.")
    sound(page)
    for criterion in ["Afgeleverde attesten", "Inspanningen naar werk"]:
        group = page.get_by_role("group", name=re.compile(f"^{criterion}"))
        group.get_by_label("3", exact=True).check()
    page.get_by_role("button", name="Bewaren", exact=True).click()
    done(page, "Het blad is bewaard.")
    expect(page.locator("main")).to_contain_text("Geef “Kwaliteitslabels” een score")


def finalise(page) -> None:
    page.get_by_role("link", name="Definitief maken").click()
    expect(page.locator("main")).to_contain_text("Dit kan nu niet.")
    sound(page)
    page.get_by_role("link", name="Terug").click()
    page.get_by_role("link", name="Invullen").click()
    page.get_by_label("Toelichting bij “Kwaliteitslabels”").fill("Nog geen label.")
    page.get_by_label("Besluit").fill("Op schema.")
    page.get_by_role("button", name="Bewaren en definitief maken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Definitief maken")
    page.get_by_label("Gehouden op").fill("02/06/2026")
    page.get_by_role("button", name="Definitief maken").click()
    expect(page.locator(".m2w-alert--stop")).to_contain_text("Kies een dag van")
    expect(page.get_by_label("Gehouden op")).to_have_value("02/06/2026")
    sound(page)
    page.get_by_label("Gehouden op").fill("01/06/2026")
    page.get_by_role("button", name="Definitief maken").click()
    done(page, "Het blad is definitief.")
    expect(page.locator("main")).to_contain_text("3 op 4")


def agree(page) -> None:
    page.get_by_role("link", name="Actie afspreken").click()
    page.get_by_label("Wat").fill("Vijf stageplaatsen zoeken")
    page.get_by_label("Wie").select_option(label="de promotor")
    page.get_by_label("Tegen").fill("15/07/2026")
    sound(page)
    page.get_by_role("button", name="Actie afspreken").click()
    done(page, "De actie is toegevoegd.")


def test_from_the_reaction_of_the_promoter_to_a_reopened_sheet(visit):
    coordinator = visit(COORDINATOR)
    open_round(coordinator, "april–mei 2026".replace(" ", "\xa0"))
    sound(coordinator)
    comment(coordinator, "Er was een staking.")

    follower = visit(FOLLOWER)
    open_round(follower, "april–mei 2026".replace(" ", "\xa0"))
    plan(follower)
    agree(follower)
    with follower.expect_download() as download:
        follower.get_by_role("link", name="Agenda (DOCX)").click()
    assert download.value.suggested_filename.endswith(".docx")
    fill_in(follower)
    finalise(follower)

    coordinator.reload()
    expect(coordinator.locator("main")).to_contain_text("Score 3 op 4.")
    expect(coordinator.get_by_role("link", name="Reageren: Operationeel")).to_have_count(0)

    open_round(follower, "juni–juli 2026".replace(" ", "\xa0"))
    row = follower.get_by_role("row", name=re.compile("Vijf stageplaatsen zoeken"))
    expect(row).to_contain_text("1\xa0april 2026")
    row.get_by_role("link", name="Gedaan").click()
    follower.get_by_label("Wat ervan kwam").fill("Zes gevonden.")
    sound(follower)
    follower.get_by_role("button", name="Actie gedaan").click()
    done(follower, "De actie is gedaan.")
    expect(follower.locator("main")).to_contain_text("Zes gevonden.")

    open_round(follower, "april–mei 2026".replace(" ", "\xa0"))
    follower.get_by_role("link", name="Blad openen: Operationeel").click()
    follower.get_by_role("link", name="Heropenen").click()
    sound(follower)
    follower.get_by_label("Reden").fill("Een cijfer klopte niet.")
    follower.get_by_role("button", name="Heropenen").click()
    done(follower, "Het blad is weer een ontwerp.")
    expect(follower.locator("main")).to_contain_text("Een cijfer klopte niet.")
    expect(follower.locator("main")).to_contain_text("De score was 3 op 4.")


def test_who_comes_second_keeps_what_they_typed(visit_late):
    pages = [visit_late(FOLLOWER), visit_late(FOLLOWER)]
    for page in pages:
        page.goto("/evaluaties/province/10000/2026-05-01/")
        page.get_by_role("link", name="Verslag schrijven").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Verslag schrijven")
    first, second = pages
    first.get_by_label("Verslag").fill("Van de eerste.")
    first.get_by_role("button", name="Bewaren").click()
    done(first, "Het verslag is bewaard.")
    second.get_by_label("Verslag").fill("Van de tweede.")
    second.get_by_role("button", name="Bewaren").click()
    expect(second.locator(".m2w-alert--wait")).to_contain_text("Van de eerste.")
    expect(second.get_by_label("Verslag")).to_have_value("Van de tweede.")
    sound(second)
    second.get_by_role("button", name="Bewaren").click()
    done(second, "Het verslag is bewaard.")


def test_a_province_on_a_phone_and_a_calendar_of_one_s_own(visit):
    page = visit(FOLLOWER, PHONE)
    page.goto("/evaluaties/province/10000/2026-03-01/")
    expect(page.get_by_role("region", name="Projecten naast elkaar")).to_be_visible()
    sound(page)
    page.goto("/evaluaties/te-schrijven/")
    sound(page)
    page.goto("/evaluaties/bladen/")
    sound(page)
    page.goto("/account/")
    page.get_by_role("button", name="Adres voor uw agenda maken").click()
    done(page, "Uw agenda heeft een nieuw adres.")
    address = page.locator(".m2w-secret").inner_text()
    assert page.request.get(address).text().startswith("BEGIN:VCALENDAR")
    page.get_by_role("button", name="Adres intrekken").click()
    done(page, "Het adres van uw agenda werkt niet meer.")
    assert page.request.get(address).status == 404


def test_the_manager_writes_the_evaluation_of_a_project(visit):
    page = visit(MANAGER)
    page.goto("/evaluaties/te-schrijven/")
    sound(page)
    page.goto("/evaluaties/bladen/?kind=final")
    page.locator("main tbody a").first.click()
    expect(page.locator("main")).to_contain_text("Oordeel")
    sound(page)
