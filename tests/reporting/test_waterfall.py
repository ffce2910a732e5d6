"""From budget to settlement along a dimension: the groups add up to the whole."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from m2w.accounts.models import Organisation
from programmes.models import Call, Lot, Project
from reporting.effects import gap
from reporting.waterfall import DIVISIONS, Sums, groups, sums_of, together
from tests.reporting.test_effects import spending, spendings

CALL = Call(under_use_pct=90, over_use_pct=110)


def project(code, lot, *provinces, promoter="P"):
    of_lot = Lot(code=lot, name=f"Perceel {lot}", provinces=provinces)
    return Project(
        code=code,
        name=code,
        lot=of_lot,
        promoter=Organisation(code=promoter, name=promoter),
    )


PROJECTS = [
    project("A", "L1", "10000"),
    project("B", "L1", "10000", promoter="Q"),
    project("C", "L2", "10000", "40000"),
]
SPENT = {
    "A": spending({2020: 36600, 2021: 36500}),
    "B": spending({2020: 20000, 2021: 36500}),
    "C": spending({}),
}


@pytest.mark.parametrize(
    ("by", "codes"),
    [
        ("lot", ["L1", "L2"]),
        ("province", ["10000", "10000+40000"]),
        ("promoter", ["P", "Q"]),
        ("project", ["A", "B", "C"]),
    ],
)
def test_it_works(by, codes):
    found = groups(PROJECTS, SPENT, DIVISIONS[by])
    assert [group.code for group in found] == codes
    assert together(group.sums for group in found) == together(map(sums_of, SPENT.values()))


def test_a_group_is_judged_over_all_that_is_due_in_it():
    sums = together(map(sums_of, SPENT.values()))
    assert sums.use == Fraction(129600, 219300)
    assert (sums.use_pct, sums.signal(CALL)) == (Decimal("59.1"), "under")


def test_nothing_due_is_not_judged():
    sums = sums_of(spending({}, as_of=date(2020, 5, 1)))
    assert (sums.use, sums.use_pct, sums.signal(CALL)) == (None, None, None)


@given(st.lists(spendings, max_size=4))
def test_sums_are_what_they_are_made_of(projects):
    whole = together(map(sums_of, projects))
    assert whole.declared == sum((one.money.declared for one in projects), Decimal(0))
    assert whole.refused == whole.controlled - whole.accepted
    assert whole.gap == sum((gap(one) for one in projects), Decimal(0))
    assert together([]) == Sums()
