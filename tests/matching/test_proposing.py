"""A proposal for a project: proposals.md 1 and 2, without a database."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.document import document_of
from matching.proposing import propose
from tests.matching.crowds import all_speaking, situation


@given(st.integers(0, 100_000))
def test_what_a_proposal_always_holds(seed):
    made = situation(seed, 8, 6)
    found = propose(made)
    mentors = {mentor.code: mentor for mentor in made.mentors}
    enrolments = [pair.enrolment for pair in found.pairs]
    assert sorted([*enrolments, *(one.enrolment for one in found.left_over)]) == [
        one.code for one in made.waiting
    ]
    given_places = [pair.mentor for pair in found.pairs]
    assert all(given_places.count(code) <= mentors[code].places for code in given_places)
    for pair in found.pairs:
        assert pair.score == sum(pair.parts.values())
        assert min(pair.parts.values()) >= 0
        assert pair.shared_languages
    for one in found.left_over:
        assert sum(one.removed.values()) + one.candidates == len(made.mentors)
    assert found.proof.is_optimal
    assert found.proof.placed == len(found.pairs)


@given(st.integers(0, 100_000))
def test_the_order_of_rows_changes_nothing(seed):
    made = situation(seed, 6, 5)
    r = random.Random(seed)
    shuffled = {
        name: tuple(r.sample(getattr(made, name), len(getattr(made, name))))
        for name in ("waiting", "mentors", "coaches")
    }
    assert document_of(propose(replace(made, **shuffled))) == document_of(propose(made))


@given(st.integers(0, 100_000))
def test_locked_pairs_stand_and_the_proof_stays_that_of_a_free_choice(seed):
    made = all_speaking(situation(seed, 7, 5), random.Random(seed))
    free = propose(made)
    candidates = [(one, mentor) for one, mentor, _score in free.judged.candidates()]
    if not candidates:
        return
    enrolment, mentor = random.Random(seed).choice(candidates)
    found = propose(replace(made, locked={enrolment: mentor}))
    assert [p.mentor for p in found.pairs if p.enrolment == enrolment] == [mentor]
    assert [p.enrolment for p in found.pairs if p.is_locked] == [enrolment]
    assert found.proof.bounds == free.proof.bounds
    assert (found.proof.placed, found.proof.score) <= (free.proof.placed, free.proof.score)


def test_a_lock_that_a_rule_forbids_is_not_kept():
    made = situation(3, 6, 5)
    locked = {one.code: mentor.code for one in made.waiting for mentor in made.mentors}
    assert not [p for p in propose(replace(made, mentors=(), locked=locked)).pairs if p.is_locked]


def test_coaches_get_the_duos_in_turn():
    made = all_speaking(situation(2, 12, 12), random.Random(2))
    found = propose(made)
    duos = {coach.code: coach.open_matches for coach in made.coaches}
    for pair in found.pairs:
        assert duos[pair.coach] == min(duos.values())
        duos[pair.coach] += 1
    assert len(found.pairs) > len(made.coaches) > 1


@pytest.mark.parametrize(
    "values", [{"waiting": ()}, {"mentors": ()}, {"coaches": ()}, {"waiting": (), "mentors": ()}]
)
def test_nobody_to_place_or_to_place_with(values):
    found = propose(replace(situation(5, 4, 4), **values))
    assert found.pairs == ()
    assert found.proof.is_optimal
    assert document_of(found)["candidates"] == []
