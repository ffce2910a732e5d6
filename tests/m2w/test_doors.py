"""Every address has a door, and a door keeps out who has no business there."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import path

from m2w import doors
from m2w.accounts.choices import Role


def test_every_address_has_a_door():
    assert doors.check_doors() == []


def test_an_address_without_a_door_fails_the_check(monkeypatch):
    monkeypatch.setattr(
        doors, "addresses", lambda: [path("nieuw/", lambda request: None, name="new")]
    )
    (error,) = doors.check_doors()
    assert "nieuw/" in error.msg


def test_a_view_without_a_door_opens_to_nobody(rf):
    middleware = doors.DoorMiddleware(lambda request: None)
    with pytest.raises(PermissionDenied):
        middleware.process_view(rf.get("/"), lambda request: None, (), {})


@pytest.mark.parametrize(
    ("door", "coach", "analyst"),
    [
        (doors.PUBLIC, True, True),
        (doors.SIGNED_IN, True, True),
        (doors.roles(Role.COACH), True, False),
        (doors.roles({Role.ANALYST: None}), False, True),
    ],
)
def test_a_door_opens_to_its_roles(door, coach, analyst):
    assert (door.opens_to(Role.COACH), door.opens_to(Role.ANALYST)) == (coach, analyst)


def test_the_api_has_the_same_doors(api, client):
    assert api("ada").get("/api/v1/reports/").status_code == 403
    assert api("alice").get("/api/v1/reports/").status_code == 200
    assert client.get("/api/v1/reports/").status_code == 401


def test_what_a_door_refuses_is_told_in_the_form_of_the_address(browse):
    answer = browse("ada").get("/api/v1/reports/")
    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
    assert answer.json()["code"] == "permission_denied"
    assert browse("ada").get("/rapporten/")["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.django_db
def test_a_key_and_a_session_are_refused_in_the_same_words(api, browse):
    by_key = api("ada").get("/api/v1/reports/")
    assert by_key.json() == browse("ada").get("/api/v1/reports/").json()
    assert by_key.json()["detail"] == "Met uw rol kunt u dit niet."
