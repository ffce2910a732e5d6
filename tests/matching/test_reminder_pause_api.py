"""/api/v1/reminder_pauses/: reminders that rest, of a duo, a mentor or a mentee."""

from datetime import date

import pytest

from matching.models import ReminderPause
from tests.cast import STRANGER, enrolment_of, play
from tests.factories import MatchFactory, ReminderPauseFactory

pytestmark = pytest.mark.django_db
URL = "/api/v1/reminder_pauses/"
NOBODY = "00000000-0000-0000-0000-000000000000"


@pytest.fixture
def match(db):
    return MatchFactory(enrolment=enrolment_of(active=True), coach=play("carl").acting.staff)


@pytest.fixture
def carl(api):
    return api("carl")


def pause(client, **sent):
    return client.post(URL, {"reason": "holiday"} | sent, format="json")


def test_it_works(carl, match):
    made = pause(carl, match=str(match.pk), until="2022-05-01")
    assert made.status_code == 201, made.json()
    told = made.json()
    kept = ReminderPause.objects.get()
    assert told == {
        "id": str(kept.pk),
        "code": kept.code,
        "version": 1,
        "match": str(match.pk),
        "mentor": None,
        "mentee": None,
        "reason": "holiday",
        "until": "2022-05-01",
        "paused_by": "Carl",
    }
    assert carl.get(URL, {"reason": "holiday"}).json()["results"] == [told]
    assert carl.get(URL, {"reason": "away"}).json()["count"] == 0
    assert carl.get(f"{URL}{told['id']}/").json() == told
    again = pause(carl, match=str(match.pk))
    assert (again.status_code, again.json()["code"]) == (409, "already_paused")
    assert carl.delete(f"{URL}{told['id']}/").status_code == 204
    assert carl.delete(f"{URL}{told['id']}/").status_code == 404


def test_of_people_too(api, carl, match):
    mentee, mentor = str(match.enrolment.mentee_id), str(match.mentor_id)
    assert pause(carl, mentee=mentee).json()["mentee"] == mentee
    assert pause(carl, mentor=mentor).status_code == 403
    assert pause(api("alice"), mentor=mentor).json()["mentor"] == mentor


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": "ziek"},
        {"until": "2022-03-31"},
        {"until": "x"},
        {"match": NOBODY},
        {"x": 1},
    ],
    ids=str,
)
def test_what_is_wrong_is_told_at_its_field(carl, match, wrong):
    answer = pause(carl, **({"match": str(match.pk)} | wrong))
    assert (answer.status_code, list(answer.json()["errors"])) == (400, list(wrong))
    assert not ReminderPause.objects.exists()


def test_it_is_about_one(carl, match):
    two = pause(carl, match=str(match.pk), mentee=str(match.enrolment.mentee_id))
    for answer in (two, pause(carl)):
        assert (answer.status_code, list(answer.json()["errors"])) == (400, ["non_field_errors"])


def test_what_is_over_does_not_rest(carl, match):
    ReminderPauseFactory(match=match, until=date(2022, 3, 31))
    assert carl.get(URL).json()["count"] == 0


def test_another_promoters_does_not_exist(api, carl, match):
    theirs = MatchFactory(enrolment=enrolment_of(STRANGER, active=True))
    resting = ReminderPauseFactory(match=theirs)
    assert pause(carl, match=str(theirs.pk)).status_code == 400
    assert carl.get(f"{URL}{resting.pk}/").status_code == 404
    assert carl.delete(f"{URL}{resting.pk}/").status_code == 404
    assert api("vera").get(URL).status_code == 403
    assert api("vera").post(URL, {}, format="json").status_code == 403


def test_more_rows_take_no_more_queries(carl, match, django_assert_num_queries):
    ReminderPauseFactory(match=match)
    carl.get(URL)
    with django_assert_num_queries(30, exact=False) as few:
        carl.get(URL)
    for _ in range(3):
        coach = play("carl").acting.staff
        ReminderPauseFactory(match=MatchFactory(enrolment=enrolment_of(active=True), coach=coach))
    with django_assert_num_queries(len(few)):
        carl.get(URL)
