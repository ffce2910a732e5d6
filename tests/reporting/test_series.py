"""Counts on a series of days are those of each day by itself."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from reporting.indicators import counts_by, counts_on
from reporting.measures import CROSS_MEASURES, DIMENSIONS, MEASURES
from reporting.selection import select
from tests.factories import EnrolmentFactory, MatchFactory, OutcomeFactory

pytestmark = pytest.mark.django_db

ALONG = [DIMENSIONS["nationality_group"], DIMENSIONS["age_band"]]
TODAY = date(2022, 4, 1)


@pytest.fixture(autouse=True)
def enrolments():
    """Of every state, and one person of a band in which there is another."""
    EnrolmentFactory(submitted=True)
    EnrolmentFactory(rejected=True)
    for age in (31, 33, 52):
        EnrolmentFactory(active=True, profile_age=age)
    ended = EnrolmentFactory(ended=True)
    MatchFactory(enrolment=ended)
    OutcomeFactory(enrolment=ended)
    OutcomeFactory(enrolment=ended, started_on=TODAY - timedelta(days=3))
    too_early = EnrolmentFactory(ended=True)
    OutcomeFactory(enrolment=too_early, started_on=too_early.started_on - timedelta(days=1))
    return ended


@pytest.fixture
def days(enrolments):
    """Before, on and after the days on which something happened."""
    own = (enrolments.submitted_on, enrolments.started_on, enrolments.ended_on)
    return sorted({date(2000, 1, 1), *own, TODAY})


@pytest.mark.parametrize("code", CROSS_MEASURES)
def test_it_works(code, days):
    selection, measure = select(TODAY), MEASURES[code]
    alone = {
        (*key, day.isoformat()): n
        for day in days
        for key, n in counts_by(replace(selection, as_of=day), measure, ALONG).items()
    }
    assert alone
    assert counts_on(selection, measure, ALONG, days) == alone


def test_of_some_persons(days):
    found = counts_on(select(TODAY), MEASURES["active"], ALONG, days, [("age_band", "25-34")])
    assert {(key[1], n) for key, n in found.items() if key[2] == TODAY.isoformat()} == {
        ("25-34", 2)
    }


def test_all_days_are_one_query(days, django_assert_num_queries):
    selection = select(TODAY)
    with django_assert_num_queries(1):
        counts_on(selection, MEASURES["active"], ALONG, days)
