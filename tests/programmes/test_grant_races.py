"""The last euro of a lot or a call, asked for twice at once, goes to one."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from m2w.refusals import Refused
from programmes import services
from programmes.models import Grant
from tests.cast import CORE, STRANGER, another_manager, organisation, play
from tests.factories import GrantFactory, LotFactory, ProjectFactory
from tests.races import DONE, race

pytestmark = pytest.mark.django_db(transaction=True)
BUDGET = Decimal(100_000)


def entering(lot, code, by, day):
    """A manager who grants what is left of a budget to a project in the lot."""
    project = ProjectFactory(lot=lot, promoter=organisation(code))
    return partial(
        services.enter_grant,
        project,
        by=by,
        kind="initial",
        decided_on=date(2022, 3, day),
        amount=BUDGET,
    )


@pytest.fixture
def two_managers():
    return play("max"), another_manager()


@pytest.mark.parametrize("attempt", range(3))
def test_of_a_call(attempt, two_managers):
    lots = [LotFactory(call__budget=BUDGET)]
    lots.append(LotFactory(call=lots[0].call))
    acts = [
        entering(lot, code, by, day)
        for lot, code, by, day in zip(lots, (CORE, STRANGER), two_managers, (1, 2), strict=True)
    ]
    assert race(*acts) == {DONE: 1, "over_budget": 1}
    assert Grant.objects.count() == 1


@pytest.mark.parametrize("attempt", range(3))
def test_of_a_lot(attempt, two_managers):
    lot = LotFactory(budget=BUDGET)
    acts = [
        entering(lot, code, by, day)
        for code, by, day in zip((CORE, STRANGER), two_managers, (1, 2), strict=True)
    ]
    assert race(*(partial(or_a_reason, act) for act in acts)) == {
        DONE: 1,
        "asked_above_lot_reason": 1,
    }
    assert Grant.objects.count() == 1


@pytest.mark.parametrize("attempt", range(3))
def test_confirmed_once(attempt, two_managers):
    grant = GrantFactory(project__promoter=organisation(CORE), entered_by=play("ada"))
    acts = [partial(services.confirm_grant, grant, by=by) for by in two_managers]
    assert race(*acts) == {DONE: 1, "already_confirmed": 1}


@pytest.mark.parametrize("attempt", range(3))
def test_confirmed_or_taken_away(attempt, two_managers):
    first, second = two_managers
    grant = GrantFactory(project__promoter=organisation(CORE), entered_by=first)
    acts = [
        partial(services.confirm_grant, grant, by=second),
        partial(services.withdraw_grant, grant, by=first),
    ]
    results = race(*(partial(or_gone, act) for act in acts))
    assert results in ({DONE: 1, "already_confirmed": 1}, {DONE: 1, "gone": 1})


def or_a_reason(act):
    try:
        return act()
    except ValidationError as error:
        raise Refused(f"asked_{'_'.join(error.message_dict)}", "") from error


def or_gone(act):
    try:
        return act()
    except PermissionDenied as error:
        raise Refused("gone", "") from error
