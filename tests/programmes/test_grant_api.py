"""/api/v1/grants/: entered by one manager, confirmed by another."""

from decimal import Decimal

import pytest
from rest_framework.test import APIClient

from m2w.accounts.services.keys import issue
from programmes.models import Grant
from tests.cast import STRANGER, another_manager, play, project_of
from tests.factories import GrantFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/grants/"
FIELDS = {
    *("id", "code", "version", "project", "kind", "decided_on", "amount", "months"),
    *("above_lot_reason", "confirmed"),
}


@pytest.fixture
def project():
    project = project_of()
    GrantFactory(project=project)
    return project


def body(project, /, **changes):
    values = {"kind": "increase", "decided_on": "2022-03-01", "amount": "25000.50"}
    return {"project": str(project.pk), **values} | changes


def confirm(client, grant_id):
    return client.post(f"{URL}{grant_id}/confirm/", {}, format="json")


def second():
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {issue(another_manager().acting)[1]}")
    return client


def test_it_works(api, project):
    made = api("max").post(URL, body(project, code="T-1"), format="json")
    assert made.status_code == 201
    found = made.json()
    assert found.keys() == FIELDS
    assert body(project, code="T-1", confirmed=False, months=None).items() <= found.items()
    assert confirm(api("max"), found["id"]).json()["code"] == "same_person"
    done = confirm(second(), found["id"])
    assert (done.status_code, done.json()["confirmed"]) == (200, True)
    assert confirm(second(), found["id"]).status_code == 409
    assert api("alice").get(f"{URL}{found['id']}/").json() == done.json()


def test_a_list_with_its_filters(api, project):
    GrantFactory(project=project, kind="decrease", entered_by=play("max"))
    GrantFactory(project=project_of(STRANGER))
    alice = api("alice")
    assert alice.get(URL).json()["count"] == 2
    for query in [{"confirmed": "yes"}, {"as_of": "2019-12-01"}, {"kind": "initial"}]:
        [row] = alice.get(URL, query).json()["results"]
        assert row["amount"] == "200000.00"
    assert api("max").get(URL, {"promoter": STRANGER}).json()["count"] == 1
    assert alice.get(URL, {"promoter": STRANGER}).status_code == 400
    assert alice.get(URL, {"wat": "1"}).status_code == 400


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": "1.234,56"},
        {"amount": "10.005"},
        {"amount": "-1"},
        {"amount": "1e9"},
        {"amount": 12.5},
        {"amount": "0"},
        {"kind": "extension"},
        {"decided_on": "2022-04-02"},
        {"decided_on": "gisteren"},
        {"project": "00000000-0000-0000-0000-000000000000"},
        {"months": "12"},
        {"confirmed": True},
        {"above_lot_reason": "a\0b"},
    ],
)
def test_what_is_wrong_is_told_at_its_field(api, project, wrong):
    answer = api("max").post(URL, body(project, **wrong), format="json")
    assert answer.status_code == 400
    assert answer.json()["errors"].keys() == wrong.keys()


def test_a_rule_is_a_conflict(api, project):
    answer = api("max").post(URL, body(project, amount="2720000.01"), format="json")
    assert (answer.status_code, answer.json()["code"]) == (409, "over_budget")
    answer = api("max").post(URL, body(project, kind="decrease", amount="200000.01"), format="json")
    assert (answer.status_code, answer.json()["code"]) == (409, "below_zero")


def test_a_reason_above_the_lot(api, project):
    project.lot.budget = Decimal(200_000)
    project.lot.save()
    answer = api("max").post(URL, body(project), format="json")
    assert answer.json()["errors"].keys() == {"above_lot_reason"}
    sent = body(project, above_lot_reason="Overgeheveld")
    assert api("max").post(URL, sent, format="json").status_code == 201


@pytest.mark.parametrize("who", ["alice", "carl", "vera", "frank", "eva", "ann", "ada"])
def test_nobody_else_enters_or_confirms(api, project, who):
    assert api(who).post(URL, body(project), format="json").status_code == 403
    waiting = GrantFactory(project=project, kind="decrease", entered_by=play("max"))
    assert confirm(api(who), waiting.pk).status_code == 403
    assert not Grant.objects.get(pk=waiting.pk).counts


def test_the_room_that_is_left(api, project):
    project.lot.budget = Decimal(250_000)
    project.lot.save()
    GrantFactory(project=project, kind="increase", entered_by=play("max"), amount=Decimal(1000))
    address = f"/api/v1/projects/{project.pk}/room_to_grant/"
    assert api("max").get(address).json() == {
        "granted": "200000.00",
        "unconfirmed": "1000.00",
        "left_in_lot": "49000.00",
        "left_in_call": "2719000.00",
    }
    assert api("alice").get(address).status_code == 403
