"""An extension: asked by the promoter, decided by VDAB, its grant confirmed by a second person."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from m2w.audit.models import Entry
from m2w.outbox.models import Notice
from m2w.refusals import Refused
from programmes.models import Extension, ExtensionRequest, Grant
from programmes.services import ask_extension, confirm_grant, grant_extension, refuse_extension
from reporting import ledger
from reporting.selection import select
from tests.cast import CORE, another_manager, organisation, play
from tests.factories import EvaluationFactory, GrantFactory, MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db
ASKED = {"months": 12, "amount": Decimal("40000.00"), "motivation": "Nog 20 mentees wachten."}


@pytest.fixture
def project():
    """In month 22 of 24 on the day of the tests, 1 April 2022."""
    return ProjectFactory(
        promoter=organisation(CORE), starts_on=date(2020, 6, 1), ends_on=date(2022, 5, 31)
    )


@pytest.fixture
def judged(project):
    return judge(project)


def judge(project, verdict="positive", **values):
    return EvaluationFactory(
        project=project,
        kind="final",
        track="",
        period_start=project.starts_on,
        held_on=date(2022, 3, 1),
        verdict=verdict,
        **values,
    )


def ask(project, by="alice", **changes):
    return ask_extension(project, by=play(by), **ASKED | changes)


def granted(project):
    return ledger.granted(select(date(2022, 4, 1))).get(project.pk, Decimal(0))


class TestAsking:
    def test_it_works(self, project):
        play("max")
        request = ask(project)
        assert (request.state, request.asked_on) == ("asked", date(2022, 4, 1))
        assert Notice.objects.get(code="extension.asked").to == play("max").acting.staff
        assert Entry.objects.filter(action="extension.asked").exists()

    def test_before_month_20_it_is_too_early(self, project, settings):
        settings.M2W_TODAY = date(2022, 1, 31)
        with pytest.raises(Refused) as refusal:
            ask(project)
        assert refusal.value.code == "too_early"
        assert "februari 2022" in str(refusal.value)

    def test_twice_is_refused_until_the_first_is(self, project):
        first = ask(project)
        with pytest.raises(Refused) as refusal:
            ask(project)
        assert refusal.value.code == "asked_already"
        refuse_extension(first, by=play("max"), reason="Te weinig mentees")
        assert ask(project).state == "asked"

    @pytest.mark.parametrize(
        "bad", [{"months": 0}, {"months": 13}, {"amount": Decimal(-1)}, {"motivation": " "}]
    )
    def test_bad_values_are_told_at_the_field(self, project, bad):
        with pytest.raises(ValidationError) as error:
            ask(project, **bad)
        assert list(error.value.message_dict) == list(bad)

    @pytest.mark.parametrize("who", ["carl", "charlie", "vera", "max"])
    def test_only_by_its_coordinator(self, project, who):
        with pytest.raises(PermissionDenied):
            ask(project, by=who)


class TestGranting:
    def test_moves_the_term_and_enters_a_grant(self, project, judged):
        request = grant_extension(ask(project), by=play("max"))
        extension = Extension.objects.get(project=project)
        assert extension.last_day == date(2023, 5, 31)
        assert extension.evaluation_held_on == date(2022, 3, 1)
        assert request.state == "granted"
        grant = Grant.objects.get(kind="extension")
        assert (grant.amount, grant.months, grant.counts) == (ASKED["amount"], 12, False)

    def test_its_grant_counts_once_another_confirms_it(self, project, judged):
        grant_extension(ask(project), by=play("max"))
        assert granted(project) == 0
        grant = Grant.objects.get(kind="extension")
        with pytest.raises(Refused) as refusal:
            confirm_grant(grant, by=play("max"))
        assert refusal.value.code == "same_person"
        confirm_grant(grant, by=another_manager())
        assert granted(project) == ASKED["amount"]
        with pytest.raises(Refused) as refusal:
            confirm_grant(grant, by=another_manager())
        assert refusal.value.code == "already_confirmed"

    def test_without_a_final_evaluation_it_is_refused(self, project):
        with pytest.raises(Refused) as refusal:
            grant_extension(ask(project), by=play("max"))
        assert refusal.value.code == "no_final_evaluation"

    def test_after_a_negative_one_too(self, project):
        judge(project, "negative")
        with pytest.raises(Refused) as refusal:
            grant_extension(ask(project), by=play("max"))
        assert refusal.value.code == "negative_evaluation"

    def test_once_decided_it_is_not_decided_again(self, project, judged):
        request = ask(project)
        grant_extension(request, by=play("max"))
        for decide in (
            lambda: grant_extension(request, by=play("max")),
            lambda: refuse_extension(request, by=play("max"), reason="x"),
        ):
            with pytest.raises(Refused) as refusal:
                decide()
            assert refusal.value.code == "not_now"

    def test_never_above_the_budget_of_the_call(self, project, judged):
        call = project.lot.call
        GrantFactory(project=project, amount=call.budget - ASKED["amount"] + Decimal("0.01"))
        with pytest.raises(Refused) as refusal:
            grant_extension(ask(project), by=play("max"))
        assert refusal.value.code == "over_budget"
        assert not Extension.objects.exists()

    def test_above_that_of_the_lot_only_with_a_reason(self, project, judged):
        project.lot.budget = Decimal(1000)
        project.lot.save()
        request = ask(project)
        with pytest.raises(ValidationError) as error:
            grant_extension(request, by=play("max"))
        assert list(error.value.message_dict) == ["above_lot_reason"]
        grant_extension(request, by=play("max"), above_lot_reason="Overgeheveld")
        assert Grant.objects.get(kind="extension").above_lot_reason == "Overgeheveld"

    @pytest.mark.parametrize("who", ["alice", "frank", "eva", "ann"])
    def test_only_by_a_manager(self, project, judged, who):
        request = ask(project)
        with pytest.raises(PermissionDenied):
            grant_extension(request, by=play(who))

    def test_never_by_someone_of_the_promoter(self, project, judged):
        request = ask(project)
        manager = play("max")
        MembershipFactory(role="coach", staff__organisation=organisation(CORE), staff__user=manager)
        manager.acting = manager.places.get(organisation__code="vdab").memberships.get()
        with pytest.raises(PermissionDenied):
            grant_extension(request, by=manager)


class TestRefusing:
    def test_it_works(self, project):
        play("alice")
        request = refuse_extension(ask(project), by=play("max"), reason="Te weinig mentees")
        assert (request.state, request.refusal_reason) == ("refused", "Te weinig mentees")
        assert Notice.objects.get(code="extension.refused").to == play("alice").acting.staff

    def test_needs_a_reason(self, project):
        with pytest.raises(ValidationError):
            refuse_extension(ask(project), by=play("max"), reason=" ")
        assert ExtensionRequest.objects.get().state == "asked"
