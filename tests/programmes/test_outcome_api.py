"""/api/v1/outcomes/: noted and corrected by the promoter, looked up by VDAB."""

from datetime import date

import pytest

from programmes.models import Outcome
from tests.cast import CORE, STRANGER, enrolment_of, play
from tests.factories import OutcomeFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/outcomes/"
FIELDS = {
    *("id", "code", "version", "enrolment", "kind", "started_on", "ended_on", "employer"),
    *("sector", "verified_on", "evidence", "note", "verification", "verification_note"),
}


def outcome_of(code=CORE, **values):
    return OutcomeFactory(enrolment=enrolment_of(code, ended=True), **values)


def verify(client, outcome, headers=None, **sent):
    return client.post(f"{URL}{outcome.pk}/verify/", sent, format="json", headers=headers)


def test_it_works(api):
    enrolment = enrolment_of(ended=True)
    body = {
        "enrolment": str(enrolment.pk),
        "code": "O-1",
        "kind": "fixed_term",
        "started_on": "2022-03-01",
        "employer": "Bakkerij Mulu",
        "sector": "C",
        "evidence": "payslip",
    }
    made = api("alice").post(URL, body, format="json")
    assert made.status_code == 201
    found = made.json()
    assert found.keys() == FIELDS
    assert body.items() <= found.items()
    assert (found["ended_on"], found["verified_on"]) == (None, None)
    assert api("vera").get(f"{URL}{found['id']}/").json() == found


def test_a_list_with_its_filters(api):
    seen = outcome_of(verified_on=date(2022, 1, 1))
    outcome_of(kind="ibo")
    outcome_of(STRANGER)
    alice = api("alice")
    assert alice.get(URL).json()["count"] == 2
    for query in [
        {"verified": "yes"},
        {"kind": "open_ended"},
        {"enrolment": seen.enrolment.code, "project": seen.enrolment.project.code},
    ]:
        [row] = alice.get(URL, query).json()["results"]
        assert row["id"] == str(seen.pk)
    assert alice.get(URL, {"verified": "no"}).json()["count"] == 1


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"kind": "job"}, "kind"),
        ({"kind": None}, "kind"),
        ({"started_on": "2022-02-31"}, "started_on"),
        ({"started_on": "1980-01-01"}, "started_on"),
        ({"ended_on": "2022-01-01"}, "ended_on"),
        ({"sector": "?"}, "sector"),
        ({"evidence": "rumour"}, "evidence"),
        ({"note": "x" * 301}, "note"),
        ({"verified_on": "2022-01-01"}, "verified_on"),
        ({"enrolment": "x"}, "enrolment"),
        ({"surprise": 1}, "surprise"),
    ],
    ids=str,
)
def test_bad_input(api, sent, field):
    enrolment = enrolment_of(ended=True)
    body = {"enrolment": str(enrolment.pk), "kind": "ibo", "started_on": "2022-03-01"}
    answer = api("alice").post(URL, body | sent, format="json")
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [field]


def test_of_anothers_enrolment_nothing_is_told(api):
    theirs = enrolment_of(STRANGER, ended=True)
    body = {"enrolment": str(theirs.pk), "kind": "ibo", "started_on": "2022-03-01"}
    assert api("alice").post(URL, body, format="json").status_code == 400
    assert api("alice").get(f"{URL}{outcome_of(STRANGER).pk}/").status_code == 404


def test_the_same_twice(api):
    outcome = outcome_of()
    body = {
        "enrolment": str(outcome.enrolment_id),
        "kind": "open_ended",
        "started_on": "2020-10-01",
    }
    answer = api("alice").post(URL, body, format="json")
    assert (answer.status_code, answer.json()["code"]) == (409, "outcome_exists")


def test_a_correction_of_what_was_read(api):
    outcome, alice = outcome_of(), api("alice")
    address = f"{URL}{outcome.pk}/"
    read = alice.get(address).headers["ETag"]
    changed = alice.patch(
        address, {"ended_on": "2021-01-01"}, format="json", headers={"If-Match": read}
    )
    assert (changed.status_code, changed.json()["ended_on"]) == (200, "2021-01-01")
    late = alice.patch(address, {"kind": "ibo"}, format="json", headers={"If-Match": read})
    assert late.status_code == 412
    wrong = alice.patch(address, {"ended_on": "2020-01-01"}, format="json")
    assert list(wrong.json()["errors"]) == ["ended_on"]


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"result": "confirmed"}, {"verification": "confirmed", "verified_on": "2022-04-01"}),
        (
            {"result": "not_found", "note": "Niet in DIMONA."},
            {"verification": "not_found", "verification_note": "Niet in DIMONA."},
        ),
        (
            {"result": "other_dates", "started_on": "2020-11-02", "ended_on": "2021-01-01"},
            {"started_on": "2020-11-02", "ended_on": "2021-01-01"},
        ),
    ],
    ids=str,
)
def test_what_vdab_found(api, sent, expected):
    answer = verify(api("vera"), outcome_of(), **sent)
    assert answer.status_code == 200
    assert expected.items() <= answer.json().items()


def test_bad_answers_of_vdab(api):
    outcome, vera = outcome_of(), api("vera")
    assert list(verify(vera, outcome).json()["errors"]) == ["result"]
    missing = verify(vera, outcome, result="other_dates")
    assert list(missing.json()["errors"]) == ["started_on"]
    late = verify(vera, outcome, headers={"If-Match": '"7"'}, result="confirmed")
    assert late.status_code == 412
    verify(vera, outcome, result="confirmed")
    twice = verify(vera, outcome, result="confirmed")
    assert (twice.status_code, twice.json()["code"]) == (409, "already_verified")


@pytest.mark.parametrize("who", ["alice", "carl"])
def test_only_vdab_looks_up(api, who):
    outcome = outcome_of()
    outcome.enrolment.coach = play("carl").acting.staff
    outcome.enrolment.save()
    assert verify(api(who), outcome, result="confirmed").status_code == 403
    assert Outcome.objects.get().verified_on is None


def test_vdab_notes_and_corrects_nothing(api):
    outcome, vera = outcome_of(), api("vera")
    assert vera.patch(f"{URL}{outcome.pk}/", {"kind": "ibo"}, format="json").status_code == 403
    body = {"enrolment": str(outcome.enrolment_id), "kind": "ibo", "started_on": "2022-03-01"}
    assert vera.post(URL, body, format="json").status_code == 403


def test_more_rows_take_no_more_queries(api, django_assert_num_queries):
    outcome_of()
    alice = api("alice")
    alice.get(URL)
    with django_assert_num_queries(30, exact=False) as few:
        alice.get(URL)
    for _ in range(4):
        outcome_of()
    with django_assert_num_queries(len(few)):
        alice.get(URL)
