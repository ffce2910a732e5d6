"""A sent answer in a browser: as it was, what changed since and why, its tables for everyone."""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT
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
LATER = """
from datetime import date
from programmes.models import Call, Enrolment, Outcome, OutflowDefinition, Project
on, call = date(2022, 4, 1), Call.objects.get(reference="2019/50081")
ended = Enrolment.objects.filter(project__lot__call=call, ended_on__lte=on, outcomes=None)
for enrolment in ended.order_by("code")[:6]:
    Outcome.objects.create(
        code=f"late-{enrolment.code}", enrolment=enrolment, kind="training",
        started_on=enrolment.ended_on,
    )
project = Project.objects.get(code="CORE-1")
Project.objects.filter(pk=project.pk).update(target_mentees=project.target_mentees + 5)
OutflowDefinition.objects.create(
    call=call, version=2, valid_from=date(2022, 1, 1), sustainable_months=1,
    outflow_horizon_months=12, spell_gap_days=31, reason="Proef.",
)
"""
AS_IT_WAS = """
from django.db.models import F
from programmes.models import Outcome, OutflowDefinition, Project
Outcome.objects.filter(code__startswith="late-").delete()
OutflowDefinition.objects.filter(reason="Proef.").delete()
Project.objects.filter(code="CORE-1").update(target_mentees=F("target_mentees") - 5)
"""


@pytest.fixture
def sent(site, environment):
    """A question that was sent, and what was registered and ruled since."""

    def run(code):
        command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
        subprocess.run(command, env=environment, cwd=ROOT, check=True)

    run(SEND)
    run(LATER)
    yield
    run(AS_IT_WAS)


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
