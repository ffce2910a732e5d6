"""Working days: Monday to Friday, without the Belgian public holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from m2w.workdays import add_workdays, is_workday, workday_back, workdays

days = st.dates(date(2000, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 4, 30), True),
        (date(2026, 5, 1), False),  # Labour Day
        (date(2026, 5, 2), False),  # a Saturday
        (date(2026, 5, 14), False),  # Ascension Day
        (date(2026, 7, 21), False),  # the national holiday
    ],
)
def test_a_working_day(day, expected):
    assert is_workday(day) == expected


def test_those_between_two_days():
    assert list(workdays(date(2026, 4, 30), date(2026, 5, 5))) == [
        date(2026, 5, 4),
        date(2026, 5, 5),
    ]
    assert list(workdays(date(2026, 5, 5), date(2026, 5, 4))) == []


def test_counting_back():
    tuesday = date(2026, 5, 5)
    back = [workday_back(tuesday, count) for count in (1, 2, 3)]
    assert back == [tuesday, date(2026, 5, 4), date(2026, 4, 30)]
    assert workday_back(date(2026, 5, 3), 1) == date(2026, 4, 30)


@given(days, st.integers(1, 40))
def test_back_and_forth(day, count):
    start = workday_back(day, count + 1)
    assert is_workday(start)
    assert len(list(workdays(start, day))) == count
    assert add_workdays(start, count) <= day
    assert len(list(workdays(start - timedelta(days=1), day))) == count + 1
