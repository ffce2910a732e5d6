"""Money of a project as of a day: the table of cases of domain.md 7."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from m2w.periods import add_months
from reporting import budget
from reporting.budget import Money, Term

# 1 January 2020 to 31 December 2021: 731 days.
TERM = Term(date(2020, 1, 1), date(2021, 12, 31))
GRANTED = Decimal("73100.00")


class TestExpected:
    @pytest.mark.parametrize(
        ("as_of", "amount"),
        [
            (date(2019, 12, 31), "0.00"),
            (date(2020, 1, 1), "100.00"),
            (date(2020, 1, 2), "200.00"),
            (date(2021, 12, 31), "73100.00"),
            (date(2024, 1, 1), "73100.00"),
        ],
    )
    def test_follows_the_days_first_and_last_included(self, as_of, amount):
        assert budget.expected(GRANTED, TERM, as_of) == Decimal(amount)

    def test_rounds_half_up_after_the_last_step(self):
        assert budget.expected(
            Decimal("0.01"), Term(TERM.first_day, date(2020, 1, 2)), TERM.first_day
        ) == Decimal("0.01")


class TestDueUntil:
    @pytest.mark.parametrize(
        ("as_of", "until"),
        [
            (date(2020, 6, 1), None),
            (date(2021, 3, 30), None),
            (date(2021, 3, 31), date(2020, 12, 31)),
            (date(2022, 3, 30), date(2020, 12, 31)),
            (date(2022, 3, 31), date(2021, 12, 31)),
            (date(2030, 1, 1), date(2021, 12, 31)),
        ],
    )
    def test_years_are_due_on_31_march(self, as_of, until):
        assert budget.due_until(TERM, as_of) == until

    def test_the_last_day_is_due_three_months_after_it(self):
        term = Term(date(2020, 5, 1), date(2022, 4, 30))
        assert budget.due_until(term, date(2022, 7, 29)) == date(2021, 12, 31)
        assert budget.due_until(term, date(2022, 7, 30)) == date(2022, 4, 30)

    def test_nothing_is_due_before_the_first_day(self):
        term = Term(date(2022, 2, 1), date(2024, 1, 31))
        assert budget.due_until(term, date(2023, 1, 1)) is None

    @given(
        st.dates(date(2018, 1, 1), date(2024, 1, 1)),
        st.integers(1, 1500),
        st.dates(date(2017, 1, 1), date(2030, 1, 1)),
    )
    def test_agrees_with_the_sentence_of_the_domain(self, first_day, days, as_of):
        term = Term(first_day, date.fromordinal(first_day.toordinal() + days))
        year_ends = [date(year, 12, 31) for year in range(2000, 2035)]
        due = [
            day for day in year_ends if day <= term.last_day and as_of >= date(day.year + 1, 3, 31)
        ]
        if as_of >= add_months(term.last_day, 3):
            due.append(term.last_day)
        latest = max(due)
        expected = latest if latest >= first_day else None
        assert budget.due_until(term, as_of) == expected


class TestUse:
    def test_declared_over_the_part_that_is_due(self):
        money = Money(granted=GRANTED, declared_per_year=[(2020, Decimal("18300.00"))])
        assert budget.use(money, TERM, date(2020, 12, 31)) == Fraction(1, 2)

    def test_years_that_are_not_due_count_for_nothing(self):
        money = Money(granted=GRANTED, declared_per_year=[(2021, Decimal("18300.00"))])
        assert budget.use(money, TERM, date(2020, 12, 31)) == 0

    def test_empty_when_nothing_is_due_or_granted(self):
        assert budget.use(Money(granted=GRANTED), TERM, None) is None
        assert budget.use(Money(), TERM, date(2020, 12, 31)) is None


@pytest.mark.parametrize(
    ("ratio", "signal"),
    [
        (None, None),
        (Fraction(8999, 10000), "under"),
        (Fraction(90, 100), "on_track"),
        (Fraction(110, 100), "on_track"),
        (Fraction(11001, 10000), "over"),
    ],
)
def test_signal_judges_the_unrounded_ratio(ratio, signal):
    assert budget.signal(ratio, under_pct=90, over_pct=110) == signal


def test_missing_years_are_due_and_without_any_claim():
    money = Money(granted=GRANTED, declared_per_year=[(2020, Decimal("1.00"))])
    assert budget.missing_years(money, TERM, date(2021, 12, 31)) == [2021]
    assert budget.missing_years(money, TERM, None) == []
