"""/api/v1/notices/ and /api/v1/reminders/: what one should know, and was reminded of."""

import pytest

from m2w.audit.models import Entry
from m2w.outbox.services import notify
from tests.cast import enrolment_of, play
from tests.factories import ReminderFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/notices/"


@pytest.fixture
def enrolment():
    carl = play("carl").acting.staff
    found = enrolment_of(approved=True, coach=carl, mentee__last_name="Tesfay")
    notify("enrolment.approved", [carl], found)
    return found


def test_it_works(api, enrolment):
    carl = api("carl")
    [told] = carl.get(URL).json()["results"]
    assert (told["kind"], told["about"]) == ("enrolment.approved", str(enrolment.pk))
    assert "Tesfay" in told["text"]
    address = f"{URL}{told['id']}/"
    assert carl.get(address).json() == told
    assert carl.post(f"{address}read/").json()["read_at"]
    assert carl.get(URL, {"unread": "true"}).json()["count"] == 0
    assert carl.post(f"{URL}read_all/").json() == {"read": 0}
    assert Entry.objects.filter(action="file.listed").exists()


def test_all_at_once(api, enrolment):
    notify("enrolment.approved", [play("carl").acting.staff], enrolment)
    assert api("carl").post(f"{URL}read_all/").json() == {"read": 2}


def test_each_reads_their_own(api, enrolment):
    [told] = api("carl").get(URL).json()["results"]
    alice = api("alice")
    assert alice.get(URL).json()["count"] == 0
    assert alice.get(f"{URL}{told['id']}/").status_code == 404
    assert alice.post(f"{URL}{told['id']}/read/").status_code == 404


def test_nobody_is_named_whom_one_may_not_see(api, enrolment):
    enrolment.coach = None
    enrolment.save()
    [told] = api("carl").get(URL).json()["results"]
    assert (told["about"], "Tesfay" in told["text"]) == (None, False)


def test_reminders(api, enrolment):
    carl = play("carl").acting.staff
    ReminderFactory(to=carl, organisation=carl.organisation)
    [found] = api("alice").get("/api/v1/reminders/").json()["results"]
    assert found.keys() == {"id", "kind", "text", "about", "page", "to", "since", "given_on"}
    assert found["to"] == str(carl.pk)
    assert api("charlie").get("/api/v1/reminders/").json()["count"] == 0


def test_a_list_asks_as_much_for_many(api, enrolment, django_assert_num_queries):
    carl = api("carl")
    carl.get(URL)
    with django_assert_num_queries(20, exact=False) as few:
        carl.get(URL)
    for _ in range(4):
        notify("enrolment.approved", [play("carl").acting.staff], enrolment)
    with django_assert_num_queries(len(few)):
        carl.get(URL)
