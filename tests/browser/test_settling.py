"""From costs that a promoter submitted to a settled year and a payment file, by two managers."""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, ROOT
from tests.browser.soundness import sound

MANAGER, MANAGER2 = "manager@vdab.example", "manager2@vdab.example"
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


def done(page, message: str) -> None:
    expect(page.get_by_role("status")).to_contain_text(message)
    sound(page)


def press(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def judge(page, verdict: str, amount: str = "", reason: str = "") -> None:
    page.get_by_label(verdict).check()
    page.get_by_label("Aanvaard bedrag").fill(amount)
    page.get_by_label("Reden").fill(reason)
    page.locator("main form button[type=submit]").click()


def control(page, address: str) -> None:
    """Lower one cost, refuse one, and accept the others."""
    page.goto(address)
    sound(page)
    page.get_by_role("link", name="Volgende kost beoordelen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kost 1 beoordelen")
    sound(page)
    judge(page, "verlagen", amount="2.000,00", reason="Te duur")
    expect(page.locator(".m2w-alert--stop")).to_contain_text("nooit meer dan ingediend")
    expect(page.get_by_label("Aanvaard bedrag")).to_have_value("2.000,00")
    sound(page)
    judge(page, "verlagen", amount="600,50", reason="Te duur")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kost 2 beoordelen")
    judge(page, "weigeren", reason="Geen bewijs")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kost 3 beoordelen")
    page.goto(address)
    page.get_by_role("link", name="Overige kosten aanvaarden").click()
    sound(page)
    press(page, "Overige kosten aanvaarden")
    done(page, "De overige kosten zijn aanvaard")
    page.get_by_role("link", name="Controle afsluiten").click()
    sound(page)
    press(page, "Controle afsluiten")
    done(page, "De controle is afgesloten.")


def settle(page) -> str:
    """Enter what is proposed for the year; the address of the settlement."""
    page.goto("/afrekeningen/te-maken/")
    sound(page)
    page.get_by_role("row").filter(has_text="2026").get_by_role("link").click()
    expect(page.get_by_label("Af te rekenen bedrag")).to_have_value("2.601,50")
    sound(page)
    press(page, "2026 afrekenen")
    done(page, "De afrekening is ingevoerd.")
    expect(page.get_by_role("link", name="Bevestigen")).to_have_count(0)
    return page.url


def test_from_control_to_the_payment_file(visit, submitted):
    first, second = visit(MANAGER), visit(MANAGER2)
    control(first, submitted("training", 2026))
    address = settle(first)

    second.goto("/")
    second.get_by_role("link", name="Afrekeningen te bevestigen").click()
    sound(second)
    second.goto(address)
    second.get_by_role("link", name="Bevestigen").click()
    sound(second)
    press(second, "Afrekening bevestigen")
    done(second, "De afrekening is bevestigd.")

    promoter = visit(COORDINATOR)
    promoter.goto(address)
    expect(promoter.locator("main")).to_contain_text("2.601,50")
    sound(promoter)
    with promoter.expect_download() as letter:
        promoter.get_by_role("link", name="Brief").click()
    assert letter.value.suggested_filename.endswith("-2026.docx")

    # What was advanced is more than what is settled so far: it is recovered in part.
    first.goto(address)
    first.get_by_role("link", name="Saldo terugvorderen").click()
    sound(first)
    first.get_by_label("Bedrag in euro").fill("100,00")
    press(first, "Saldo betalen of terugvorderen")
    done(first, "De betaling is ingevoerd.")

    second.goto("/betaallijsten/")
    sound(second)
    press(second, "Betaallijst maken")
    done(second, "De betaallijst is gemaakt.")
    expect(second.get_by_role("table")).to_contain_text("-100,00")
    with second.expect_download() as file:
        second.get_by_role("link", name="CSV").click()
    assert "recovery" in file.value.path().read_text()
    second.goto("/betalingen/")
    sound(second)
    listed = second.get_by_role("row").filter(has_text="-100,00")
    expect(listed).to_contain_text("op een betaallijst")
    listed.get_by_role("link", name="Betaald").click()
    sound(second)
    press(second, "Betaling noteren")
    done(second, "De betaling is genoteerd.")


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
