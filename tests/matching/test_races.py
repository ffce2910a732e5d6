"""Many who want the last place of one mentor, or the same mentee, at the same moment."""

from contextlib import contextmanager
from datetime import date
from functools import partial

import pytest
from django.db import connection
from django.urls import reverse
from rest_framework.test import APIClient

from matching import pairs, services
from matching.models import Match, MatchChange, Survey
from matching.surveying import question_at
from tests.cast import CORE, enrolment_of, organisation, play
from tests.conftest import TODAY
from tests.factories import MatchFactory, MembershipFactory, MentorFactory
from tests.races import DONE, race

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 10
ROUNDS = range(5)


def start(enrolment, mentor):
    """One attempt at a duo, ready to be made in a race."""
    coach, alice = play("carl").acting.staff, play("alice")
    return partial(services.start_match, enrolment, mentor, coach, by=alice)


def race_for(mentor):
    return race(*[start(enrolment_of(approved=True), mentor) for _ in range(MANY)])


@pytest.mark.parametrize("attempt", ROUNDS)
def test_the_last_place_goes_to_one(attempt):
    mentor = MentorFactory(promoter=organisation(CORE))
    assert race_for(mentor) == {DONE: 1, "full": MANY - 1}
    assert mentor.matches.count() == 1


@pytest.mark.parametrize("attempt", ROUNDS)
def test_no_place_stays_empty(attempt):
    """Without the lock on the mentor two would try the same place, and one of them fail."""
    mentor = MentorFactory(promoter=organisation(CORE), capacity=3)
    assert race_for(mentor) == {DONE: 3, "full": MANY - 3}
    assert set(mentor.matches.values_list("slot", flat=True)) == {1, 2, 3}


@pytest.fixture
def looking_helps_nobody(monkeypatch):
    """Everyone finds a place free, whoever was first: what is left is the database."""
    monkeypatch.setattr(pairs, "place_for", lambda mentor, on: 1)


@pytest.mark.parametrize("attempt", ROUNDS)
def test_the_database_keeps_the_last_place_by_itself(attempt, looking_helps_nobody):
    mentor = MentorFactory(promoter=organisation(CORE))
    assert race_for(mentor) == {DONE: 1, "full": MANY - 1}
    assert mentor.matches.count() == 1


@contextmanager
def without(constraint):
    """The database as it would be if nobody had thought of this constraint."""
    found = next(one for one in Match._meta.constraints if one.name == constraint)
    with connection.schema_editor() as editor:
        editor.remove_constraint(Match, found)
    try:
        yield
    finally:
        Match.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Match, found)


def test_without_the_constraint_a_place_is_given_away_twice(looking_helps_nobody):
    """So the test above fails when the constraint is dropped."""
    mentor = MentorFactory(promoter=organisation(CORE))
    with without("match_one_per_place"):
        assert race_for(mentor) == {DONE: MANY}
        assert mentor.matches.count() == MANY


@pytest.mark.parametrize("attempt", ROUNDS)
def test_a_mentee_gets_one_mentor(attempt):
    enrolment = enrolment_of(approved=True)
    mentors = MentorFactory.create_batch(4, promoter=organisation(CORE))
    results = race(*[start(enrolment, mentor) for mentor in mentors])
    assert results == {DONE: 1, "open_match": 3}
    assert Match.objects.count() == enrolment.changes.count() == 1


