"""A written question from pasted text to what changed since it was sent, by two people."""

import json
import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.later import change_since
from tests.browser.soundness import sound
from tests.browser.steps import done
from tests.reporting.informed import informed, of_json, of_ods, of_xlsx

ANALYST, SECOND = "analyst@ministry.example", "analyst2@ministry.example"
MANAGER = "manager@vdab.example"
FILES = [f"answer-9479.{kind}" for kind in ("docx", "pdf", "xlsx", "ods", "json")]
PASTED = (Path(__file__).parents[1] / "reporting" / "question-479.txt").read_text()


def register(page) -> None:
    """Paste question 479, correct its number, split and join a sub-question, save."""
    page.goto("/vragen/")
    sound(page)
    page.get_by_role("link", name="Vraag registreren").click()
    sound(page)
    page.get_by_label("Tekst van de vraag").fill(PASTED)
    page.get_by_role("button", name="Herkennen").click()
    expect(page.get_by_label("Vlaams volksvertegenwoordiger")).to_have_value("Yves Buysse")
    expect(page.locator("main")).to_contain_text("is al geregistreerd")
    sound(page)
    page.get_by_label("Nummer").fill("9479")
    page.get_by_role("button", name="Splitsen deelvraag 4").click()
    expect(page.get_by_label("Deelvraag 5", exact=True)).to_have_value("Zo niet, waarom niet?")
    page.get_by_role("button", name="Bij de vorige voegen deelvraag 5").click()
    expect(page.get_by_label("Nummer")).to_have_value("9479")
    page.get_by_role("button", name="Registreren").click()
    done(page, "De vraag is geregistreerd.")


def compose(page) -> None:
    """Take over what was composed before, on its day."""
    expect(page.locator("main")).to_contain_text("Vraag 479 van 25 maart 2022, deelvraag 1")
    page.get_by_role("button", name="Samenstelling overnemen").click()
    done(page, "De samenstelling is overgenomen.")
    page.get_by_label("Peildatum van alle cijfers").fill("2022-04-01")
    page.get_by_role("button", name="Bijwerken").click()
    done(page, "Alle cijfers volgen nu deze peildatum.")


def mistype(page) -> None:
    """Type an amount that differs, see it marked, and take over the computed one."""
    page.get_by_role("link", name="2 Totaal budget").click()
    text = page.locator("#id_answer")
    sound(page)
    text.fill("Het totale budget bedraagt € 2.920.001,00.")
    page.get_by_role("button", name="Bewaren", exact=True).click()
    done(page, "Bewaard.")
    expect(page.locator("mark").first).to_contain_text("2.920.001,00")
    page.get_by_role("button", name="Berekend cijfer overnemen").click()
    done(page, "Het berekende cijfer staat nu in de tekst.")
    expect(text).to_have_value("Het totale budget bedraagt {budget}.")


def make_ready(page) -> None:
    for number in range(1, 12):
        page.goto(f"/vragen/9479/deelvraag/{number}/")
        page.get_by_label("Deze deelvraag is klaar").check()
        page.get_by_role("button", name="Bewaren", exact=True).click()
        expect(page.get_by_role("status").first).to_contain_text("Bewaard.")


def step(page, name: str, message: str) -> None:
    page.goto("/vragen/9479/")
    page.get_by_role("link", name=name, exact=True).click()
    sound(page)
    page.get_by_role("button", name=name, exact=True).click()
    done(page, message)


def attack(page, directory) -> None:
    """Whoever has the files of the sent answer narrows no dash down to fewer than four values."""
    read = {"json": lambda content: of_json(json.loads(content)), "xlsx": of_xlsx, "ods": of_ods}
    for name in FILES:
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        path = directory / name
        download.value.save_as(path)
        if tables := read.get(path.suffix[1:]):
            known = tables(path.read_bytes())
            ranges = informed(known).ranges()
            dashes = {name: ends for name, ends in ranges.items() if name[0] != "rest"}
            assert dashes
            assert not [name for name, (low, high) in dashes.items() if high - low < 3]


def test_from_paste_to_what_change_since(visit_late, environment, tmp_path):
    first, second = visit_late(ANALYST), visit_late(SECOND, viewport=PHONE)
    register(first)
    compose(first)
    mistype(first)
    step(first, "Toewijzen", "De vraag is toegewezen.")
    make_ready(first)
    step(first, "Ter nalezing geven", "Het antwoord ligt ter nalezing")
    first.goto("/vragen/9479/")
    expect(first.get_by_role("link", name="Goedkeuren na nalezing")).to_have_count(0)
    step(second, "Goedkeuren na nalezing", "Het antwoord is nagelezen.")
    step(first, "Leveren aan het kabinet", "Het antwoord is geleverd aan het kabinet.")
    step(first, "Verzenden", "Het antwoord is verzonden en bewaard zoals het is.")
    first.goto("/vragen/9479/verzonden/")
    attack(first, tmp_path)
    change_since(environment)
    first.goto("/vragen/9479/verschil/")
    table = first.get_by_role("table")
    for cause in ("late registratie", "latere verbetering", "definitie, versie 2"):
        expect(table.get_by_role("cell", name=cause).first).to_be_visible()
    sound(first)


def test_vdab_contributes(visit_late):
    ann, max_ = visit_late(ANALYST), visit_late(MANAGER, viewport=PHONE)
    ann.goto("/vragen/479/deelvraag/6/bijdrage/")
    ann.get_by_label("Wat u van VDAB vraagt").fill("Wat verklaart de uitstroom?")
    ann.get_by_label("Verwacht op").fill("08/06/2026")
    ann.get_by_role("button", name="Bijdrage vragen").click()
    done(ann, "De bijdrage is gevraagd.")
    max_.goto("/")
    max_.get_by_role("link", name="Bijdragen gevraagd voor een antwoord").click()
    sound(max_)
    max_.get_by_role("link", name="Vraag 479, deelvraag 6").click()
    sound(max_)
    max_.get_by_label("Uw bijdrage").fill("Een krappe arbeidsmarkt.")
    max_.get_by_role("button", name="Bijdrage geven").click()
    done(max_, "Uw bijdrage is doorgegeven")
    ann.goto("/vragen/479/deelvraag/6/")
    ann.get_by_role("button", name="In de tekst invoegen").click()
    expect(ann.locator("#id_answer")).to_have_value(re.compile("Een krappe arbeidsmarkt."))
    sound(ann)
