"""Controlling a sample of the costs of a claim, with proof that is asked of the promoter."""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, ROOT
from tests.browser.soundness import sound
from tests.browser.steps import done, press

MANAGER = "manager@vdab.example"
COORDINATOR = "coordinator@core.example"
# What the promoter submitted: four costs, all that there is of that year.
SUBMITTED = """
from datetime import date
from decimal import Decimal
from m2w.accounts.models import User
from programmes.models import Claim, ClaimLine, Project
coordinator = User.objects.get(email="coordinator@core.example")
project = Project.objects.filter(promoter=coordinator.places.get().organisation).latest("starts_on")
Claim.objects.filter(project=project, year={year}).delete()
claim = Claim.objects.create(
    project=project, year={year}, category="{category}",
    declared_on=date(2026, 5, 4), declared_by=coordinator,
)
for number in range(1, 5):
    ClaimLine.objects.create(
        claim=claim, number=number, description=f"Vormingsdag {{number}}",
        supplier="Academie Nergens", invoice_number=f"{category}-{{number}}",
        amount_declared=Decimal("1000.50"), spent_on=date({year}, 3, number),
        entered_by=coordinator,
    )
print(claim.pk)
"""


@pytest.fixture
def submitted(site, environment):
    """The page on which a claim with four costs is controlled."""

    def make(category: str, year: int) -> str:
        code = SUBMITTED.format(category=category, year=year)
        made = subprocess.run(
            [sys.executable, "manage.py", "shell", "-v", "0", "-c", code],
            env=environment,
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
        return f"/kosten/{made.stdout.split()[-1]}/controle/"

    return make


def judge(page, verdict: str, amount: str = "", reason: str = "") -> None:
    page.get_by_label(verdict).check()
    page.get_by_label("Aanvaard bedrag").fill(amount)
    page.get_by_label("Reden").fill(reason)
    page.locator("main form button[type=submit]").click()


def test_a_sample_with_proof_on_a_phone(visit, submitted):
    page = visit(MANAGER, viewport=PHONE)
    address = submitted("travel", 2027)
    page.goto(address)
    page.get_by_role("link", name="Steekproef trekken").click()
    page.get_by_label("Aantal kosten").fill("2")
    page.get_by_label("Startwaarde").fill("2026")
    sound(page)
    press(page, "Steekproef trekken")
    done(page, "De steekproef is getrokken.")
    page.get_by_role("link", name="Volgende kost beoordelen").click()
    page.get_by_role("link", name="Eerst bewijs vragen").click()
    page.get_by_label("Uw vraag").fill("Wie was er?")
    sound(page)
    press(page, "Bewijs vragen")
    done(page, "De vraag is gesteld.")
    asked = page.url

    promoter = visit(COORDINATOR)
    promoter.goto("/berichten/")
    promoter.get_by_role("link", name="VDAB vraagt bewijs").first.click()
    expect(promoter.locator("main")).to_contain_text("Wie was er?")
    promoter.get_by_label("Uw antwoord").fill("Tien mentoren.")
    sound(promoter)
    press(promoter, "Bewijs bezorgen")
    done(promoter, "Uw antwoord is bezorgd")

    page.goto(asked)
    expect(page.locator("main")).to_contain_text("Tien mentoren.")
    judge(page, "weigeren", reason="Niet voor mentees")
    expect(page.get_by_role("status")).to_contain_text("De kost is beoordeeld.")
    page.goto(address)
    expect(page.locator("main")).to_contain_text("100,0\xa0%")
    expect(page.locator("main")).to_contain_text("1 van 1 met een fout")
    sound(page)
