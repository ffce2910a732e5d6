"""A grant: entered by one manager, confirmed by another, taken away as long as nobody did."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from m2w.audit.models import Entry
from m2w.refusals import Refused
from programmes.models import Grant
from programmes.services import confirm_grant, enter_grant, withdraw_grant
from reporting import ledger
from reporting.selection import select
from tests.cast import CORE, another_manager, organisation, play
from tests.factories import (
    GrantFactory,
    MembershipFactory,
    PaymentFactory,
    ProjectFactory,
    SettlementCorrectionFactory,
    SettlementFactory,
)

pytestmark = pytest.mark.django_db
CENT = Decimal("0.01")
ENTERED = {
    "kind": "increase",
    "decided_on": date(2022, 3, 1),
    "amount": Decimal("25000.50"),
}


@pytest.fixture
def project():
    """€ 200.000 was granted to it, of the € 2.920.000 of its call."""
    project = ProjectFactory(promoter=organisation(CORE))
    GrantFactory(project=project)
    return project


def enter(project, by="max", **changes):
    return enter_grant(project, by=play(by), **ENTERED | changes)


def manager_of_the_promoter():
    """Max, who also coaches at Core."""
    manager = play("max")
    MembershipFactory(role="coach", staff__organisation=organisation(CORE), staff__user=manager)
    manager.acting = manager.places.get(organisation__code="vdab").memberships.get()
    return manager


def granted(project, on=date(2022, 4, 1)):
    return ledger.granted(select(on)).get(project.pk, Decimal(0))


def refusal_of(act, *args, **kwargs):
    with pytest.raises(Refused) as refusal:
        act(*args, **kwargs)
    return refusal.value.code


class TestEntering:
    def test_it_works(self, project):
        grant = enter(project)
        assert (grant.amount, grant.counts) == (ENTERED["amount"], False)
        assert granted(project) == 200_000
        confirm_grant(grant, by=another_manager())
        assert granted(project, date(2022, 2, 28)) == 200_000
        assert granted(project, date(2022, 3, 1)) == Decimal("225000.50")
        assert Entry.objects.filter(action__startswith="grant.").count() == 2
        assert grant.history.first().history_user is not None

    def test_a_decrease_is_taken_off(self, project):
        confirm_grant(enter(project, kind="decrease"), by=another_manager())
        assert granted(project) == Decimal("174999.50")

    @pytest.mark.parametrize(
        "bad",
        [
            {"kind": "extension"},
            {"kind": "bonus"},
            {"decided_on": date(2022, 4, 2)},
            {"decided_on": date(2019, 6, 30)},
            {"amount": Decimal(0)},
            {"amount": Decimal(-1)},
            {"amount": Decimal("10.005")},
            {"amount": Decimal(10) ** 12},
            {"amount": Decimal("NaN")},
            {"above_lot_reason": "x" * 2001},
        ],
    )
    def test_bad_values_are_told_at_the_field(self, project, bad):
        with pytest.raises(ValidationError) as error:
            enter(project, **bad)
        assert list(error.value.message_dict) == list(bad)
        assert Grant.objects.count() == 1

    def test_one_of_a_kind_and_day(self, project):
        enter(project)
        assert refusal_of(enter, project) == "grant_exists"
        assert enter(project, kind="decrease").pk

    def test_never_above_the_budget_of_the_call(self, project):
        left = project.lot.call.budget - 200_000
        other = ProjectFactory(lot=project.lot)
        assert refusal_of(enter, other, amount=left + CENT) == "over_budget"
        enter(other, amount=left)
        assert refusal_of(enter, project, amount=CENT) == "over_budget"

    def test_above_that_of_the_lot_only_with_a_reason(self, project):
        project.lot.budget = Decimal(200_000)
        project.lot.save()
        with pytest.raises(ValidationError) as error:
            enter(project, amount=CENT)
        assert list(error.value.message_dict) == ["above_lot_reason"]
        grant = enter(project, amount=CENT, above_lot_reason=" Van perceel 2 overgeheveld ")
        assert grant.above_lot_reason == "Van perceel 2 overgeheveld"
        assert confirm_grant(grant, by=another_manager()).counts

    def test_never_below_what_is_settled(self, project):
        settlement = SettlementFactory(project=project)
        SettlementCorrectionFactory(settlement=settlement)
        left = Decimal("152500.00")
        code = refusal_of(enter, project, kind="decrease", amount=left + CENT)
        assert code == "below_settled"
        assert enter(project, kind="decrease", amount=left).pk

    def test_never_below_what_is_paid_or_decided_to_be(self, project):
        PaymentFactory(project=project)
        PaymentFactory(project=project, kind="balance", paid_on=None, amount=Decimal(10_000))
        left = Decimal(150_000)
        code = refusal_of(enter, project, kind="decrease", amount=left + CENT)
        assert code == "below_paid"
        assert enter(project, kind="decrease", amount=left).pk

    @pytest.mark.parametrize("who", ["alice", "carl", "vera", "frank", "eva", "ann", "ada"])
    def test_only_by_a_manager(self, project, who):
        with pytest.raises(PermissionDenied):
            enter(project, by=who)

    def test_never_by_someone_of_the_promoter(self, project):
        manager = manager_of_the_promoter()
        code = refusal_of(enter_grant, project, by=manager, **ENTERED)
        assert code == "own_organisation"


class TestConfirming:
    def test_never_what_one_entered(self, project):
        grant = enter(project)
        assert refusal_of(confirm_grant, grant, by=play("max")) == "same_person"

    def test_never_of_the_own_organisation(self, project):
        grant = enter_grant(project, by=another_manager(), **ENTERED)
        manager = manager_of_the_promoter()
        assert refusal_of(confirm_grant, grant, by=manager) == "own_organisation"

    def test_once(self, project):
        grant = enter(project)
        confirm_grant(grant, by=another_manager())
        assert refusal_of(confirm_grant, grant, by=another_manager()) == "already_confirmed"

    def test_what_was_settled_since_stands(self, project):
        grant = enter(project, kind="decrease", amount=Decimal(160_000))
        SettlementFactory(project=project)
        assert refusal_of(confirm_grant, grant, by=another_manager()) == "below_settled"

    def test_the_budgets_are_looked_at_again(self, project):
        grant = enter(project)
        project.lot.budget = Decimal(200_000)
        project.lot.save()
        assert refusal_of(confirm_grant, grant, by=another_manager()) == "over_lot_budget"

    @pytest.mark.parametrize("who", ["alice", "frank", "eva", "ann"])
    def test_only_by_a_manager(self, project, who):
        grant = enter(project)
        with pytest.raises(PermissionDenied):
            confirm_grant(grant, by=play(who))


class TestWithdrawing:
    def test_it_works(self, project):
        grant = enter(project)
        withdraw_grant(grant, by=play("max"))
        assert not Grant.objects.filter(pk=grant.pk).exists()
        assert Entry.objects.get(action="grant.withdrawn").object_id == str(grant.pk)
        assert Grant.history.filter(id=grant.pk, history_type="-").count() == 1
        assert enter(project).pk

    def test_not_once_it_is_confirmed(self, project):
        grant = enter(project)
        confirm_grant(grant, by=another_manager())
        assert refusal_of(withdraw_grant, grant, by=play("max")) == "already_confirmed"
        loaded = project.grants.get(kind="initial")
        assert refusal_of(withdraw_grant, loaded, by=play("max")) == "already_confirmed"

    def test_not_that_of_an_extension(self, project):
        grant = GrantFactory(project=project, kind="extension", entered_by=play("max"))
        assert refusal_of(withdraw_grant, grant, by=another_manager()) == "of_extension"

    @pytest.mark.parametrize("who", ["alice", "frank"])
    def test_only_by_a_manager(self, project, who):
        grant = enter(project)
        with pytest.raises(PermissionDenied):
            withdraw_grant(grant, by=play(who))

    def test_never_by_someone_of_the_promoter(self, project):
        grant = enter_grant(project, by=another_manager(), **ENTERED)
        manager = manager_of_the_promoter()
        assert refusal_of(withdraw_grant, grant, by=manager) == "own_organisation"
