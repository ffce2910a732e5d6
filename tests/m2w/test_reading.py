"""What someone sees of people is on the record before they see it; what is refused too."""

from uuid import uuid4

import pytest
from django.db import DatabaseError
from django.urls import reverse

from m2w.audit import chain
from m2w.audit.chain import faults
from m2w.audit.models import Entry
from tests.cast import CORE, STRANGER, enrolment_of, organisation, play
from tests.factories import MatchFactory, MenteeFactory

pytestmark = pytest.mark.django_db


def recorded(action="file."):
    lines = Entry.objects.filter(action__startswith=action).order_by("pk")
    return [(line.action, line.object_type, line.object_id) for line in lines]


def shown(file, action="file.listed"):
    return (action, file._meta.label_lower, str(file.pk))


@pytest.fixture
def match():
    return MatchFactory(enrolment=enrolment_of(CORE, active=True))


def test_who_opens_a_file_is_on_the_record(browse):
    mentee = MenteeFactory(promoter=organisation(CORE))
    browse("alice").get(reverse("mentee", args=[mentee.pk]))
    (line,) = Entry.objects.filter(action="file.opened")
    assert (line.actor, line.role, line.object_id) == (play("alice"), "coordinator", str(mentee.pk))
    assert line.details == {"page": "mentee"}
    assert line.request is not None


def test_a_list_tells_who_was_in_it(browse):
    ours = MenteeFactory.create_batch(2, promoter=organisation(CORE))
    MenteeFactory(promoter=organisation(STRANGER))
    browse("alice").get(reverse("mentees"))
    assert sorted(recorded()) == sorted(map(shown, ours))
    lines = Entry.objects.filter(action="file.listed")
    assert len({line.request for line in lines}) == 1


def test_a_duo_is_two_people(browse, match):
    browse("alice").get(reverse("match", args=[match.pk]))
    people = [match.enrolment.mentee, match.mentor]
    assert recorded() == [shown(person, "file.opened") for person in people]


def test_an_enrolment_tells_of_its_mentee_and_of_the_mentors_beside_it(browse, match):
    browse("alice").get(reverse("enrolment", args=[match.enrolment.pk]))
    assert recorded() == [shown(match.enrolment.mentee, "file.opened"), shown(match.mentor)]


def test_the_home_page_names_who_waits_longest(browse):
    waiting = enrolment_of(CORE, approved=True)
    browse("alice").get("/")
    assert recorded() == [shown(waiting.mentee)]


def test_a_filter_that_names_someone_shows_them(browse, match):
    browse("alice").get(reverse("matches"), {"mentor": match.mentor.code, "state": "ended"})
    assert recorded() == [shown(match.mentor)]


def test_what_shows_no_one_is_not_recorded(browse, match):
    browse("alice").get(reverse("projects"))
    assert recorded() == []


def test_a_report_taken_away_as_a_file_is_an_export(browse):
    browse("max").get(reverse("report_detail", args=["budget"]), {"format": "csv"})
    assert recorded("report.") == [("report.exported", "", "")]


def test_the_api_too(api):
    api("max").get("/api/v1/reports/budget/", {"format": "xlsx"})
    (line,) = Entry.objects.filter(action="report.exported")
    assert line.actor == play("max")
    assert line.details == {"report": "budget", "format": "xlsx"}


def test_recording_takes_one_insert(browse, django_assert_max_num_queries):
    MenteeFactory.create_batch(50, promoter=organisation(CORE))
    alice = browse("alice")
    with django_assert_max_num_queries(50) as queries:
        alice.get(reverse("mentees"))
    inserts = [query["sql"] for query in queries if query["sql"].startswith("INSERT")]
    assert len(inserts) == 1
    assert len(recorded()) == 50


def test_a_thousand_reads_are_exactly_those_thousand(browse):
    mentees = MenteeFactory.create_batch(100, promoter=organisation(CORE))
    MenteeFactory.create_batch(20, promoter=organisation(STRANGER))
    alice, read = browse("alice"), []
    for _ in range(9):
        for page in (1, 2):
            answer = alice.get(reverse("mentees"), {"page": page})
            read += map(shown, answer.context["object_list"])
    for mentee in mentees:
        alice.get(reverse("mentee", args=[mentee.pk]))
        read.append(shown(mentee, "file.opened"))
    assert len(read) == 1000
    assert sorted(recorded()) == sorted(read)
    assert list(faults()) == []


def test_a_form_that_comes_back_with_errors_shows_the_file(browse):
    mentee = MenteeFactory(promoter=organisation(CORE))
    form = {"version": mentee.version, "first_name": ""}
    answer = browse("alice").post(reverse("mentee_correct", args=[mentee.pk]), form)
    assert mentee.last_name in answer.text
    assert recorded() == [shown(mentee, "file.opened")]


def test_without_a_record_there_is_no_answer(browse, monkeypatch):
    def full(lines):
        raise DatabaseError

    mentee, alice = MenteeFactory(promoter=organisation(CORE)), browse("alice")
    monkeypatch.setattr(chain, "append", full)
    answer = alice.get(reverse("mentee", args=[mentee.pk]))
    assert answer.status_code == 503
    assert mentee.last_name not in answer.content.decode()


class TestRefusals:
    def test_a_role_without_any_right(self, browse):
        browse("ann").get(reverse("mentees"))
        (line,) = Entry.objects.filter(action="access.refused")
        assert (line.action, line.actor, line.role) == ("access.refused", play("ann"), "analyst")
        assert line.details == {"page": "mentees", "method": "GET", "status": 403}

    def test_what_is_anothers_and_what_does_not_exist(self, browse):
        theirs, made_up = MenteeFactory(promoter=organisation(STRANGER)).pk, uuid4()
        for pk in [theirs, made_up]:
            browse("alice").get(reverse("mentee", args=[pk]))
        assert recorded("access.") == [("access.refused", "", str(pk)) for pk in [theirs, made_up]]

    def test_a_key_that_is_none(self, client):
        client.get("/api/v1/reports/", headers={"authorization": "Token forged"})
        (line,) = Entry.objects.filter(action="access.refused")
        assert (line.actor, line.details["status"]) == (None, 401)
        assert "forged" not in str(line.details)

    def test_no_line_for_who_is_simply_not_signed_in(self, client):
        client.get("/api/v1/reports/")
        client.get("/mentees/")
        client.get("/bestaat/niet/")
        assert recorded("access.") == []

    def test_an_address_that_is_none_is_no_attempt(self, browse):
        browse("alice").get("/bestaat/niet/")
        assert recorded("access.") == []

    def test_nothing_that_was_typed_is_kept(self, browse):
        browse("alice").get(reverse("report_detail", args=["geheim"]), {"call": "geheim"})
        (line,) = Entry.objects.filter(action="access.refused")
        assert "geheim" not in str(vars(line))
