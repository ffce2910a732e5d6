from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from m2w.periods import Period
from matching.capacity import free_place, overbooked

FIRST = date(2022, 1, 1)


def period(start, length):
    first = FIRST + timedelta(days=start)
    return Period(first, first + timedelta(days=length) if length else None)


periods = st.builds(period, st.integers(0, 10), st.integers(0, 5))


def test_a_place_is_free_on_the_day_a_duo_ends():
    duos = [(period(0, 5), "first"), (period(5, 5), "second")]
    assert list(overbooked(duos, 1)) == []


def test_the_one_that_comes_last_is_one_too_many():
    duos = [(period(4, 5), "last"), (period(0, 5), "first"), (period(0, 0), "open")]
    assert list(overbooked(duos, 2)) == ["last"]


@given(st.lists(periods, max_size=6), st.integers(1, 3))
def test_overbooked_is_a_day_with_more_duos_than_places(found, capacity):
    """Compared with counting, day by day, how many are open."""
    calendar = [FIRST + timedelta(days=number) for number in range(18)]
    busiest = max(sum(day in one for one in found) for day in calendar)
    duos = [(one, number) for number, one in enumerate(found)]
    assert bool(list(overbooked(duos, capacity))) == (busiest > capacity)


@given(st.lists(periods, max_size=6), st.integers(1, 3))
def test_without_the_overbooked_everyone_has_a_place(found, capacity):
    duos = [(one, number) for number, one in enumerate(found)]
    refused = set(overbooked(duos, capacity))
    kept = [one for one, number in duos if number not in refused]
    calendar = [FIRST + timedelta(days=number) for number in range(18)]
    assert all(sum(day in one for one in kept) <= capacity for day in calendar)


@pytest.mark.parametrize(("taken", "place"), [((), 1), ({1}, 2), ({2}, 1), ({1, 3}, 2)])
def test_the_lowest_free_place(taken, place):
    assert free_place(taken) == place
