"""How soon people found work, and whether they kept it."""

from datetime import date, timedelta

import pytest

from reporting.finding_work import found_work, per_group, still_looking, together
from reporting.measures import DIMENSIONS
from reporting.selection import select
from tests.cast import CORE, STRANGER, enrolment_of, play
from tests.factories import OutcomeFactory

pytestmark = pytest.mark.django_db
PROJECT = DIMENSIONS["project"]
LATE = date(2022, 4, 1)


def ended(code=CORE, **values):
    """Started on 1 March 2020, ended on 1 September 2020."""
    return enrolment_of(code, ended=True, **values)


def work(enrolment, start, end=None, kind="fixed_term"):
    return OutcomeFactory(enrolment=enrolment, kind=kind, started_on=start, ended_on=end)


def found(as_of=LATE, reader=None):
    return together(found_work(select(as_of, reader=reader), PROJECT))


def test_it_works():
    enrolment = ended()
    work(enrolment, enrolment.started_on + timedelta(days=200))
    one = found()
    assert dict(one.days) == {200: 1}
    assert one.long_ago == one.kept == {3: 1, 6: 1, 12: 1}


def test_the_first_that_counts_is_counted_from():
    enrolment = ended()
    work(enrolment, enrolment.started_on - timedelta(days=10), kind="temp_agency")
    work(enrolment, enrolment.started_on + timedelta(days=30), kind="training")
    work(enrolment, enrolment.started_on + timedelta(days=90))
    work(enrolment, enrolment.started_on + timedelta(days=150))
    assert dict(found().days) == {90: 1}


def test_work_past_the_horizon_counts_nowhere():
    enrolment = ended()
    work(enrolment, date(2021, 9, 2))
    assert found().people == 0
    work(enrolment, date(2021, 9, 1), kind="open_ended")
    assert found().people == 1


def test_kept_through_a_short_break_but_not_a_long_one():
    for enrolment, gap in [(ended(), 31), (ended(), 32)]:
        work(enrolment, date(2020, 9, 1), date(2020, 10, 1))
        again = date(2020, 10, 1) + timedelta(days=gap)
        work(enrolment, again, date(2021, 3, 1), kind="temp_agency")
    one = found()
    assert (one.long_ago[6], one.kept[6]) == (2, 1)


def test_nothing_later_is_known():
    enrolment = ended()
    work(enrolment, date(2020, 10, 1), date(2021, 3, 31))
    assert found(date(2020, 9, 30)).people == 0
    assert found(date(2020, 12, 31)).long_ago == {}
    assert found(date(2021, 1, 1)).kept == {3: 1}
    assert found(date(2021, 4, 1)).kept == {3: 1}


def test_each_group_by_itself():
    for code in (CORE, CORE, STRANGER):
        work(ended(code), date(2020, 10, 1))
    groups = per_group(found_work(select(LATE), PROJECT))
    assert sorted(group.people for group in groups.values()) == [1, 2]


def test_a_reader_counts_their_own():
    work(ended(), date(2020, 10, 1))
    work(ended(STRANGER), date(2020, 10, 1))
    assert found(reader=play("alice")).people == 1
    assert found(reader=play("carl")).people == 0


def test_who_found_none_is_followed_to_the_day_or_the_horizon():
    work(ended(), date(2020, 10, 1))
    ended(), ended()
    selection = select(date(2021, 3, 1))
    looked = still_looking(selection, found_work(selection, PROJECT))
    assert looked == {365: 2}
    selection = select(LATE)
    looked = still_looking(selection, found_work(selection, PROJECT))
    assert looked == {(date(2021, 9, 1) - date(2020, 3, 1)).days: 2}


def test_more_people_take_no_more_queries(django_assert_num_queries):
    work(ended(), date(2020, 10, 1))
    selection = select(LATE)
    with django_assert_num_queries(100, exact=False) as few:
        still_looking(selection, found_work(selection, PROJECT))
    work(ended(), date(2020, 11, 1))
    selection = select(LATE)
    with django_assert_num_queries(len(few), exact=False):
        still_looking(selection, found_work(selection, PROJECT))
