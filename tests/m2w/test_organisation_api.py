"""/api/v1/organisations/: read by all, changed by the programme manager and who administers."""

import pytest

from m2w.accounts.models import Organisation
from m2w.audit.models import Entry
from tests.cast import CORE, STRANGER, organisation, play

pytestmark = pytest.mark.django_db

URL = "/api/v1/organisations/"
NEW = {"name": "Nieuw vzw", "kind": "promoter", "kbo_number": "0123.456.789"}
FIELDS = {
    *("id", "code", "version", "name", "kind", "kbo_number"),
    *("agreement_number", "agreement_from", "agreement_until"),
}


def one(code=CORE):
    return f"{URL}{organisation(code).pk}/"


def test_it_works(api):
    max_ = api("max")
    made = max_.post(URL, NEW | {"code": "nieuw"}, format="json")
    assert (made.status_code, made.json().keys()) == (201, FIELDS)
    address = f"{URL}{made.json()['id']}/"
    changed = max_.patch(address, {"agreement_until": "2025-12-31"}, format="json")
    assert (changed.status_code, changed.json()["agreement_until"]) == (200, "2025-12-31")
    assert max_.get(address).json() == changed.json()
    actions = Entry.objects.filter(action__startswith="organisation.").order_by("pk")
    assert [one.action[13:] for one in actions] == ["registered", "corrected"]


def test_a_promoter_finds_its_own_only(api):
    play("charlie")
    alice = api("alice")
    assert [row["code"] for row in alice.get(URL).json()["results"]] == [CORE]
    assert alice.get(one()).status_code == 200
    assert alice.get(one(STRANGER)).status_code == 404


def test_the_filters_of_the_page(api):
    play("charlie")
    ada = api("ada")
    assert {row["kind"] for row in ada.get(URL, {"kind": "vdab"}).json()["results"]} == {"vdab"}
    assert ada.get(URL, {"q": STRANGER}).json()["count"] == 1
    assert ada.get(URL, {"kind": "x"}).status_code == 400


@pytest.mark.parametrize("who", ["alice", "carl", "vera", "frank", "eva", "ann"])
def test_nobody_else_changes_one(api, who):
    assert api(who).post(URL, {"wat": 1}, format="json").status_code == 403
    mine = play(who).acting.organisation
    assert api(who).patch(f"{URL}{mine.pk}/", {"wat": 1}, format="json").status_code == 403


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"kind": "bank"},
        {"agreement_from": "gisteren"},
        {"code": "a b"},
        {"wat": "1"},
        {"version": 2},
    ],
)
def test_what_is_wrong_is_told_at_its_field(api, wrong):
    answer = api("ada").post(URL, NEW | wrong, format="json")
    assert (answer.status_code, answer.json()["errors"].keys()) == (400, wrong.keys())


def test_days_in_order_a_fixed_kind_and_a_code_of_its_own(api):
    ada = api("ada")
    wrong = {"agreement_from": "2022-02-01", "agreement_until": "2022-01-01"}
    answer = ada.patch(one(), wrong, format="json")
    assert list(answer.json()["errors"]) == ["agreement_until"]
    assert ada.patch(one(), {"kind": "vdab"}, format="json").status_code == 400
    assert ada.post(URL, NEW | {"code": CORE}, format="json").status_code == 409


def test_what_somebody_else_saved_is_not_lost(api):
    ada, address = api("ada"), one()
    read = ada.get(address).headers["ETag"]
    assert (
        ada.patch(address, {"name": "Kern"}, format="json", headers={"If-Match": read}).status_code
        == 200
    )
    late = ada.patch(address, {"name": "Core"}, format="json", headers={"If-Match": read})
    assert (late.status_code, Organisation.objects.get(code=CORE).name) == (412, "Kern")
