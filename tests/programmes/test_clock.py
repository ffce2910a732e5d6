"""Working days until a decision, standing still during questions: domain.md 3."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from m2w.periods import Period
from m2w.workdays import is_workday
from programmes.clock import Waiting, waiting

NORM = 10
# In the spring of 2026: 1 May and Ascension Day (14 May) are holidays, 25 May is Whit Monday.
THURSDAY = date(2026, 4, 30)


def may(day: int) -> date:
    return date(2026, 5, day)


def asked(first: date, answered: date | None = None) -> Period:
    return Period(first, answered)


CASES = [
    # submitted, until, questions, days, due on
    ("the day of submission counts not", THURSDAY, THURSDAY, [], 0, may(18)),
    ("a holiday counts not", THURSDAY, may(1), [], 0, may(18)),
    ("nor does a weekend", THURSDAY, may(3), [], 0, may(18)),
    ("the first working day", THURSDAY, may(4), [], 1, may(18)),
    ("the norm is reached", THURSDAY, may(18), [], 10, may(18)),
    ("a day too late", THURSDAY, may(19), [], 11, may(18)),
    ("submitted on a Sunday", may(3), may(4), [], 1, may(18)),
    ("an open question", THURSDAY, may(12), [asked(may(6))], 2, None),
    ("asked today", THURSDAY, may(4), [asked(may(4))], 0, None),
    ("the day of the answer counts", THURSDAY, may(7), [asked(may(6), may(7))], 3, may(19)),
    ("answered the same day", THURSDAY, may(7), [asked(may(6), may(6))], 4, may(18)),
    ("asked over a weekend", THURSDAY, may(11), [asked(may(9), may(10))], 6, may(18)),
    ("twice", THURSDAY, may(12), [asked(may(5), may(7)), asked(may(8), may(11))], 4, may(21)),
    ("asked after the norm", THURSDAY, may(21), [asked(may(20))], 11, may(18)),
]


@pytest.mark.parametrize(
    ("submitted_on", "until", "questions", "days", "due_on"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_the_clock(submitted_on, until, questions, days, due_on):
    found = waiting(submitted_on, until, NORM, questions)
    assert (found.days, found.due_on) == (days, due_on)


def test_over_the_norm_is_more_than_the_norm():
    assert [Waiting(days, 10, None, None).is_over for days in (9, 10, 11)] == [False, False, True]


def test_it_stands_still_until_the_answer():
    open_, closed = [asked(may(6))], [asked(may(6), may(8))]
    assert waiting(THURSDAY, may(7), NORM, open_).asked_on == may(6)
    assert waiting(THURSDAY, may(7), NORM, open_).stands_still
    assert not waiting(THURSDAY, may(8), NORM, closed).stands_still


def test_a_question_that_is_still_to_come_changes_nothing_yet():
    assert not waiting(THURSDAY, may(5), NORM, [asked(may(6))]).stands_still


days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
lengths = st.integers(0, 60)


@st.composite
def questions(draw, submitted_on):
    """Some questions one after the other; the last may still be open."""
    found, day = [], submitted_on
    for _ in range(draw(st.integers(0, 3))):
        first = day + timedelta(days=draw(st.integers(0, 20)))
        day = first + timedelta(days=draw(st.integers(0, 20)))
        found.append(Period(first, day))
    if found and draw(st.booleans()):
        found[-1] = Period(found[-1].start)
    return found


@st.composite
def lives(draw):
    submitted_on = draw(days)
    return submitted_on, submitted_on + timedelta(days=draw(lengths)), draw(questions(submitted_on))


@given(lives())
def test_every_day_adds_one_or_none(life):
    submitted_on, until, asked_ = life
    before = waiting(submitted_on, until, NORM, asked_).days
    after = waiting(submitted_on, until + timedelta(days=1), NORM, asked_).days
    assert after - before in (0, 1)


@given(lives())
def test_a_question_never_makes_the_wait_longer(life):
    submitted_on, until, asked_ = life
    with_, without = (waiting(submitted_on, until, NORM, q) for q in (asked_, []))
    assert 0 <= with_.days <= without.days
    assert with_.due_on is None or with_.due_on >= without.due_on


@given(lives())
def test_the_norm_is_reached_on_its_day_and_not_before(life):
    submitted_on, until, asked_ = life
    due_on = waiting(submitted_on, until, NORM, asked_).due_on
    if due_on is None:
        return
    assert is_workday(due_on)
    assert waiting(submitted_on, due_on, NORM, asked_).days == NORM
    assert waiting(submitted_on, due_on - timedelta(days=1), NORM, asked_).days == NORM - 1


@given(lives())
def test_the_clock_stands_still_during_a_question(life):
    submitted_on, until, asked_ = life
    for question in asked_:
        last = question.end or until
        before = waiting(submitted_on, question.start - timedelta(days=1), NORM, asked_).days
        if last > question.start:
            during = waiting(submitted_on, last - timedelta(days=1), NORM, asked_).days
            assert during == before
