"""Many who want the last place of one mentor, or the same mentee, at the same moment."""

from functools import partial

import pytest
from django.db.models import QuerySet

from matching import services
from matching.models import Match
from tests.cast import CORE, enrolment_of, organisation, play
from tests.factories import MentorFactory
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


@pytest.mark.parametrize("attempt", ROUNDS)
def test_the_database_keeps_the_last_place_by_itself(attempt, monkeypatch):
    """With every lock taken away, the constraint is left."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **options: rows)
    mentor = MentorFactory(promoter=organisation(CORE))
    assert race_for(mentor) == {DONE: 1, "full": MANY - 1}


@pytest.mark.parametrize("attempt", ROUNDS)
def test_a_mentee_gets_one_mentor(attempt):
    enrolment = enrolment_of(approved=True)
    mentors = MentorFactory.create_batch(4, promoter=organisation(CORE))
    results = race(*[start(enrolment, mentor) for mentor in mentors])
    assert results == {DONE: 1, "open_match": 3}
    assert Match.objects.count() == enrolment.changes.count() == 1
