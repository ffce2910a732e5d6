"""What a volunteer may be paid: domain.md 7 and the law on volunteers."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from m2w.periods import Period
from matching.fees import Paid, excess, known_maxima, maxima, total_of, why_not_on

MONDAY, TUESDAY = date(2024, 3, 4), date(2024, 3, 5)


def paid(day, amount):
    return Paid(day, Decimal(amount))


def found(new, others=()):
    over = excess(new, others)
    return over and (over.code, over.day, over.left)


def test_the_maxima_of_2024():
    assert (maxima(2024).day, maxima(2024).year) == (Decimal("41.48"), Decimal("1659.29"))


@pytest.mark.parametrize(("year", "known_for"), [(2018, 2019), (2020, 2020), (2099, 2024)])
def test_a_year_without_its_own_takes_the_last_known(year, known_for):
    assert maxima(year).known_for == known_for


def test_they_are_never_lower_than_the_year_before():
    rows = [known_maxima()[year] for year in sorted(known_maxima())]
    assert [row.known_for for row in rows] == list(range(2019, 2025))
    assert rows == sorted(rows, key=lambda row: (row.day, row.year))
    assert all(abs(row.year - 40 * row.day) < 1 for row in rows)


def test_within_both():
    assert found([paid(MONDAY, "41.48")]) is None


def test_all_of_a_day_together():
    assert found([paid(MONDAY, "41.49")]) == ("day_maximum", MONDAY, Decimal("41.48"))
    others = [paid(MONDAY, 30), paid(TUESDAY, 41)]
    assert found([paid(MONDAY, "11.48")], others) is None
    assert found([paid(MONDAY, "11.49")], others) == ("day_maximum", MONDAY, Decimal("11.48"))
    assert found([paid(MONDAY, 30), paid(MONDAY, 12)]) == ("day_maximum", MONDAY, Decimal("29.48"))


def days_of(year, count):
    return [date(year, 1 + n // 28, 1 + n % 28) for n in range(count)]


def test_all_of_a_year_together():
    others = [paid(day, "41.48") for day in days_of(2024, 40)]
    last = date(2024, 12, 31)
    assert total_of(others, 2024) == Decimal("1659.20")
    assert found([paid(last, "0.09")], others) is None
    assert found([paid(last, "0.10")], others) == ("year_maximum", last, Decimal("0.09"))
    assert found([paid(date(2025, 1, 1), 40)], others) is None


fees = st.lists(
    st.builds(
        Paid,
        st.dates(date(2023, 12, 1), date(2024, 1, 31)),
        st.integers(1, 3_000).map(lambda n: Decimal(n).scaleb(-2)),
    ),
    max_size=60,
)


@given(fees, fees)
def test_what_is_allowed_keeps_every_maximum(others, new):
    everything = [*others, *new]
    held = {fee.day for fee in others if sum_on(others, fee.day) <= maxima(fee.day.year).day} | {
        fee.day for fee in new
    }
    if excess(new, others) is None:
        for fee in new:
            assert sum_on(everything, fee.day) <= maxima(fee.day.year).day
            assert total_of(everything, fee.day.year) <= maxima(fee.day.year).year
    else:
        assert any(
            sum_on(everything, day) > maxima(day.year).day
            or total_of(everything, day.year) > maxima(day.year).year
            for day in held
        )


def sum_on(rows, day):
    return sum(fee.amount for fee in rows if fee.day == day)


TERM = Period.through(date(2024, 3, 1), date(2024, 3, 31))
TODAY = date(2024, 3, 20)


@pytest.mark.parametrize(
    ("day", "active", "expected"),
    [
        (date(2024, 3, 20), Period(date(2024, 1, 1)), ""),
        (date(2024, 3, 21), Period(date(2024, 1, 1)), "in_future"),
        (date(2024, 2, 29), Period(date(2024, 1, 1)), "outside_term"),
        (date(2024, 3, 1), Period(date(2024, 3, 2)), "not_registered"),
        (date(2024, 3, 5), Period.through(date(2024, 1, 1), date(2024, 3, 4)), "not_registered"),
        (date(2024, 3, 4), Period.through(date(2024, 1, 1), date(2024, 3, 4)), ""),
    ],
)
def test_the_days_for_which_one_is_paid(day, active, expected):
    assert why_not_on(day, TERM, active, TODAY) == expected