class TestRequests:
    """Twenty rounds of ten real requests at once, half of them by a second coordinator."""

    TIMES = 20
    URL = "/api/v1/matches/"

    @pytest.fixture
    def clients(self):
        colleague = MembershipFactory(staff__organisation=organisation(CORE)).staff.user
        signed_in = []
        for user in [play("alice"), colleague] * (MANY // 2):
            client = APIClient()
            client.force_login(user)
            signed_in.append(client)
        return signed_in

    def asked(self, enrolment, mentor):
        return {
            "enrolment": str(enrolment.pk),
            "mentor": str(mentor.pk),
            "coach": str(play("carl").acting.staff.pk),
        }

    def on_page(self, client, asked):
        """The page, which says in a sentence why it refuses."""
        address = reverse("match_start", args=[asked.pop("enrolment")])
        answer = client.post(address, asked | {"started_on": "01/04/2022"})
        assert (answer.status_code == 302) != ("Deze mentor heeft geen vrije plaats" in answer.text)
        return answer

    def test_the_last_place_through_the_api(self, clients):
        for _ in range(self.TIMES):
            mentor = MentorFactory(promoter=organisation(CORE))
            bodies = [self.asked(enrolment_of(approved=True), mentor) for _ in clients]
            acts = [
                partial(client.post, self.URL, body, format="json")
                for client, body in zip(clients, bodies, strict=True)
            ]
            assert race(*acts) == {201: 1, 409: MANY - 1}
            assert mentor.matches.count() == 1

    def test_the_last_place_through_the_page(self, clients):
        for _ in range(self.TIMES):
            mentor = MentorFactory(promoter=organisation(CORE))
            acts = [
                partial(self.on_page, client, self.asked(enrolment_of(approved=True), mentor))
                for client in clients
            ]
            assert race(*acts) == {302: 1, 409: MANY - 1}
            assert mentor.matches.count() == 1

    def test_one_mentee_gets_one_of_many_mentors(self, clients):
        for _ in range(self.TIMES):
            enrolment = enrolment_of(approved=True)
            mentors = MentorFactory.create_batch(MANY, promoter=organisation(CORE))
            acts = [
                partial(client.post, self.URL, self.asked(enrolment, mentor), format="json")
                for client, mentor in zip(clients, mentors, strict=True)
            ]
            assert race(*acts) == {201: 1, 409: MANY - 1}
            assert enrolment.matches.count() == enrolment.changes.count() == 1


@pytest.mark.parametrize("attempt", ROUNDS)
def test_a_duo_ends_once_and_is_not_extended_after_it(attempt):
    match = MatchFactory(
        enrolment=enrolment_of(active=True),
        started_on=date(2022, 3, 1),
        planned_end_on=date(2022, 9, 1),
    )
    alice = play("alice")
    end = partial(services.end_match, match, by=alice, reason="work")
    extend = partial(services.extend_match, match, by=alice, planned_end_on=date(2022, 12, 1))
    assert race(end, extend, end)[DONE] in {1, 2}
    match.refresh_from_db()
    assert match.ended_on == TODAY
    past = match.history.order_by("version").values_list("ended_on", "planned_end_on")
    ends = [planned for ended_on, planned in past if ended_on]
    assert ends == [match.planned_end_on]
    assert MatchChange.objects.count() == int(match.planned_end_on == date(2022, 12, 1))


class TestQuestionnaires:
    ANSWERS = {"contact": 4, "understanding": 5, "help": 3, "confidence": 2, "satisfied": 4}

    def question(self):
        match = MatchFactory(
            enrolment=enrolment_of(active=True),
            mentor__promoter=organisation(CORE),
            started_on=date(2022, 3, 1),
        )
        return question_at(match, "mentee_satisfaction.month_one")

    @pytest.mark.parametrize("attempt", ROUNDS)
    def test_a_link_is_answered_once(self, attempt):
        survey = services.invite(self.question(), by=play("alice"))
        act = partial(services.answer_survey, survey, self.ANSWERS, language="nl")
        assert race(act, act, act) == {DONE: 1, "answered": 2}
        assert survey.answers.count() == 5

    @pytest.mark.parametrize("attempt", ROUNDS)
    def test_one_question_is_one_row_whoever_asks_it(self, attempt):
        question, alice = self.question(), play("alice")
        results = race(
            partial(services.invite, question, by=alice),
            partial(services.invite, question, by=None),
            partial(services.key_in, question, self.ANSWERS, by=alice),
        )
        assert results[DONE] >= 1
        assert set(results) <= {DONE, "answered"}
        assert Survey.objects.count() == 1
        assert Survey.objects.get().answers.count() == 5
