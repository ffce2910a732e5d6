"""The hard rules of all pairs at once are those of one pair."""

from hypothesis import given
from hypothesis import strategies as st

from matching.candidates import CODES, FIRST, broken_rules
from matching.hard_rules import HARD_RULES, Pair, first_broken
from matching.scoring import best_shared
from tests.matching.crowds import situation


def pair_of(made, one, mentor, coach) -> Pair:
    return Pair(
        mentee=one.someone,
        mentor=mentor.someone,
        coach_languages=coach.languages,
        minimum_level=made.minimum_level,
        mentor_is_active=mentor.is_active,
        mentor_is_trained=mentor.is_trained,
        place=max(0, mentor.places),
        was_misfit=(one.mentee, mentor.code) in made.misfits,
        was_vetoed=(one.mentee, mentor.code) in made.vetoes,
    )


def broken_in(made):
    return broken_rules(made, best_shared(made.mentees.levels, made.volunteers.levels))


def best_of(pairs):
    """With several coaches a pair breaks what it breaks with each of them."""
    broken = [first_broken(pair) for pair in pairs]
    numbers = [CODES.index(rule.code) if rule else len(CODES) for rule in broken]
    return max(numbers, default=None)


@given(st.integers(0, 100_000))
def test_batch_and_pair_agree(seed):
    made = situation(seed, 4, 5)
    found = FIRST[broken_in(made)]
    for row, one in enumerate(made.waiting):
        for column, mentor in enumerate(made.mentors):
            pairs = [pair_of(made, one, mentor, coach) for coach in made.coaches]
            if pairs:
                assert found[row, column] == best_of(pairs)


@given(st.integers(0, 100_000))
def test_without_a_coach_nobody_is_allowed(seed):
    made = situation(seed, 3, 4, coaches=())
    assert (broken_in(made) != 0).all()


def test_there_is_a_bit_for_every_rule():
    assert tuple(rule.code for rule in HARD_RULES) == CODES
    assert len(CODES) == 8


def test_nobody_at_all():
    for mentees, mentors in [(0, 0), (0, 3), (3, 0)]:
        made = situation(1, mentees, mentors)
        assert broken_in(made).shape == (mentees, mentors)
