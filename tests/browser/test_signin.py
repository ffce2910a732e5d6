"""The second step and the invitation, as people meet them."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, contexts, sign_in

CODE = re.compile(r"^\d{8}$")


def code_of(secret: str) -> str:
    """The code that an app shows; the next one when this one is about to end."""
    if time.time() % 30 > 25:
        time.sleep(5)
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def confirm(page) -> None:
    page.get_by_label("Wachtwoord").fill("demo")
    page.get_by_role("button", name="Verder").click()


def start_sign_in(page, email: str) -> None:
    page.goto("/account/aanmelden/")
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord").fill("demo")
    page.get_by_role("button", name="Aanmelden").click()


def test_an_app_with_codes(visit):
    who = "coach@second.example"
    page = visit(who, PHONE)
    page.goto("/account/")
    page.get_by_role("link", name="Tweede stap beheren").click()
    page.get_by_role("link", name="App instellen").click()
    confirm(page)
    expect(page.get_by_alt_text("QR-code voor uw app")).to_be_visible()
    secret = page.locator(".m2w-secret").inner_text()
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="App gebruiken").click()
    recovery = page.get_by_text(CODE)
    expect(recovery).to_have_count(10)
    one = recovery.first.inner_text()
    page = visit()
    start_sign_in(page, who)
    page.get_by_label("Code").fill(one)
    page.get_by_role("button", name="Aanmelden").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Wat wacht op u")


@pytest.fixture
def visit_by_name(chromium, site):
    """A key belongs to a name, and an IP address is none."""
    complaints: list[str] = []
    with contexts(chromium, site.replace("127.0.0.1", "localhost"), complaints) as opened:
        yield opened
    assert complaints == []


def plug_in_a_key(page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": key})


def test_a_key(visit_by_name):
    who = "counsellor2@vdab.example"
    page = visit_by_name(who)
    plug_in_a_key(page)
    page.goto("/account/tweede-stap/sleutel/")
    confirm(page)
    page.get_by_label("Naam").fill("Blauwe sleutel")
    page.get_by_role("button", name="Sleutel toevoegen").click()
    expect(page.get_by_text(CODE)).to_have_count(10)
    page.goto("/account/tweede-stap/")
    expect(page.get_by_text("Blauwe sleutel").first).to_be_visible()
    page.get_by_role("button", name="Afmelden").click()
    start_sign_in(page, who)
    page.get_by_role("button", name="Sleutel gebruiken").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Wat wacht op u")


def link_in_the_mail(mails) -> str:
    """The link that an invitation carries, once the worker has sent it."""
    for _ in range(100):
        for mail in mails.iterdir():
            if found := re.search(r"http://\S+/uitnodiging/\S+", mail.read_text()):
                return found[0]
        time.sleep(0.1)
    pytest.fail("No invitation was sent within 10 seconds.")


def test_an_invitation(visit, mails):
    page = visit("coordinator@second.example")
    page.goto("/medewerkers/")
    page.get_by_role("link", name="Een collega uitnodigen").click()
    page.get_by_label("Naam").fill("Nora Peeters")
    page.get_by_label("E-mailadres").fill("nora@second.example")
    page.get_by_label("Rol").select_option("coach")
    page.get_by_role("button", name="Uitnodiging sturen").click()
    expect(page.get_by_role("status")).to_contain_text("De uitnodiging is verstuurd.")
    link = link_in_the_mail(mails)
    page = visit(viewport=PHONE)
    page.goto(link)
    page.get_by_label("Wachtwoord").fill("een heel goed woord")
    page.get_by_role("button", name="Account maken").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto("/account/")
    expect(page.get_by_text("Mentor-coach")).to_be_visible()


def test_a_role_is_given_and_taken_away(visit):
    page = visit("coordinator@second.example")
    page.goto("/medewerkers/?role=coach")
    page.locator("tbody a").first.click()
    page.get_by_role("button", name="Rol coördinator geven").click()
    expect(page.get_by_role("status")).to_contain_text("De rol is gegeven en geldt meteen.")
    page.get_by_role("button", name="Afnemen coördinator").click()
    expect(page.get_by_role("status")).to_contain_text("De rol is afgenomen.")


def test_a_key_needs_javascript_and_says_so(visit):
    page = visit(java_script_enabled=False)
    sign_in(page, "coach@core.example")
    page.goto("/account/tweede-stap/sleutel/")
    confirm(page)
    expect(page.get_by_text("alleen met JavaScript")).to_be_visible()
