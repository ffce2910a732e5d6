"""What every answer tells a browser, whatever the address and whoever asks."""

from uuid import uuid4

import pytest
from django.conf import settings as configured
from django.urls import NoReverseMatch, reverse

from m2w.documents import services
from m2w.doors import addresses, door_of
from tests import files
from tests.cast import CORE, enrolment_of, organisation, play, project_of
from tests.factories import MatchFactory

pytestmark = pytest.mark.django_db

POLICY = [
    "default-src 'none'",
    "script-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
]
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
GUESSES = {"uuid": uuid4(), "slug": "x", "int": 1, "str": "x", "path": "x"}


PASSWORD = "een lang genoeg wachtwoord"


def with_password(user):
    user.set_password(PASSWORD)
    user.save()


def entries():
    """Every address with its name; those that a pattern describes are asked by an example."""
    return [entry for entry in addresses() if entry.name]


@pytest.fixture
def samples():
    """What there is to show, by the name of its page; other addresses get a guess."""
    enrolment = enrolment_of(CORE, submitted=True)
    match = MatchFactory(enrolment__project=project_of(CORE), mentor__promoter=organisation(CORE))
    mentee = enrolment.mentee
    added = services.add(mentee, files.upload(), title="Attest", by=play("alice"))
    with_password(play("alice"))
    return {
        "call": {"pk": enrolment.project.lot.call.pk},
        "project": {"pk": enrolment.project.pk},
        "mentee": {"pk": mentee.pk},
        "enrolment": {"pk": enrolment.pk},
        "mentor": {"pk": match.mentor.pk},
        "match": {"pk": match.pk},
        "organisation": {"pk": organisation(CORE).pk},
        "document": {"pk": added.pk},
        "document_add": {"kind": "mentee", "pk": mentee.pk},
        "document_delete": {"pk": added.pk},
        "report_detail": {"code": "projects"},
        "api-report": {"code": "projects"},
        "account_reset_password_from_key": {"uidb36": "1", "key": "x"},
    }


def address_of(entry, samples):
    if entry.name in {"unknown_address", "api-unknown_address"}:
        return "/api/v1/x/" if "api" in entry.name else "/x/"
    guesses = {
        name: GUESSES.get(type(converter).__name__.removesuffix("Converter").lower(), "x")
        for name, converter in entry.pattern.converters.items()
    }
    parts = samples.get(entry.name, guesses)
    try:
        return reverse(entry.name, kwargs=parts)
    except NoReverseMatch:  # the address it stands under names an object
        return reverse(entry.name, kwargs=parts | {"pk": uuid4()})


def answers(client, samples):
    """The answer of every address."""
    for entry in entries():
        yield entry, client.get(address_of(entry, samples))


def assert_protected(entry, response):
    for name, value in HEADERS.items():
        assert response.get(name) == value, (entry.name, name)
    policy = response["Content-Security-Policy"]
    if entry.name == "document" and response.status_code == 200:
        assert "sandbox" in policy
        assert "default-src 'none'" in policy
    else:
        assert [rule for rule in POLICY if rule not in policy] == [], entry.name
    assert "unsafe" not in policy
    assert "camera=()" in response["Permissions-Policy"]


def test_every_address_for_someone_signed_in(browse, samples):
    seen = []
    for entry, response in answers(browse("alice"), samples):
        assert_protected(entry, response)
        if not door_of(entry.callback).public or entry.name == "home":
            assert response["Cache-Control"] == "no-store", entry.name
        seen.append(response.status_code)
    assert len(seen) > 30
    assert seen.count(200) > 25


def test_every_address_for_a_visitor(client, samples):
    for entry, response in answers(client, samples):
        assert_protected(entry, response)
        if not door_of(entry.callback).public:
            assert response.status_code in {302, 401, 405}, entry.name


@pytest.mark.parametrize("address", ["/?q=%00", "/mentees/?x=1", "/bestaat-niet/", "/rapporten/"])
def test_refusals_too(browse, address):
    response = browse("ada").get(address)
    assert response.status_code in {400, 403, 404}
    for name, value in HEADERS.items():
        assert response[name] == value


def signed_in(client, **extra):
    """The cookies of someone who signs in by the page itself."""
    with_password(play("alice"))
    form = {"login": "alice@m2w.example", "password": PASSWORD}
    client.get(reverse("account_login"), **extra)
    return client.post(reverse("account_login"), form, **extra).cookies


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(client):
    cookie = signed_in(client)[configured.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert client.cookies["csrftoken"]["samesite"] == "Lax"


class TestHttps:
    @pytest.fixture(autouse=True)
    def production(self, settings):
        settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
        settings.SECURE_SSL_REDIRECT = True
        settings.SECURE_HSTS_SECONDS = 31_536_000
        settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True

    def test_browsers_are_told_to_come_back_over_https_only(self, client):
        for address in ["/", "/bestaat-niet/", "/api/v1/reports/", "/?q=%00"]:
            response = client.get(address, secure=True)
            expected = "max-age=31536000; includeSubDomains; preload"
            assert response["Strict-Transport-Security"] == expected, address

    def test_who_comes_without_is_led_there(self, client):
        assert client.get("/mentees/").url == "https://testserver/mentees/"

    def test_cookies_travel_over_https_only(self, client):
        cookie = signed_in(client, secure=True)[configured.SESSION_COOKIE_NAME]
        assert cookie["secure"]
        assert cookie["httponly"]
        assert client.cookies["csrftoken"]["secure"]

    def test_the_language_too(self, client):
        response = client.post(reverse("language"), {"language": "en"}, secure=True)
        cookie = response.cookies[configured.LANGUAGE_COOKIE_NAME]
        assert cookie["secure"]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
