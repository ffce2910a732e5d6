"""What was settled, as of a day: with each confirmed correction from its own day on."""

from datetime import date
from decimal import Decimal

import pytest

from reporting import ledger
from reporting.selection import select
from tests.cast import play
from tests.factories import SettlementCorrectionFactory, SettlementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def settlement():
    """48.000 euro on 1 June 2021."""
    return SettlementFactory()


def settled(settlement, on):
    money = ledger.money(select(on))[settlement.project.code]
    assert ledger.settled(select(on)).get(settlement.project_id, 0) == money.settled
    return money.settled


def test_a_correction_counts_from_its_own_day_on(settlement):
    SettlementCorrectionFactory(settlement=settlement, corrected_on=date(2021, 9, 1))
    SettlementCorrectionFactory(
        settlement=settlement, corrected_on=date(2021, 12, 1), amount=Decimal(200)
    )
    assert settled(settlement, date(2021, 5, 31)) == 0
    assert settled(settlement, date(2021, 8, 31)) == 48000
    assert settled(settlement, date(2021, 9, 1)) == 47500
    assert settled(settlement, date(2022, 1, 1)) == 47700


def test_one_that_waits_for_a_second_person_counts_nowhere(settlement):
    SettlementCorrectionFactory(settlement=settlement, entered_by=play("max"))
    assert settled(settlement, date(2022, 1, 1)) == 48000


def test_the_money_of_all_projects_takes_five_queries(settlement, django_assert_num_queries):
    SettlementCorrectionFactory(settlement=settlement)
    SettlementCorrectionFactory()
    selection = select(date(2022, 1, 1))
    with django_assert_num_queries(5):
        ledger.money(selection)
