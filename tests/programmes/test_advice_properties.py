"""Nothing changes unannounced, and what is said of a project holds on every day it names."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from m2w.periods import add_months, age_on
from programmes.advice import MONTHS_AHEAD, Place, advise, birthday, outcome
from programmes.eligibility import LotRules, Situation, screen

ON = date(2026, 5, 12)
LAST = add_months(ON, MONTHS_AHEAD)
near = st.dates(date(2026, 3, 1), date(2027, 1, 31))
answers = st.sampled_from(["yes", "no", "unknown", ""])
situations = st.builds(
    Situation,
    birth_date=st.none() | st.dates(date(2001, 3, 1), date(2002, 2, 28)),
    postcode=st.sampled_from(["", "1000", "2000", "2070", "3500"]),
    employed=answers,
    home_language=st.sampled_from(["nl", "ti", ""]),
    migration_background=answers,
    vdab_guidance_since=st.none() | near,
    vdab_guidance_until=st.none() | near,
    dutch_level=st.sampled_from(["none", "A2", "B1", "unknown", ""]),
    dutch_attested=answers,
    dutch_insufficient_for_job_target=answers,
    diploma_level=st.sampled_from(["primary", "upper_secondary", "master", "unknown", ""]),
    diploma_language=st.sampled_from(["nl", "fr", ""]),
)
rules = st.builds(
    LotRules,
    st.frozensets(st.sampled_from(["hoa", "loa", "youth"])),
    st.sampled_from(["A1", "A2", "B1"]),
    st.booleans(),
)
days = st.dates(ON + timedelta(days=1), LAST)


def advice_on(situation, lot):
    return advise(situation, [Place("p", "P", lot, frozenset(), 1)], ON)


@given(situations, rules, days)
def test_nothing_changes_without_being_announced(situation, lot, day):
    announced = [change.on for change in advice_on(situation, lot).changes if change.on <= day]
    then = outcome(screen(situation, lot, max(announced, default=ON)))
    assert outcome(screen(situation, lot, day)) == then


@given(situations, rules)
def test_what_is_announced_makes_a_difference(situation, lot):
    for change in advice_on(situation, lot).changes:
        before = screen(situation, lot, change.on - timedelta(days=1))
        assert outcome(before) != outcome(screen(situation, lot, change.on))


@given(situations, rules, days)
def test_a_project_is_open_as_long_as_it_says(situation, lot, day):
    (fit,) = advice_on(situation, lot).fits
    shut = screen(situation, lot, day).result == "ineligible"
    if fit.result == "ineligible":
        assert fit.since or shut
        assert fit.since is None or day >= fit.since or shut
    else:
        assert fit.until or not shut
        assert fit.until is None or day > fit.until or not shut


@given(situations, rules)
def test_it_says_what_the_screening_says(situation, lot):
    advice, found = advice_on(situation, lot), screen(situation, lot, ON)
    assert advice.criteria == found.criteria
    assert {one.code: one.result for one in advice.subgroups} == found.subgroups
    assert (advice.result, advice.missing) == (found.result, found.missing)


@given(st.dates(date(1950, 1, 1), date(2010, 12, 31)), st.integers(0, 80))
def test_the_birthday_is_the_first_day_of_an_age(born, age):
    day = birthday(born, age)
    assert age_on(born, day) == age
    assert age == 0 or age_on(born, day - timedelta(days=1)) == age - 1
