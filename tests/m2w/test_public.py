"""What anyone may open, what no one may, and how answers protect themselves."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.urls import reverse

from m2w import views
from m2w.doors import addresses, door_of

pytestmark = pytest.mark.django_db

PUBLIC = [
    "/",
    "/account/aanmelden/",
    "/account/wachtwoord/vergeten/",
    "/account/wachtwoord/vergeten/verstuurd/",
    "/account/wachtwoord/nieuw/klaar/",
    "/privacy/",
    "/toegankelijkheid/",
    "/healthz",
    "/robots.txt",
    "/.well-known/security.txt",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_anyone_may_open(client, address):
    assert client.get(address).status_code == 200


def test_nothing_else_is_public():
    assert {entry.name for entry in addresses() if door_of(entry.callback).public} == {
        *["home", "language", "privacy", "accessibility", "healthz"],
        *[
            "robots",
            "favicon",
            "security",
            "unknown_address",
            "api-unknown_address",
        ],
        *["account_login", "account_logout", "account_inactive"],
        *["account_reset_password", "account_reset_password_done"],
        *["account_reset_password_from_key", "account_reset_password_from_key_done"],
        *["mfa_authenticate", "oidc_start", "oidc_callback", "invitation"],
        *["show_interest", "interest_sent", "calendar", "survey"],
        *["report_meeting", "meeting_reported"],
        # Not found until open data are switched on.
        *["open_list", "open_detail", "open_package"],
    }


def test_an_unknown_address_is_not_found_in_our_own_words(client):
    response = client.get("/bestaat/niet/")
    assert response.status_code == 404
    assert "of u mag ze niet zien" in response.content.decode()


@pytest.mark.parametrize("address", ["/api/", "/api/v1/niets/", "/api/v2/", "/api/v2/mentees/"])
@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_to_a_program_it_is_told_as_a_problem(client, method, address):
    answer = getattr(client, method)(address)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_missing_last_slash_is_added(client):
    assert client.get("/privacy").url == "/privacy/"


def test_a_fault_of_ours_gets_a_page_that_needs_no_database(rf):
    response = views.server_error(rf.get("/"))
    assert response.status_code == 500
    assert "Er liep iets mis" in response.content.decode()


def test_health_is_503_while_migrations_are_pending(client):
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")
    assert client.get("/healthz").status_code == 503


def test_health_is_503_without_a_database(client, monkeypatch):
    def no_database(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr(views, "MigrationExecutor", no_database)
    assert client.get("/healthz").status_code == 503


def test_every_page_forbids_what_is_inline_or_from_elsewhere(client):
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    for rule in ["default-src 'none'", "object-src 'none'", "base-uri 'none'"]:
        assert rule in policy
    assert "frame-ancestors 'none'" in policy


def test_what_is_behind_the_sign_in_is_not_kept(browse):
    assert browse("alice").get("/").headers["Cache-Control"] == "no-store"


def test_pages_are_dutch_whatever_the_browser_prefers(client):
    response = client.get("/", headers={"accept-language": "en-GB"})
    assert '<html lang="nl-BE">' in response.content.decode()


def test_english_is_a_choice_that_is_remembered(client):
    response = client.post(reverse("language"), {"language": "en", "next": "/privacy/"})
    assert response.url == "/privacy/"
    assert '<html lang="en">' in client.get("/privacy/").content.decode()


@pytest.mark.parametrize(
    "place", ["https://elders.example/", "//elders.example", "javascript:1", "home", "%2F%2Felders"]
)
def test_choosing_a_language_leads_nowhere_else(client, place):
    assert client.post(reverse("language"), {"language": "en", "next": place}).url == "/"


def test_an_unknown_language_is_refused(client):
    assert client.post(reverse("language"), {"language": "xx"}).status_code == 400


def test_forms_need_their_token():
    strict = Client(enforce_csrf_checks=True)
    refused = strict.post(reverse("language"), {"language": "en"})
    assert refused.status_code == 403
    assert "Dit formulier is niet meer geldig" in refused.text
