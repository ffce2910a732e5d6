"""Whether a grant fits: within the budgets, and never less than what is settled or paid."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes import limits
from programmes.granting import Books, Decided, at_least, at_most, why_not

MONDAY, TUESDAY, FRIDAY = date(2022, 4, 4), date(2022, 4, 5), date(2022, 4, 8)
WAITING = False


def decided(on, adds, counts=True):
    return Decided(on, Decimal(adds), counts)


def books(*others, call=100, lot=None, settled=(), paid=()):
    """Of one project that is alone in its lot and call."""
    return Books(
        of_project=others,
        of_lot=others,
        of_call=others,
        call_budget=Decimal(call),
        lot_budget=None if lot is None else Decimal(lot),
        settled=[(on, Decimal(amount)) for on, amount in settled],
        paid=[(on, Decimal(amount)) for on, amount in paid],
    )


FIRST = decided(MONDAY, 60)
CASES = [
    # what is new, what stands beside it, what it breaks
    (decided(FRIDAY, 40), books(FIRST), ""),
    (decided(FRIDAY, "40.01"), books(FIRST), "over_budget"),
    (decided(MONDAY, "40.01"), books(FIRST, decided(FRIDAY, -50)), "over_budget"),
    (decided(FRIDAY, 50), books(FIRST, decided(TUESDAY, -10)), ""),
    (decided(FRIDAY, 50), books(FIRST, decided(TUESDAY, -10, WAITING)), "over_budget"),
    (decided(FRIDAY, 40), books(FIRST, decided(TUESDAY, "0.01", WAITING)), "over_budget"),
    (decided(FRIDAY, 20), books(FIRST, lot=80), ""),
    (decided(FRIDAY, "20.01"), books(FIRST, lot=80), "over_lot_budget"),
    (decided(FRIDAY, "40.01"), books(FIRST, lot=80), "over_budget"),
    (decided(FRIDAY, 0), books(FIRST, call=10, lot=10), ""),
    (decided(FRIDAY, -60), books(FIRST), ""),
    (decided(FRIDAY, "-60.01"), books(FIRST), "below_zero"),
    (decided(MONDAY - timedelta(1), -60), books(FIRST), "below_zero"),
    (decided(FRIDAY, -10), books(decided(MONDAY, 60, WAITING)), "below_zero"),
    (decided(FRIDAY, -40), books(FIRST, decided(TUESDAY, -30, WAITING)), "below_zero"),
    (decided(FRIDAY, -10), books(FIRST, settled=[(TUESDAY, 50)]), ""),
    (decided(FRIDAY, "-10.01"), books(FIRST, settled=[(TUESDAY, 50)]), "below_settled"),
    (
        decided(TUESDAY, -20),
        books(FIRST, decided(FRIDAY, 20), settled=[(TUESDAY, 50)]),
        "below_settled",
    ),
    (decided(FRIDAY, -20), books(FIRST, settled=[(MONDAY, 50), (TUESDAY, -10)]), ""),
    (decided(FRIDAY, -20), books(FIRST, paid=[(MONDAY, 40)]), ""),
    (decided(FRIDAY, "-20.01"), books(FIRST, paid=[(MONDAY, 40)]), "below_paid"),
    (decided(FRIDAY, 10), books(settled=[(MONDAY, 50)], paid=[(MONDAY, 50)]), ""),
]


@pytest.mark.parametrize(("new", "beside", "expected"), CASES)
def test_what_it_breaks(new, beside, expected):
    assert why_not(new, beside) == expected


days = st.dates(date(2022, 1, 1), date(2022, 1, 9))
cents = st.integers(-9_000, 9_000).map(lambda n: Decimal(n).scaleb(-2))
grants = st.lists(st.builds(Decided, days, cents, st.booleans()), max_size=8)


@given(grants, st.builds(Decided, days, cents, st.just(True)), st.data())
def test_what_fits_keeps_fitting_whatever_becomes_of_what_waits(others, new, data):
    """Where the limits held, they hold after it, each waiting one confirmed or taken away."""
    beside = books(*others, settled=[(date(2022, 1, 5), 30)])
    held = not limits.first_day_above(at_most(others), beside.call_budget)
    floor = limits.running(beside.settled)
    backed = not limits.first_day_beyond(floor, at_least(others))
    if why_not(new, beside) or not (held and backed):
        return
    kept = [one for one in others if one.counts or data.draw(st.booleans())]
    sums = limits.running((one.on, one.adds) for one in [*kept, new])
    assert limits.first_day_above(sums, beside.call_budget) is None
    assert limits.first_day_beyond(floor, sums) is None
