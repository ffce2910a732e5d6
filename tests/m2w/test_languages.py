"""In which language a program is answered (RFC 9110, 12.5.4)."""

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db

URL = "/api/v1/mentees/"
DUTCH, ENGLISH = "nl-be", "en"


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("nl;q=0.5,en;q=0.9", ENGLISH),
        ("en;q=0.1,nl;q=0.9", DUTCH),
        ("en;q=0", DUTCH),
        ("fr,en;q=0.8", ENGLISH),
        ("enm", DUTCH),
        ("EN-gb", ENGLISH),
        ("nl-NL, en", DUTCH),
        ("fr, de", DUTCH),
        ("*", DUTCH),
        ("", DUTCH),
        ("???", DUTCH),
        ("x" * 5000, DUTCH),
    ],
)
def test_the_one_that_weighs_most(client, asked, language):
    answer = client.get(URL, headers={"Accept-Language": asked})
    assert answer.headers["Content-Language"] == language


def test_without_a_wish_it_is_dutch(client):
    assert client.get(URL).headers["Content-Language"] == DUTCH


def test_a_choice_of_ones_own_goes_first():
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = DUTCH
    answer = client.get(URL, headers={"Accept-Language": "en"})
    assert answer.headers["Content-Language"] == DUTCH


@pytest.mark.parametrize("address", ["mentees/similar/", "screenings/check/", "matches/"])
@pytest.mark.parametrize(
    ("asked", "told"), [("nl", "Verwacht een JSON-object."), ("en", "Expected a JSON object.")]
)
def test_a_body_that_is_null_is_refused_in_it_too(api, address, asked, told):
    sent = {"content_type": "application/json", "HTTP_ACCEPT_LANGUAGE": asked}
    answer = api("alice").generic("POST", f"/api/v1/{address}", b"null", **sent)
    assert answer.json()["errors"] == {"non_field_errors": [told]}
