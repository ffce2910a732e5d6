from datetime import date
from decimal import Decimal

import pytest

from programmes import limits

MONDAY, TUESDAY, FRIDAY = date(2022, 4, 4), date(2022, 4, 5), date(2022, 4, 8)


def sums(*changes):
    return limits.running((day, Decimal(amount)) for day, amount in changes)


def test_a_running_sum_counts_a_whole_day_at_once():
    found = sums((FRIDAY, 5), (MONDAY, 100), (MONDAY, -40))
    assert list(found.items()) == [(MONDAY, 60), (FRIDAY, 65)]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("initial", 5), ("extension", 5), ("increase", 5), ("decrease", -5)],
)
def test_only_a_decrease_lowers_what_is_granted(kind, expected):
    assert limits.granted(kind, Decimal(5)) == expected


@pytest.mark.parametrize(("kind", "expected"), [("advance", 5), ("balance", 5), ("recovery", -5)])
def test_only_a_recovery_lowers_what_is_paid(kind, expected):
    assert limits.paid(kind, Decimal(5)) == expected


def test_a_limit_may_be_reached_but_not_passed():
    found = sums((MONDAY, 60), (FRIDAY, 40))
    assert limits.first_day_above(found, Decimal(100)) is None
    assert limits.first_day_above(found, Decimal("99.99")) == FRIDAY


def test_a_sum_below_zero_in_between_shows():
    assert limits.first_day_below_zero(sums((MONDAY, -1), (FRIDAY, 2))) == MONDAY
    assert limits.first_day_below_zero(sums((MONDAY, 1), (FRIDAY, -1))) is None


def test_one_sum_stays_below_another_on_every_day():
    granted = sums((MONDAY, 100), (FRIDAY, -50))
    assert limits.first_day_beyond(sums((TUESDAY, 100)), granted) == FRIDAY
    assert limits.first_day_beyond(sums((TUESDAY, 50)), granted) is None
    assert limits.first_day_beyond(sums((date(2022, 4, 3), 1)), granted) == date(2022, 4, 3)


def test_a_sum_by_a_day():
    found = sums((MONDAY, 60), (FRIDAY, 40))
    assert [limits.sum_by(found, day) for day in (date(2022, 4, 3), TUESDAY, FRIDAY)] == [
        0,
        60,
        100,
    ]
