"""Why a grant is under- or over-used: the table of cases, and that the parts make the whole."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting import budget
from reporting.budget import Money, Term
from reporting.effects import Spending, Starts, effects, gap, since_due
from reporting.tables import CENT, rounded

# 731 days, of which 366 in 2020; € 100 a day, and 73.1 mentees would be one in ten days.
TERM = Term(date(2020, 1, 1), date(2021, 12, 31))
EARLY = date(2020, 1, 15)


def spending(declared, started=None, *, as_of=date(2022, 4, 1), first_on=EARLY, target=731):
    money = Money(Decimal(73100), tuple((year, Decimal(n)) for year, n in declared.items()))
    starts = None if started is None else Starts(started, first_on)
    return Spending(money, TERM, target, as_of, starts)


@pytest.mark.parametrize(
    ("spent", "parts"),
    [
        # As planned: nothing to explain.
        (spending({2020: 36600, 2021: 36500}, {2020: 366, 2021: 365}), {}),
        # A hundred mentees less than planned, each as planned.
        (spending({2020: 26600, 2021: 36500}, {2020: 266, 2021: 365}), {"mentees": "10000.00"}),
        # More than planned.
        (spending({2020: 36700, 2021: 36500}, {2020: 367, 2021: 365}), {"mentees": "-100.00"}),
        # As many as planned, each € 10 cheaper.
        (spending({2020: 32940, 2021: 32850}, {2020: 366, 2021: 365}), {"unit_cost": "7310.00"}),
        # Nothing declared for 2021: its 365 days are missing, whoever started then.
        (spending({2020: 36600}, {2020: 366, 2021: 10}), {"not_declared": "36500.00"}),
        (spending({}, {}), {"not_declared": "73100.00"}),
        # The first start on day 101: a hundred days' worth is late, the rest is fewer mentees.
        (
            spending(
                {2020: 20000, 2021: 36500},
                {2020: 200, 2021: 365},
                first_on=date(2020, 4, 10),
            ),
            {"late_start": "10000.00", "mentees": "6600.00"},
        ),
        # Sixty days is no late start.
        (
            spending({2020: 20000, 2021: 36500}, {2020: 200, 2021: 365}, first_on=date(2020, 3, 1)),
            {"mentees": "16600.00"},
        ),
        # Late, and made good: nothing is left to explain by it.
        (
            spending(
                {2020: 36600, 2021: 36500}, {2020: 366, 2021: 365}, first_on=date(2020, 4, 10)
            ),
            {},
        ),
        # Costs without any mentee.
        (
            spending({2020: 600, 2021: 0}, {}, first_on=None),
            {"late_start": "73000.00", "mentees": "100.00", "unit_cost": "-600.00"},
        ),
        # Who sees no counts, or a project without a target: one part for the years declared.
        (spending({2020: 26600}), {"not_declared": "36500.00", "execution": "10000.00"}),
        (spending({2020: 36600, 2021: 36500}, {2020: 5}, target=0), {}),
    ],
)
def test_each_cause(spent, parts):
    assert effects(spent) == {cause: Decimal(amount) for cause, amount in parts.items()}


def test_what_is_not_due_is_only_time():
    spent = spending({2020: 36600}, {2020: 366}, as_of=date(2021, 4, 10))
    assert effects(spent) == {}
    assert since_due(spent) == Decimal(10000)


def test_nothing_is_due_yet():
    spent = spending({}, {}, as_of=date(2020, 2, 1))
    assert (gap(spent), since_due(spent)) == (0, Decimal(3200))


def test_late_days_count_in_declared_years_only():
    """Of the 400 days before the first start 366 lie in a year without a claim."""
    spent = spending({2021: 30000}, {2021: 300}, first_on=date(2021, 2, 4))
    assert effects(spent) == {
        "not_declared": Decimal(36600),
        "late_start": Decimal(3400),
        "mentees": Decimal(3100),
    }


amounts = st.decimals(0, 200_000, places=2)
years = st.integers(2018, 2024)
terms = st.builds(
    lambda first_day, days: Term(first_day, date.fromordinal(first_day.toordinal() + days)),
    st.dates(date(2018, 1, 1), date(2021, 1, 1)),
    st.integers(0, 1100),
)
moneys = st.builds(
    lambda granted, declared: Money(granted, tuple(declared.items())),
    amounts,
    st.dictionaries(years, amounts, max_size=4),
)
first_starts = st.none() | st.dates(date(2018, 1, 1), date(2024, 1, 1))
started = st.builds(Starts, st.dictionaries(years, st.integers(0, 60), max_size=4), first_starts)
spendings = st.builds(
    Spending,
    moneys,
    terms,
    st.integers(0, 80),
    st.dates(date(2018, 1, 1), date(2026, 1, 1)),
    st.none() | started,
)


@given(spendings)
def test_the_parts_add_up_to_the_cent(spent):
    parts = effects(spent)
    assert sum(parts.values(), Decimal(0)) == gap(spent)
    assert all(amount == amount.quantize(CENT) and amount for amount in parts.values())
    assert parts.get("late_start", 0) >= 0
    assert (gap(spent) < 0) <= (spent.declared_due > 0)


@given(declared=amounts, as_of=st.dates(date(2021, 4, 1), date(2026, 1, 1)))
def test_the_gap_is_that_of_the_use(declared, as_of):
    """Use and gap judge the same two sums."""
    spent = spending({2020: declared}, {}, as_of=as_of)
    ratio = budget.use(spent.money, TERM, spent.until)
    assert ratio == Fraction(spent.declared_due) / spent.planned_due
    assert gap(spent) == rounded(spent.planned_due, CENT) - declared
