"""The database itself never lets more be settled of a project than was granted to it."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from programmes.models import Grant, Settlement, SettlementCorrection
from tests.cast import play
from tests.factories import (
    GrantFactory,
    ProjectFactory,
    SettlementCorrectionFactory,
    SettlementFactory,
)

pytestmark = pytest.mark.django_db

CENT = Decimal("0.01")


@pytest.fixture
def settlement():
    """All of what was granted is settled, to the cent."""
    project = ProjectFactory()
    GrantFactory(project=project, amount=Decimal("100000.10"))
    GrantFactory(project=project, kind="decrease", amount=Decimal("0.20"))
    SettlementFactory(project=project, year=2020, amount=Decimal("66666.63"))
    return SettlementFactory(project=project, year=2021, amount=Decimal("33333.27"))


def refused(change):
    with pytest.raises(IntegrityError), transaction.atomic():
        change()


def test_it_works(settlement):
    """The last cent may be settled."""
    assert Settlement.objects.count() == 2


def test_no_cent_more_is_settled(settlement):
    project = settlement.project
    refused(lambda: SettlementFactory(project=project, year=2022, amount=CENT))
    higher = settlement.amount + CENT
    refused(lambda: Settlement.objects.filter(pk=settlement.pk).update(amount=higher))


def test_what_waits_for_a_second_person_is_reserved(settlement):
    waiting = {"year": 2022, "amount": CENT, "entered_by": play("max")}
    refused(lambda: SettlementFactory(project=settlement.project, **waiting))


def test_a_correction_counts(settlement):
    refused(lambda: SettlementCorrectionFactory(settlement=settlement, amount=CENT))
    lower = SettlementCorrectionFactory(settlement=settlement, amount=-CENT)
    SettlementFactory(project=settlement.project, year=2022, amount=CENT)
    rows = SettlementCorrection.objects.filter(pk=lower.pk)
    refused(lambda: rows.update(amount=Decimal("0.02")))


def test_a_correction_that_waits_frees_no_room(settlement):
    taken_off = {"settlement": settlement, "amount": -CENT}
    waiting = SettlementCorrectionFactory(**taken_off, entered_by=play("max"))
    refused(lambda: SettlementFactory(project=settlement.project, year=2022, amount=CENT))
    SettlementCorrection.objects.filter(pk=waiting.pk).update(confirmed_by=play("mia"))
    assert SettlementFactory(project=settlement.project, year=2022, amount=CENT).pk


def test_no_grant_is_taken_from_under_it(settlement):
    grants = Grant.objects.filter(project=settlement.project)
    refused(lambda: grants.filter(kind="initial").update(amount=Decimal(100000)))
    refused(grants.filter(kind="initial").delete)
    day = date(2021, 5, 1)
    lowered = {"kind": "decrease", "decided_on": day, "amount": CENT}
    refused(lambda: GrantFactory(project=settlement.project, **lowered))


def test_a_grant_that_waits_is_no_room(settlement):
    grants = Grant.objects.filter(project=settlement.project, kind="initial")
    refused(lambda: grants.update(entered_by=play("max")))


def test_where_nothing_is_settled_grants_come_in_any_order():
    decrease = GrantFactory(kind="decrease", amount=Decimal(10))
    assert GrantFactory(project=decrease.project).pk


def test_another_project_has_its_own(settlement):
    assert SettlementFactory(amount=Decimal(200000)).pk
    refused(lambda: SettlementFactory(amount=Decimal("200000.01")))
