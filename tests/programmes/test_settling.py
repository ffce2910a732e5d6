"""What is settled and paid, within what was granted: the table of cases."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes import limits, settling
from programmes.settling import Change

MONDAY, TUESDAY, FRIDAY = date(2022, 4, 4), date(2022, 4, 5), date(2022, 4, 8)
amounts = st.integers(0, 10_000_00).map(lambda n: Decimal(n) / 100)


def allowed(*changes):
    return limits.running((day, Decimal(amount)) for day, amount in changes)


@pytest.mark.parametrize(
    ("accepted", "granted", "before", "amount"),
    [
        (100, 500, 0, 100),
        (100, 500, 450, 50),
        (100, 500, 500, 0),
        (100, 400, 450, 0),  # the ceiling was lowered since
        (0, 500, 0, 0),
    ],
)
def test_what_is_proposed(accepted, granted, before, amount):
    assert settling.proposed(Decimal(accepted), Decimal(granted), Decimal(before)) == amount


@given(amounts, amounts, amounts)
def test_what_is_proposed_always_fits(accepted, granted, before):
    amount = settling.proposed(accepted, granted, before)
    assert 0 <= amount <= accepted
    assert amount == 0 or before + amount <= granted


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ([Change(MONDAY, Decimal(100))], ""),
        ([Change(MONDAY, Decimal("100.01"))], "above_granted"),
        ([Change(date(2022, 4, 3), Decimal(100))], "above_granted"),  # before it was granted
        ([Change(MONDAY, Decimal(60)), Change(FRIDAY, Decimal(-60))], ""),
        ([Change(MONDAY, Decimal(60)), Change(FRIDAY, Decimal("-60.01"))], "below_zero"),
        # What waits and adds takes its room; what waits and lowers frees none.
        ([Change(MONDAY, Decimal(60)), Change(TUESDAY, Decimal(41), False)], "above_granted"),
        (
            [
                Change(MONDAY, Decimal(100)),
                Change(TUESDAY, Decimal(-50), False),
                Change(FRIDAY, Decimal(1)),
            ],
            "above_granted",
        ),
        (
            [
                Change(MONDAY, Decimal(100)),
                Change(TUESDAY, Decimal(-50)),
                Change(FRIDAY, Decimal(50)),
            ],
            "",
        ),
        # Two that wait and lower may not do so for the same euros.
        (
            [
                Change(MONDAY, Decimal(100)),
                Change(TUESDAY, Decimal(-60), False),
                Change(FRIDAY, Decimal(-60), False),
            ],
            "below_zero",
        ),
        # One that waits and adds is nothing to take off from.
        ([Change(MONDAY, Decimal(50), False), Change(FRIDAY, Decimal(-1))], "below_zero"),
    ],
)
def test_what_fits_under_what_was_granted(changes, code):
    assert settling.why_not_within(changes, allowed((MONDAY, 100))) == code


def test_what_is_left_to_pay():
    assert settling.balance(Decimal(80), Decimal(50)) == 30
    assert settling.balance(Decimal(40), Decimal(50)) == -10
