from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from m2w.periods import Period
from programmes.open_periods import clashes, open_period

FIRST = date(2022, 1, 1)
days = st.integers(0, 12).map(lambda number: FIRST + timedelta(days=number))
periods = st.builds(open_period, days, st.none() | days)


@pytest.mark.parametrize(
    ("closed_on", "expected"),
    [
        ((), Period(FIRST)),
        ((None, None), Period(FIRST)),
        ((date(2022, 1, 5), date(2022, 1, 3)), Period(FIRST, date(2022, 1, 3))),
        ((FIRST,), None),
    ],
)
def test_the_first_closing_counts(closed_on, expected):
    assert open_period(FIRST, *closed_on) == expected


def test_what_never_opened_is_not_open():
    assert open_period(None, FIRST) is None


@given(st.lists(periods, max_size=5))
def test_a_clash_is_a_day_on_which_two_are_open(found):
    """Compared with counting, day by day, how many are open."""
    opened = [(period, number) for number, period in enumerate(found) if period]
    calendar = [FIRST + timedelta(days=number) for number in range(14)]
    busiest = max(sum(day in period for period, _ in opened) for day in calendar)
    assert bool(list(clashes(opened))) == (busiest > 1)
