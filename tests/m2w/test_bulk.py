"""Many mentees, mentors or contacts at once, by the caller's own codes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from m2w.audit.chain import faults
from m2w.audit.models import Entry
from matching.models import Contact, Mentor
from programmes.models import Mentee, Person
from tests.cast import CORE, STRANGER, enrolment_of, play
from tests.factories import ContactReportFactory, MatchFactory
from tests.programmes.test_mentee_api import NEW

pytestmark = pytest.mark.django_db

MENTEES, MENTORS, CONTACTS = (
    f"/api/v1/{kind}/bulk/" for kind in ("mentees", "mentors", "contacts")
)
MENTOR = {
    "first_name": "Luc",
    "last_name": "Peeters",
    "languages": "nl:C2",
    "postcode": "2000",
    "active_from": "2022-01-01",
}


@pytest.fixture
def alice(api):
    return api("alice")


def mentee(number, **changes):
    return NEW | {"code": f"M-{number}", "vdab_number": f"70000{number}"} | changes


def send(client, *items, url=MENTEES):
    return client.post(url, {"items": list(items)}, format="json")


def results(answer):
    assert answer.status_code == 200, answer.content
    return [row["result"] for row in answer.json()["results"]]


def problem(answer, number=0):
    return answer.json()["results"][number]["problem"]


class TestMentees:
    def test_new_ones_are_kept_with_all_that_belongs_to_one(self, alice):
        answer = send(alice, mentee(1), mentee(2))
        assert results(answer) == ["created", "created"]
        kept = Mentee.objects.get(code="M-1")
        assert answer.json()["results"][0] == {
            "code": "M-1",
            "result": "created",
            "id": str(kept.pk),
        }
        assert (kept.promoter.code, kept.person.vdab_number) == (CORE, "700001")
        assert kept.history.get().history_user == play("alice")
        assert Entry.objects.filter(action="mentee.created").count() == 2
        assert list(faults()) == []

    def test_it_says_the_same_as_one_by_one(self, alice):
        send(alice, mentee(1))
        alone = alice.post("/api/v1/mentees/", mentee(2), format="json").json()
        together = alice.get(f"/api/v1/mentees/{Mentee.objects.get(code='M-1').pk}/").json()
        differs = {name for name in alone if alone[name] != together[name]}
        assert differs == {"id", "code", "vdab_number"}

    def test_known_ones_are_changed_where_they_differ(self, alice):
        send(alice, mentee(1), mentee(2))
        again = send(alice, mentee(1), mentee(2, first_name="Binta"))
        assert results(again) == ["unchanged", "changed"]
        assert Mentee.objects.get(code="M-2").first_name == "Binta"
        assert Mentee.objects.get(code="M-1").version == 1
        assert Entry.objects.filter(action="mentee.corrected").count() == 1

    def test_what_is_refused_stays_out_and_the_others_are_kept(self, alice):
        answer = send(alice, mentee(1, birth_date="gisteren"), mentee(2), mentee(3, nickname="x"))
        assert results(answer) == ["refused", "created", "refused"]
        assert list(problem(answer)["errors"]) == ["birth_date"]
        assert list(problem(answer, 2)["errors"]) == ["nickname"]
        assert Mentee.objects.count() == 1

    @pytest.mark.parametrize(
        "item", [None, 1, "M-1", [], {}, {"code": None}, {"code": "met spatie"}]
    )
    def test_what_is_no_item_is_refused_by_itself(self, alice, item):
        answer = send(alice, item, mentee(1))
        assert results(answer) == ["refused", "created"]

    def test_a_code_twice(self, alice):
        answer = send(alice, mentee(1), mentee(1, vdab_number="9"))
        assert results(answer) == ["created", "refused"]
        assert problem(answer, 1)["code"] == "code_twice"

    def test_a_code_of_someone_else_says_no_more_than_that(self, alice):
        theirs = enrolment_of(STRANGER).mentee
        answer = send(alice, mentee(1, code=theirs.code))
        assert problem(answer)["code"] == "code_in_use"
        assert answer.json()["results"][0]["id"] is None
        theirs.refresh_from_db()
        assert theirs.version == 1

    def test_a_vdab_number_is_used_once(self, alice):
        answer = send(alice, mentee(1), mentee(2, vdab_number="700001"))
        assert results(answer) == ["created", "refused"]
        assert problem(answer, 1)["code"] == "mentee_exists"
        assert Person.objects.count() == 1

    def test_a_change_that_is_refused_leaves_the_file_as_it_was(self, alice):
        send(alice, mentee(1), mentee(2))
        answer = send(alice, mentee(2, vdab_number="700001", first_name="Binta"))
        assert problem(answer)["code"] == "mentee_exists"
        assert Mentee.objects.get(code="M-2").first_name == NEW["first_name"]

    @pytest.mark.parametrize("role", ["carl", "vera", "max", "ann", "ada"])
    def test_others_keep_none(self, api, role):
        assert send(api(role), mentee(1)).status_code == 403

    @pytest.mark.parametrize(
        "body", [{}, {"items": []}, {"items": {}}, {"items": None}, {"items": [{}] * 1001}, []]
    )
    def test_what_is_no_list_of_items(self, alice, body):
        assert alice.post(MENTEES, body, format="json").status_code == 400

    def test_more_items_take_no_more_queries(self, alice):
        def queries(*numbers):
            with CaptureQueriesContext(connection) as seen:
                assert set(results(send(alice, *map(mentee, numbers)))) == {"created"}
            return len(seen)

        few = queries(10, 11)
        assert queries(*range(20, 40)) == few


class TestMentors:
    def test_it_works(self, alice):
        one, two = MENTOR | {"code": "B-1"}, MENTOR | {"code": "B-2"}
        assert results(send(alice, one, two, url=MENTORS)) == ["created", "created"]
        again = send(alice, one, two | {"capacity": 2}, url=MENTORS)
        assert results(again) == ["unchanged", "changed"]
        kept = Mentor.objects.get(code="B-2")
        assert (kept.capacity, kept.promoter.code) == (2, CORE)
        assert kept.history.count() == 2

    def test_a_rule_speaks_at_its_field(self, alice):
        answer = send(alice, MENTOR | {"code": "B-1", "active_until": "2021-01-01"}, url=MENTORS)
        assert list(problem(answer)["errors"]) == ["active_until"]

    def test_a_coach_keeps_none(self, api):
        assert send(api("carl"), MENTOR | {"code": "B"}, url=MENTORS).status_code == 403


class TestContacts:
    @pytest.fixture
    def match(self):
        return MatchFactory(enrolment=enrolment_of(active=True))

    def contact(self, duo, number=1, **changes):
        day = duo.started_on + timedelta(days=number)
        values = {"code": f"C-{number}", "match": str(duo.pk), "held_on": day.isoformat()}
        return values | {"kind": "contact", "reached": "yes", "minutes": 60} | changes

    def test_it_works(self, alice, match):
        one, two = self.contact(match), self.contact(match, 2)
        assert results(send(alice, one, two, url=CONTACTS)) == ["created", "created"]
        again = send(alice, one, two | {"minutes": 90}, url=CONTACTS)
        assert results(again) == ["unchanged", "changed"]
        kept = Contact.objects.get(code="C-2")
        assert (kept.minutes, kept.entered_by, kept.match) == (90, play("alice"), match)

    def test_a_contact_stays_with_its_duo(self, alice, match):
        other = MatchFactory(enrolment=enrolment_of(active=True))
        send(alice, self.contact(match), url=CONTACTS)
        moved = self.contact(match, match=str(other.pk))
        assert list(problem(send(alice, moved, url=CONTACTS))["errors"]) == ["match"]

    def test_one_of_a_kind_on_a_day(self, alice, match):
        twice = self.contact(match), self.contact(match, code="C-9")
        answer = send(alice, *twice, url=CONTACTS)
        assert problem(answer, 1)["code"] == "contact_exists"

    def test_a_day_outside_the_duo_is_refused(self, alice, match):
        answer = send(alice, self.contact(match, held_on="2030-01-01"), url=CONTACTS)
        assert list(problem(answer)["errors"]) == ["held_on"]

    @pytest.mark.parametrize("named", ["00000000-0000-0000-0000-000000000000", "x", None, 1, {}])
    def test_a_duo_that_is_not_there(self, alice, match, named):
        answer = send(alice, self.contact(match, match=named), url=CONTACTS)
        assert list(problem(answer)["errors"]) == ["match"]

    def test_someone_elses_duo_is_not_there_either(self, alice):
        theirs = MatchFactory(enrolment=enrolment_of(STRANGER, active=True))
        answer = send(alice, self.contact(theirs), url=CONTACTS)
        assert list(problem(answer)["errors"]) == ["match"]
        assert not Contact.objects.exists()

    def test_what_was_reported_joins_it(self, alice, match):
        day = match.started_on + timedelta(days=1)
        report = ContactReportFactory(match=match, held_on=day)
        assert results(send(alice, self.contact(match), url=CONTACTS)) == ["created"]
        report.refresh_from_db()
        assert report.contact.code == "C-1"
