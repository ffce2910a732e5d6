"""/api/v1/invitations/: whom one lets in."""

import pytest

from m2w.accounts.models import Invitation
from m2w.outbox.models import Mail
from tests.cast import STRANGER, organisation

pytestmark = pytest.mark.django_db

URL = "/api/v1/invitations/"
BEA = {"email": "Bea@m2w.example", "name": "Bea", "role": "coach"}
FIELDS = {
    *("id", "code", "organisation", "email", "name", "role", "provinces"),
    *("state", "expires_at"),
}


def test_it_works(api):
    alice = api("alice")
    made = alice.post(URL, BEA, format="json")
    assert (made.status_code, made.json().keys()) == (201, FIELDS)
    assert (made.json()["email"], made.json()["state"]) == ("bea@m2w.example", "open")
    assert "http" in Mail.objects.get().body
    assert alice.get(URL).json()["results"] == [made.json()]
    address = f"{URL}{made.json()['id']}/"
    assert alice.post(f"{address}send_again/").status_code == 200
    assert Mail.objects.count() == 2
    assert alice.post(f"{address}withdraw/").json()["state"] == "withdrawn"
    assert alice.post(f"{address}withdraw/").status_code == 409
    assert (alice.get(URL).json()["count"], alice.get(address).status_code) == (0, 200)


def test_who_administers_names_an_organisation(api):
    theirs = str(organisation(STRANGER).pk)
    assert api("ada").post(URL, BEA | {"organisation": theirs}, format="json").status_code == 201
    assert Invitation.objects.get().organisation.code == STRANGER
    refused = api("alice").post(URL, BEA | {"organisation": theirs}, format="json")
    assert list(refused.json()["errors"]) == ["organisation"]


@pytest.mark.parametrize(
    "wrong",
    [{"email": "bea"}, {"name": " "}, {"role": "baas"}, {"provinces": "Mars"}, {"state": "open"}],
)
def test_what_is_wrong_is_told_at_its_field(api, wrong):
    answer = api("alice").post(URL, BEA | wrong, format="json")
    assert (answer.status_code, answer.json()["errors"].keys()) == (400, wrong.keys())


def test_a_role_that_is_not_theirs_to_give(api):
    assert api("alice").post(URL, BEA | {"role": "analyst"}, format="json").status_code == 403
    assert api("carl").post(URL, {}, format="json").status_code == 403
    api("alice").post(URL, BEA, format="json")
    assert api("alice").post(URL, BEA, format="json").status_code == 409
