"""Fees that are noted or claimed twice at the same moment."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from matching import services
from matching.models import VolunteerFee
from programmes.models import Claim, ClaimLine
from tests.cast import CORE, organisation, play, project_of
from tests.factories import MentorFactory, ProjectFactory, VolunteerFeeFactory
from tests.races import DONE, race

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("attempt", range(3))
def test_claimed_twice_is_claimed_once(attempt):
    project, alice = project_of(), play("alice")
    mentor = MentorFactory(promoter=organisation(CORE))
    for day in (1, 2, 3):
        VolunteerFeeFactory(mentor=mentor, project=project, day=date(2021, 3, day))
    claim = partial(services.claim_fees, project, year=2021, by=alice)
    assert race(claim, claim) == {DONE: 1, "no_fees": 1}
    assert (Claim.objects.count(), ClaimLine.objects.count()) == (1, 3)
    assert not VolunteerFee.objects.unclaimed().exists()


@pytest.mark.parametrize("attempt", range(3))
def test_the_last_euro_of_a_day_goes_once(attempt):
    alice, mentor = play("alice"), MentorFactory(promoter=organisation(CORE))
    projects = [project_of(), ProjectFactory(promoter=organisation(CORE))]
    acts = [
        partial(
            services.add_fees,
            mentor,
            project=project,
            days=[date(2021, 3, 1)],
            amount=Decimal("35.41"),
            by=alice,
        )
        for project in projects
    ]
    assert race(*acts) == {DONE: 1, "day_maximum": 1}


@pytest.mark.parametrize("attempt", range(5))
@pytest.mark.parametrize("amount", ["20.00", None])
def test_what_is_claimed_is_what_is_kept(attempt, amount):
    """While it is claimed, somebody puts a fee right, or takes it away."""
    project, alice = project_of(), play("alice")
    fee = VolunteerFeeFactory(
        mentor=MentorFactory(promoter=organisation(CORE)), project=project, day=date(2021, 3, 1)
    )
    other = partial(services.remove_fee, fee, by=alice)
    if amount:
        other = partial(services.change_fee, fee, amount=Decimal(amount), by=alice)
    results = race(partial(services.claim_fees, project, year=2021, by=alice), other)
    assert results[DONE] + results["claimed"] + results["no_fees"] == 2
    kept = VolunteerFee.objects.unclaimed().count() + ClaimLine.objects.count()
    assert kept == VolunteerFee.objects.count()
    for line in ClaimLine.objects.select_related("volunteer_fee"):
        assert line.amount_declared == line.volunteer_fee.amount
