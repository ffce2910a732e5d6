"""/api/v1/absences/: who is away, and who replaces them."""

import pytest

from m2w.accounts.models import Absence
from tests.cast import CORE, VDAB, organisation, play
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/absences/"
DAYS = {"first_day": "2022-04-04", "last_day": "2022-04-08"}


def colleague(role, code, **traits):
    return MembershipFactory(role=role, staff__organisation=organisation(code), **traits).staff


@pytest.fixture
def body():
    """Carl is away, and a colleague does his work."""
    replacement = colleague("coach", CORE)
    staff = play("carl").acting.staff
    return DAYS | {"staff": str(staff.pk), "replacement": str(replacement.pk)}


def test_it_works(api, body):
    alice = api("alice")
    made = alice.post(URL, body, format="json")
    assert made.status_code == 201
    assert body.items() <= made.json().items()
    assert alice.get(URL).json()["results"] == [made.json()]
    address = f"{URL}{made.json()['id']}/"
    assert alice.get(address).json() == made.json()
    assert alice.post(f"{address}end/").status_code == 204
    assert (alice.get(address).status_code, Absence.objects.count()) == (404, 0)


def test_a_counsellor_notes_their_own(api):
    vera = play("vera").acting.staff
    other = colleague("counsellor", VDAB, staff__provinces=vera.provinces)
    sent = DAYS | {"replacement": str(other.pk)}
    assert api("vera").post(URL, sent, format="json").json()["staff"] == str(vera.pk)


def test_what_is_over_is_not_in_the_list(api, body, settings):
    api("alice").post(URL, body, format="json")
    settings.M2W_TODAY = settings.M2W_TODAY.replace(month=5)
    assert api("alice").get(URL).json()["count"] == 0
    [absence] = Absence.objects.all()
    assert api("alice").post(f"{URL}{absence.pk}/end/").json()["code"] == "not_now"


@pytest.mark.parametrize(
    "wrong",
    [
        {"last_day": "2022-04-01"},
        {"first_day": "morgen"},
        {"last_day": None},
        {"replacement": "x"},
        {"wat": 1},
    ],
)
def test_what_is_wrong_is_told_at_its_field(api, body, wrong):
    answer = api("alice").post(URL, body | wrong, format="json")
    assert (answer.status_code, answer.json()["errors"].keys()) == (400, wrong.keys())


def test_whose_it_is_must_be_told(api, body):
    del body["staff"]
    assert list(api("alice").post(URL, body, format="json").json()["errors"]) == ["staff"]


def test_a_rule_is_a_conflict(api, body):
    alice = str(play("alice").acting.staff.pk)
    answer = api("alice").post(URL, body | {"replacement": alice}, format="json")
    assert (answer.status_code, answer.json()["code"]) == (409, "not_a_replacement")
