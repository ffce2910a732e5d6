"""Who judges which line, and what the control found: the table of cases."""

from decimal import Decimal

import pytest

from programmes import controlling
from programmes.controlling import Cost, Standing

ME, COLLEAGUE, PROMOTER = 1, 2, 3
TEN = Decimal("10.00")


@pytest.mark.parametrize(
    ("standing", "code"),
    [
        (Standing(is_submitted=True), ""),
        (Standing(is_submitted=False), "not_submitted"),
        (Standing(is_submitted=True, is_closed=True), "control_closed"),
        (Standing(is_submitted=True, is_settled=True), "year_settled"),
        (Standing(is_submitted=True, own=True), "own_organisation"),
        (Standing(is_submitted=False, own=True), "own_organisation"),
        (Standing(is_submitted=True, submitted_by_oneself=True), "own_entry"),
    ],
)
def test_who_controls_a_claim_when(standing, code):
    assert controlling.why_not_control(standing) == code


@pytest.mark.parametrize(
    ("cost", "code"),
    [
        (Cost(1, TEN, entered_by=PROMOTER), ""),
        (Cost(1, TEN, entered_by=ME), "own_entry"),
        (Cost(1, TEN, accepted=TEN, judged_by=ME), ""),
        (Cost(1, TEN, accepted=TEN, judged_by=COLLEAGUE), "controlled_already"),
        (Cost(1, TEN, accepted=TEN), "controlled_already"),
    ],
)
def test_who_judges_a_line(cost, code):
    assert controlling.why_not_judge(cost, ME) == code


@pytest.mark.parametrize(
    ("accepted", "reason", "faults"),
    [
        ("10.00", "", {}),
        ("10.01", "", {"amount_accepted": "above_declared"}),
        ("-0.01", "Nee", {"amount_accepted": "below_zero"}),
        ("9.99", "", {"reason": "required"}),
        ("9.99", "Geen factuur", {}),
        ("0.00", "", {"reason": "required"}),
    ],
)
def test_what_a_verdict_needs(accepted, reason, faults):
    assert controlling.faults_of(TEN, Decimal(accepted), reason) == faults


def test_what_is_left_to_judge():
    costs = [Cost(1, TEN), Cost(2, TEN, accepted=TEN), Cost(3, TEN)]
    assert [cost.number for cost in controlling.left_to_judge(costs, None)] == [1, 3]
    assert [cost.number for cost in controlling.left_to_judge(costs, {2, 3})] == [3]


class TestErrorRate:
    def test_it_works(self):
        costs = [
            Cost(1, Decimal(100), accepted=Decimal(100)),
            Cost(2, Decimal(200), accepted=Decimal(150)),
            Cost(3, Decimal(50), accepted=Decimal(0)),  # outside the sample
            Cost(4, Decimal(300)),  # not judged yet
        ]
        found = controlling.error_rate(costs, {1, 2, 4})
        assert (found.judged, found.wrong, found.declared, found.refused) == (2, 1, 300, 50)
        assert found.pct == Decimal("16.7")

    def test_half_goes_up(self):
        costs = [Cost(1, Decimal(2000), accepted=Decimal(1999))]
        assert controlling.error_rate(costs, {1}).pct == Decimal("0.1")

    def test_of_nothing_there_is_none(self):
        assert controlling.error_rate([Cost(1, TEN)], {1}).pct is None
        assert controlling.error_rate([Cost(1, Decimal(0), accepted=Decimal(0))], {1}).pct is None
