"""What a coordinator does for the rights of one person, and the lists of what is erased."""

import io
from zipfile import ZipFile

import pytest

from m2w.audit.models import Entry
from m2w.privacy.models import ErasureList
from programmes.models import Mentee
from tests.cast import CORE, STRANGER, organisation, play
from tests.factories import MenteeFactory

pytestmark = pytest.mark.django_db

LISTS = "/api/v1/erasures/"


@pytest.fixture
def mentee():
    return MenteeFactory(promoter=organisation(CORE))


def act(client, mentee, verb, body=None, **extra):
    return client.post(f"/api/v1/mentees/{mentee.pk}/{verb}/", body or {}, format="json", **extra)


def test_a_file_to_hand_over(api, mentee):
    found = act(api("alice"), mentee, "export", headers={"Accept": "application/zip"})
    assert (found.status_code, found.headers["Content-Type"]) == (200, "application/zip")
    assert "gegevens.json" in ZipFile(io.BytesIO(found.content)).namelist()
    assert Entry.objects.filter(action="person.exported", object_id=str(mentee.pk)).exists()


def test_who_saw_a_file_and_what_was_changed(api, mentee):
    alice, address = api("alice"), f"/api/v1/mentees/{mentee.pk}/"
    alice.patch(address, {"last_name": "Tesfaye"}, format="json")
    found = alice.get(f"{address}record/").json()
    assert [one["times"] for one in found["seen"]] == [1]
    assert [(one["field"], one["after"]) for one in found["changes"]] == [("naam", "Tesfaye")]
    assert api("vera").get(f"{address}record/").status_code == 403
    assert api("charlie").get(f"{address}record/").status_code == 404


def test_restricted_and_lifted(api, mentee):
    alice = api("alice")
    done = act(alice, mentee, "restrict", {"ground": "accuracy"})
    assert (done.status_code, done.json()["restricted_on"]) == (200, "2022-04-01")
    assert act(alice, mentee, "restrict", {"ground": "accuracy"}).status_code == 409
    assert act(alice, mentee, "lift").json()["restricted_on"] is None
    assert act(alice, mentee, "lift").status_code == 409
    assert list(act(alice, mentee, "restrict").json()["errors"]) == ["ground"]


@pytest.mark.parametrize("verb", ["export", "restrict", "lift", "request_erasure"])
def test_it_is_the_coordinators_and_of_their_own(api, mentee, verb):
    for who in ("carl", "vera", "max", "ada"):
        assert act(api(who), mentee, verb).status_code == 403
    assert act(api("charlie"), mentee, verb).status_code == 404


def test_somebody_asks_to_be_erased(api, mentee):
    asked = act(api("alice"), mentee, "request_erasure")
    assert asked.status_code == 201
    listed = asked.json()
    assert (listed["reason"], listed["state"], listed["items"]) == ("request", "waiting", 1)
    assert act(api("alice"), mentee, "request_erasure").json()["code"] == "already_listed"
    address = f"{LISTS}{listed['id']}/"
    [item] = api("alice").get(f"{address}items/").json()["results"]
    assert (item["kind"], item["code"]) == ("programmes.mentee", mentee.code)
    assert api("alice").post(f"{address}approve/").json()["code"] == "same_person"
    assert api("ada").post(f"{address}approve/").json()["state"] == "finished"
    assert Mentee.objects.get(pk=mentee.pk).is_erased


def test_a_list_is_thrown_away(api, mentee):
    act(api("alice"), mentee, "request_erasure")
    [listed] = api("alice").get(LISTS).json()["results"]
    assert api("charlie").get(LISTS).json()["count"] == 0
    assert api("charlie").get(f"{LISTS}{listed['id']}/items/").status_code == 404
    assert api("alice").post(f"{LISTS}{listed['id']}/discard/").status_code == 204
    assert not ErasureList.objects.exists()


def test_what_is_due(api):
    assert api("alice").post(LISTS).json()["code"] == "nothing_due"
    assert api("ada").post(LISTS).status_code == 403
    assert api("alice").get(LISTS, {"reason": "x"}).status_code == 400


def test_a_list_asks_as_much_for_many(api, django_assert_num_queries):
    def one(code=CORE):
        return ErasureList.objects.create(
            promoter=organisation(code), reason="request", as_of="2022-04-01", made_by=play("alice")
        )

    alice, _mine, _theirs = api("alice"), one(), one(STRANGER)
    alice.get(LISTS)
    with django_assert_num_queries(20, exact=False) as few:
        assert alice.get(LISTS).json()["count"] == 1
    for _ in range(4):
        one()
    with django_assert_num_queries(len(few)):
        alice.get(LISTS)
