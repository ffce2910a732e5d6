"""What a project will have cost: two methods, and how far each was off before."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given

from reporting.budget import Money, Term
from reporting.effects import Spending
from reporting.forecast import METHODS, best_method, error_of, forecast
from tests.reporting.test_effects import spendings

# 365 + 365 + 366 days, € 100 granted a day.
TERM = Term(date(2022, 1, 1), date(2024, 12, 31))
GRANTED = Decimal(109_600)


def project(*declared, as_of=date(2024, 4, 1), granted=GRANTED):
    years = tuple((2022 + at, Decimal(amount)) for at, amount in enumerate(declared))
    return Spending(Money(granted, years), TERM, 10, as_of, None)


@pytest.mark.parametrize(
    ("spent", "pace", "plan"),
    [
        # Half the plan in both years: at that pace half of the rest, or all of it.
        (project(18250, 18250), 36500 + 18300, 36500 + 36600),
        (project(36500, 36500), 109_600, 109_600),
        # Never more than was granted, and never less than is declared.
        (project(60000, 40000), 109_600, 109_600),
        (project(80000, 40000), 120_000, 120_000),
        # Nothing declared: only the plan tells.
        (project(), 109_600, 109_600),
        # Of the second year nothing is known though it is due: it is forecast too.
        (project(18250), 18250 + 18250 + 18300, 18250 + 36500 + 36600),
    ],
)
def test_by_the_end_of_the_term(spent, pace, plan):
    assert forecast(spent, "pace") == Decimal(pace)
    assert forecast(spent, "plan") == Decimal(plan)


def test_the_error_is_what_the_past_would_have_missed():
    """2023 from 2022: the pace says 18,250 and the plan 36,500; it was 20,000."""
    spent = project(18250, 20000)
    assert error_of("pace", [spent]).share == Fraction(1750, 20000)
    assert error_of("plan", [spent]).share == Fraction(16500, 20000)


def test_misses_up_and_down_do_not_cancel_out():
    error = error_of("pace", [project(20000, 25000), project(20000, 15000)])
    assert (error.missed, error.declared, error.years) == (10000, 40000, 2)


def test_the_method_that_missed_least_is_used():
    assert best_method([project(18250, 18250)]) == "pace"
    assert best_method([project(18250, 36500)]) == "plan"
    assert best_method([project(18250)]) == "plan"
    assert error_of("pace", [project(18250)]).share is None


@given(spendings)
def test_a_forecast_lies_between_what_is_declared_and_what_is_granted(spent):
    for method in METHODS:
        told = forecast(spent, method)
        assert told >= spent.declared_due
        assert told <= max(spent.money.granted, spent.declared_due)
