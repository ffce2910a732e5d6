"""A year is settled by two people, within what was accepted and granted, and then corrected."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from m2w.accounts.choices import Role
from m2w.audit.models import Entry
from m2w.outbox.models import Notice
from programmes import services
from programmes.models import Settlement, SettlementCorrection
from programmes.statements import statement_of
from tests.cast import play, project_of
from tests.factories import ClaimFactory, GrantFactory, MembershipFactory, PaymentFactory
from tests.refusals import faulty_fields, refusal

pytestmark = pytest.mark.django_db
TODAY, CONTROLLED = date(2022, 4, 1), date(2021, 5, 3)
GRANTED, ACCEPTED = Decimal(100000), Decimal(40000)


@pytest.fixture
def project():
    """Of Core: 100.000 euro granted, of 2020 40.000 accepted."""
    project = project_of()
    GrantFactory(project=project, amount=GRANTED)
    controlled(project, 2020)
    return project


def controlled(project, year, accepted=ACCEPTED, category="staff"):
    return ClaimFactory(
        project=project,
        year=year,
        category=category,
        declared=Decimal(50000),
        accepted=accepted,
        declared_on=date(2021, 3, 1),
        controlled_on=CONTROLLED,
    )


def enter(project, by="max", year=2020, **values):
    return services.enter_settlement(project, by=play(by), year=year, **values)


def confirm(settlement, by="mia"):
    return services.confirm_settlement(settlement, by=play(by))


def settle(project, **values):
    return confirm(enter(project, **values))


def correct(settlement, by="max", **values):
    asked = {"amount": Decimal(-500), "reason": "Een creditnota."} | values
    return services.enter_correction(settlement, by=play(by), **asked)


class TestEntering:
    def test_it_works(self, project):
        settlement = enter(project)
        assert (settlement.amount, settlement.settled_on) == (ACCEPTED, TODAY)
        assert not settlement.counts
        assert Entry.objects.filter(action="settlement.entered").exists()

    def test_what_was_granted_caps_what_is_proposed(self, project):
        settle(project)
        controlled(project, 2021, accepted=Decimal(50000))
        controlled(project, 2021, accepted=Decimal(45000), category="other")
        assert enter(project, year=2021).amount == 60000

    def test_what_waits_for_a_second_person_takes_room(self, project):
        enter(project)
        controlled(project, 2021, accepted=Decimal(50000))
        controlled(project, 2021, accepted=Decimal(50000), category="other")
        over = Decimal("60000.01")
        assert refusal(enter, project, year=2021, amount=over) == "above_granted"

    def test_once_a_year(self, project):
        enter(project)
        assert refusal(enter, project, by="mia") == "settled_already"

    def test_only_what_is_controlled_to_the_last_claim(self, project):
        claim = controlled(project, 2020, category="travel")
        claim.controlled_on = None
        claim.save()
        with pytest.raises(Exception, match="verplaatsing") as caught:
            enter(project)
        assert caught.value.code == "not_controlled"

    def test_a_draft_of_that_year_does_not_hold_it_up(self, project):
        ClaimFactory(project=project, category="travel", declared_on=None)
        assert enter(project).amount == ACCEPTED

    def test_nothing_without_costs(self, project):
        assert refusal(enter, project, year=2021) == "nothing_declared"

    def test_never_more_than_was_accepted(self, project):
        assert refusal(enter, project, amount=ACCEPTED + Decimal("0.01")) == "above_accepted"

    def test_not_before_it_was_granted(self, project):
        project.grants.update(decided_on=date(2022, 3, 1))
        on = date(2022, 2, 1)
        assert refusal(enter, project, amount=ACCEPTED, settled_on=on) == "above_granted"
        assert enter(project, settled_on=on).amount == 0

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"amount": Decimal("-0.01")}, "amount"),
            ({"settled_on": date(2021, 5, 2)}, "settled_on"),
            ({"settled_on": date(2022, 4, 2)}, "settled_on"),
        ],
    )
    def test_bad_values_are_told_at_the_field(self, project, values, field):
        assert faulty_fields(enter, project, **values) == [field]

    @pytest.mark.parametrize("who", ["alice", "carl", "vera", "frank", "eva", "ann"])
    def test_only_by_a_manager(self, project, who):
        with pytest.raises(PermissionDenied):
            enter(project, by=who)

    def test_not_for_ones_own_organisation(self, project):
        max_ = play("max")
        MembershipFactory(role=Role.COACH, staff__organisation=project.promoter, staff__user=max_)
        code = refusal(services.enter_settlement, project, by=max_, year=2020)
        assert code == "own_organisation"


class TestConfirming:
    def test_it_works(self, project):
        alice = play("alice").acting.staff
        assert settle(project).counts
        assert Notice.objects.get(code="settlement.confirmed").to == alice

    def test_not_by_who_entered_it_and_not_twice(self, project):
        settlement = enter(project)
        assert refusal(confirm, settlement, by="max") == "same_person"
        confirm(settlement)
        assert refusal(confirm, settlement) == "already_confirmed"

    def test_until_then_it_can_be_withdrawn(self, project):
        settlement = enter(project)
        services.withdraw_settlement(settlement, by=play("mia"))
        assert not Settlement.objects.exists()
        assert Settlement.history.latest().history_type == "-"
        other = settle(project)
        assert refusal(services.withdraw_settlement, other, by=play("max")) == "already_confirmed"


class TestCorrecting:
    def test_it_works(self, project):
        settlement = settle(project)
        correction = correct(settlement)
        assert not correction.counts
        assert statement_of(settlement).of_year == ACCEPTED
        services.confirm_correction(correction, by=play("mia"))
        statement = statement_of(settlement)
        assert statement.of_year == statement.settled == statement.balance == ACCEPTED - 500

    def test_not_by_one_person(self, project):
        correction = correct(settle(project))
        assert refusal(services.confirm_correction, correction, by=play("max")) == "same_person"

    def test_only_of_what_stands(self, project):
        assert refusal(correct, enter(project)) == "not_confirmed"

    def test_never_below_zero_also_not_two_together(self, project):
        settlement = settle(project)
        assert refusal(correct, settlement, amount=-ACCEPTED - 1) == "below_zero"
        correct(settlement, amount=-ACCEPTED)
        code = refusal(correct, settlement, amount=Decimal(-1), corrected_on=date(2022, 4, 1))
        assert code == "corrected_that_day"

    def test_never_above_what_was_granted(self, project):
        settlement = settle(project)
        over = GRANTED - ACCEPTED + Decimal("0.01")
        assert refusal(correct, settlement, amount=over) == "above_granted"
        assert correct(settlement, amount=over - Decimal("0.01")).amount == 60000

    def test_what_it_takes_off_frees_room_once_it_is_confirmed(self, project):
        controlled(project, 2021, accepted=Decimal(50000))
        controlled(project, 2021, accepted=Decimal(50000), category="other")
        first = settle(project)
        correction = correct(first)
        assert enter(project, year=2021).amount == 60000
        services.withdraw_settlement(Settlement.objects.get(year=2021), by=play("max"))
        services.confirm_correction(correction, by=play("mia"))
        assert enter(project, year=2021).amount == 60500

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"amount": Decimal(0)}, "amount"),
            ({"reason": " "}, "reason"),
            ({"corrected_on": date(2022, 4, 2)}, "corrected_on"),
            ({"corrected_on": date(2022, 3, 31)}, "corrected_on"),
        ],
    )
    def test_bad_values_are_told_at_the_field(self, project, values, field):
        assert faulty_fields(correct, settle(project), **values) == [field]

    def test_until_it_is_confirmed_it_can_be_withdrawn(self, project):
        correction = correct(settle(project))
        services.withdraw_correction(correction, by=play("max"))
        assert not SettlementCorrection.objects.exists()


def test_the_balance_is_of_all_years_and_of_what_was_paid(project):
    settlement = settle(project)
    PaymentFactory(project=project, amount=Decimal(50000))
    PaymentFactory(project=project, kind="recovery", amount=Decimal(9), paid_on=None)
    statement = statement_of(settlement)
    assert (statement.paid, statement.balance) == (50000, -10000)
    assert (statement.underway, statement.to_decide) == (-9, -9991)
