"""Two who judge, settle, pay or list at the same moment: exactly one succeeds."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from programmes import services
from programmes.models import Payment, Settlement
from tests.cast import play, project_of
from tests.factories import ClaimFactory, GrantFactory
from tests.races import DONE, race

pytestmark = pytest.mark.django_db(transaction=True)
HALF = Decimal(25)


def controlled(project, year, accepted=Decimal(60)):
    return ClaimFactory(
        project=project,
        year=year,
        declared=Decimal(60),
        accepted=accepted,
        controlled_on=date(2021, 5, 3),
    )


@pytest.mark.parametrize("attempt", range(20))
def test_of_two_controllers_one_judges_a_line(attempt):
    line = ClaimFactory(project=project_of()).lines.get()
    acts = [
        partial(services.judge_line, line, by=play(who), amount_accepted=HALF, reason=who)
        for who in ("max", "mia")
    ]
    assert race(*acts) == {DONE: 1, "controlled_already": 1}
    line.refresh_from_db()
    assert line.control_reason == line.controlled_by.name.lower()


@pytest.mark.parametrize("attempt", range(5))
def test_of_two_settlements_of_a_year_one_is_entered(attempt):
    project = project_of()
    GrantFactory(project=project)
    controlled(project, 2020)
    acts = [
        partial(services.enter_settlement, project, by=play(who), year=2020)
        for who in ("max", "mia")
    ]
    assert race(*acts) == {DONE: 1, "settled_already": 1}
    assert Settlement.objects.count() == 1


@pytest.mark.parametrize("attempt", range(5))
def test_the_last_room_under_a_grant_is_taken_once(attempt):
    project = project_of()
    GrantFactory(project=project, amount=Decimal(100))
    for year in (2020, 2021):
        controlled(project, year)
    acts = [
        partial(services.enter_settlement, project, by=play("max"), year=year, amount=Decimal(60))
        for year in (2020, 2021)
    ]
    assert race(*acts) == {DONE: 1, "above_granted": 1}
    assert Settlement.objects.get().amount == 60


@pytest.mark.parametrize("attempt", range(5))
def test_of_two_who_confirm_one_does(attempt):
    project = project_of()
    GrantFactory(project=project)
    controlled(project, 2020)
    settlement = services.enter_settlement(project, by=play("max"), year=2020)
    act = partial(services.confirm_settlement, settlement, by=play("mia"))
    assert race(act, act) == {DONE: 1, "already_confirmed": 1}


@pytest.mark.parametrize("attempt", range(5))
def test_the_last_euro_is_paid_once(attempt):
    project = project_of()
    GrantFactory(project=project, amount=Decimal(100))
    acts = [
        partial(services.enter_payment, project, by=play("max"), kind=kind, amount=Decimal(60))
        for kind in ("advance", "balance")
    ]
    assert race(*acts) == {DONE: 1, "paid_above_granted": 1}


@pytest.mark.parametrize("attempt", range(5))
def test_of_two_lists_each_payment_is_on_one(attempt):
    project = project_of()
    GrantFactory(project=project, amount=Decimal(100))
    for kind in ("advance", "balance"):
        services.enter_payment(project, by=play("max"), kind=kind, amount=Decimal(10))
    acts = [partial(services.make_payment_list, by=play(who)) for who in ("max", "mia")]
    assert race(*acts) == {DONE: 1, "nothing_to_list": 1}
    assert {payment.listed_in.number for payment in Payment.objects.all()} == {1}
