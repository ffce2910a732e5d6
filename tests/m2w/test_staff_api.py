"""/api/v1/staff/: colleagues, their roles and their accounts."""

import pytest

from m2w.accounts.models import Staff
from tests.cast import CORE, STRANGER, organisation, play
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/staff/"
FIELDS = {
    *("id", "code", "name", "role", "languages"),
    *("organisation", "email", "provinces", "is_open"),
}


def place(name):
    found = Staff.objects.filter(user__email=f"{name}@m2w.example").first()
    return found or play(name).acting.staff


def act(client, name, verb, body=None):
    return client.post(f"{URL}{place(name).pk}/{verb}/", body or {}, format="json")


def names(client, **asked):
    return [row["name"] for row in client.get(URL, asked).json()["results"]]


def test_it_works(api):
    alice = api("alice")
    found = alice.get(f"{URL}{place('carl').pk}/").json()
    assert found.keys() == FIELDS
    assert (found["email"], found["is_open"]) == ("carl@m2w.example", True)
    assert (
        act(alice, "carl", "give_role", {"role": "coordinator"}).json()["role"]
        == "coordinator;coach"
    )
    assert act(alice, "carl", "take_role", {"role": "coach"}).json()["role"] == "coordinator"
    assert act(alice, "carl", "close").json()["is_open"] is False
    assert act(alice, "carl", "close").status_code == 409
    assert act(alice, "carl", "open").json()["is_open"] is True


def test_a_closed_account_is_there_when_asked_for(api):
    alice = api("alice")
    act(alice, "carl", "close")
    assert names(alice) == ["Alice"]
    assert names(alice, account="closed") == ["Carl"]
    assert names(alice, account="open") == ["Alice"]
    assert alice.get(f"{URL}{place('carl').pk}/").status_code == 200
    assert alice.get(URL, {"account": "x"}).status_code == 400


def test_an_administrator_names_another_organisation(api):
    play("alice"), play("charlie")
    assert names(api("ada"), organisation=STRANGER) == ["Charlie"]
    assert api("alice").get(URL, {"organisation": STRANGER}).status_code == 400


def test_provinces_and_the_second_step(api):
    max_ = api("max")
    sent = {"provinces": "BE-VLI;BE-VAN"}
    codes = act(max_, "vera", "change_provinces", sent)
    assert codes.status_code in {200, 400}
    assert act(max_, "vera", "change_provinces", {"provinces": "Mars"}).status_code == 400
    assert act(max_, "vera", "change_provinces", {}).status_code == 400
    assert act(max_, "vera", "remove_second_factor").json()["code"] == "not_now"


@pytest.mark.parametrize(
    ("body", "field"), [({}, "role"), ({"role": "baas"}, "role"), ({"wat": 1}, "wat")]
)
def test_what_is_wrong_is_told_at_its_field(api, body, field):
    answer = act(api("alice"), "carl", "give_role", body)
    assert answer.status_code == 400
    assert field in answer.json()["errors"]


def test_rules_and_rights(api):
    alice = api("alice")
    assert act(alice, "alice", "give_role", {"role": "coach"}).json()["code"] == "own_roles"
    assert act(alice, "carl", "give_role", {"role": "coach"}).status_code == 409
    assert act(alice, "carl", "give_role", {"role": "analyst"}).status_code == 403
    nothing = act(alice, "carl", "take_role", {"role": "coordinator"})
    assert list(nothing.json()["errors"]) == ["role"]
    assert act(alice, "charlie", "close").status_code == 404
    assert act(api("carl"), "alice", "give_role", {"wat": 1}).status_code == 403


def test_a_list_asks_as_much_for_many(api, django_assert_num_queries):
    alice = api("alice")
    alice.get(URL)
    with django_assert_num_queries(20, exact=False) as few:
        alice.get(URL)
    for _ in range(4):
        MembershipFactory(role="coach", staff__organisation=organisation(CORE))
    with django_assert_num_queries(len(few)):
        alice.get(URL)
