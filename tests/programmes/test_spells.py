"""Spells of work: what follows closely is one, and how long it must last."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.spells import Work, known, spells

DAY = date(2021, 1, 31)
LATER = date(2024, 1, 31)


def work(start, end=None) -> Work:
    """From so many days after a day to so many."""
    days = [None if n is None else DAY + timedelta(days=n) for n in (start, end)]
    return Work(*days)


CASES = [
    ("none", [], []),
    ("one", [work(0, 10)], [work(0, 10)]),
    ("31 days apart", [work(0, 10), work(41, 50)], [work(0, 50)]),
    ("32 days apart", [work(0, 10), work(42, 50)], [work(0, 10), work(42, 50)]),
    ("a short one within a long one", [work(0, 90), work(10, 20), work(120)], [work(0)]),
    ("open, so nothing is apart from it", [work(0), work(500, 510)], [work(0)]),
]


@pytest.mark.parametrize(("jobs", "found"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_what_follows_closely_is_one(jobs, found):
    assert list(spells(jobs, 31)) == found


@pytest.mark.parametrize(
    ("end", "as_of", "lasted"),
    [
        (date(2021, 4, 30), date(2021, 4, 30), True),
        (date(2021, 4, 29), date(2022, 1, 1), False),
        (None, date(2021, 4, 29), False),
        (None, date(2021, 4, 30), True),
    ],
)
def test_three_months_keep_the_day_or_take_the_last(end, as_of, lasted):
    assert Work(DAY, end).lasted(3, as_of) == lasted


def test_nothing_later_is_known():
    jobs = [work(5), work(0, 20), work(11)]
    assert known(jobs, DAY + timedelta(days=10)) == [work(0), work(5)]


JOBS = st.lists(
    st.tuples(st.integers(0, 300), st.one_of(st.none(), st.integers(0, 200))).map(
        lambda job: work(job[0], None if job[1] is None else sum(job))
    ),
    max_size=6,
)


def lies_in(job: Work, spell: Work) -> bool:
    ends_within = spell.ended_on is None or (job.ended_on and job.ended_on <= spell.ended_on)
    return spell.started_on <= job.started_on and bool(ends_within)


@given(JOBS, st.integers(0, 60))
def test_every_job_lies_in_a_spell_and_spells_lie_apart(jobs, gap):
    found = list(spells(known(jobs, LATER), gap))
    assert all(any(lies_in(job, spell) for spell in found) for job in known(jobs, LATER))
    for one, following in pairwise(found):
        assert following.started_on > one.ended_on + timedelta(days=gap)


@given(JOBS, st.sampled_from([3, 6, 12]))
def test_who_lasts_longer_lasted_less_long_too(jobs, months):
    for spell in spells(known(jobs, LATER), 31):
        assert spell.lasted(months - 1, LATER) or not spell.lasted(months, LATER)
