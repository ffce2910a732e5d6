"""A sent answer in a browser: as it was, what changed since and why, its tables for everyone."""

import pytest
from playwright.sync_api import expect

from tests.browser.later import change_since, run
from tests.browser.soundness import sound

ANALYST = "analyst@ministry.example"
SEND = """
from datetime import date
from m2w.accounts.models import User
from reporting.models import WrittenQuestion
from reporting.services import freeze
by = User.objects.get(email="analyst@ministry.example")
by.acting = by.places.get().memberships.get()
question = WrittenQuestion.objects.create(
    code="900", number=900, member="Test Lid", minister="Test Minister", subject="Proefvraag",
    asked_on=date(2026, 3, 1), call_reference="2019/50081",
)
part = question.parts.create(position=1)
for number, report in enumerate(("projects", "outflow"), start=1):
    sub = question.sub_questions.create(
        part=part, number=number, title=report, text="Hoeveel?", is_ready=True
    )
    sub.tables.create(position=1, report=report)
freeze(question, as_of=date(2022, 4, 1), by=by)
WrittenQuestion.objects.filter(pk=question.pk).update(sent_on=date(2026, 4, 20))
"""


@pytest.fixture
def sent(site, environment):
    """A question that was sent, and what was registered and ruled since."""
    run(SEND, environment)
    change_since(environment)


def test_from_sent_answer_to_open_data(visit, sent):
    page = visit(ANALYST)
    page.goto("/vragen/900/verzonden/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Verzonden antwoord")
    sound(page)
    page.get_by_role("link", name="Latere tekst toevoegen").click()
    sound(page)
    page.get_by_label("Tekst zoals het kabinet ze verzond").fill("Het kabinet voegt toe.")
    page.get_by_role("button", name="Latere tekst toevoegen").click()
    expect(page.locator("main")).to_contain_text("Het kabinet voegt toe.")
    sound(page)

    page.get_by_role("link", name="Vergelijken met nu").click()
    table = page.get_by_role("table")
    for cause in ("late registratie", "latere verbetering", "definitie, versie 2"):
        expect(table.get_by_role("cell", name=cause).first).to_be_visible()
    sound(page)

    page.goto("/vragen/proefberekeningen/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Proefberekeningen")
    sound(page)

    page.goto("/open-data/")
    sound(page)
    page.get_by_role("button", name="Aanzetten").click()
    expect(page.get_by_role("status")).to_contain_text("Open data staat aan.")
    page.get_by_role("link", name="Tabellen kiezen van vraag 900").click()
    sound(page)
    page.get_by_label("Titel").fill("Uitstroom voor iedereen")
    page.get_by_label("Tabel 2.").check()
    page.get_by_role("button", name="Publiceren als open data").click()
    expect(page.get_by_role("status")).to_contain_text("De tabellen zijn gepubliceerd.")
    sound(page)

    anyone = visit(None)
    anyone.goto("/open/")
    sound(anyone)
    anyone.get_by_role("link", name="Uitstroom voor iedereen").click()
    expect(anyone.get_by_role("table")).to_contain_text("Waarvan duurzaam")
    expect(anyone.get_by_role("link", name="Alle tabellen (CSVW)")).to_be_visible()
    sound(anyone)

    page.get_by_role("button", name="Uitzetten").click()
    expect(page.get_by_role("status")).to_contain_text("Open data staat uit.")
