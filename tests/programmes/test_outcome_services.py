"""Who frames an enrolment, what became of it, and who checks that."""

import pytest
from django.core.exceptions import PermissionDenied

from programmes import services
from programmes.models import Enrolment, Outcome
from tests.cast import CORE, enrolment_of, organisation, play
from tests.conftest import TODAY
from tests.factories import MembershipFactory, OutcomeFactory
from tests.refusals import faulty_fields, refusal

pytestmark = pytest.mark.django_db


class TestAssignCoach:
    def test_the_coach_then_sees_the_file(self):
        enrolment = enrolment_of()
        services.assign_coach(enrolment, play("carl").acting.staff, by=play("alice"))
        assert enrolment in Enrolment.objects.visible_to(play("carl"))

    @pytest.mark.parametrize("who", ["alice", "charlie", "vera"])
    def test_only_a_coach_of_the_promoter(self, who):
        staff = play(who).acting.staff
        code = refusal(services.assign_coach, enrolment_of(), staff, by=play("alice"))
        assert code == "not_a_coach"

    def test_not_by_a_coach(self):
        carl = play("carl")
        with pytest.raises(PermissionDenied):
            services.assign_coach(enrolment_of(coach=carl.acting.staff), carl.acting.staff, by=carl)


class TestOutcomes:
    def test_are_recorded_by_the_promoter(self):
        outcome = services.record_outcome(
            enrolment_of(ended=True), by=play("alice"), kind="open_ended", started_on=TODAY
        )
        assert (outcome.kind, outcome.started_on, outcome.verified_on) == (
            "open_ended",
            TODAY,
            None,
        )

    def test_are_not_recorded_by_vdab(self):
        with pytest.raises(PermissionDenied):
            services.record_outcome(
                enrolment_of(ended=True), by=play("vera"), kind="ibo", started_on=TODAY
            )

    def test_are_of_a_known_kind(self):
        fields = faulty_fields(
            services.record_outcome,
            enrolment_of(ended=True),
            by=play("alice"),
            kind="job",
            started_on=TODAY,
        )
        assert fields == ["kind"]

    def test_are_recorded_once(self):
        outcome = OutcomeFactory(enrolment=enrolment_of(ended=True))
        code = refusal(
            services.record_outcome,
            outcome.enrolment,
            by=play("alice"),
            kind=outcome.kind,
            started_on=outcome.started_on,
        )
        assert code == "outcome_exists"

    def test_are_verified_by_vdab_once(self):
        outcome = OutcomeFactory(enrolment=enrolment_of(ended=True))
        assert services.verify_outcome(outcome, by=play("vera")).verified_on == TODAY
        assert refusal(services.verify_outcome, outcome, by=play("vera")) == "already_verified"

    @pytest.mark.parametrize("who", ["alice", "carl", "wim", "max"])
    def test_are_not_verified_by_others(self, who):
        outcome = OutcomeFactory(enrolment=enrolment_of(ended=True))
        with pytest.raises(PermissionDenied):
            services.verify_outcome(outcome, by=play(who))

    def test_are_not_verified_by_someone_of_the_promoter(self):
        vera = play("vera")
        MembershipFactory(staff__user=vera, staff__organisation=organisation(CORE))
        outcome = OutcomeFactory(enrolment=enrolment_of(ended=True))
        with pytest.raises(PermissionDenied):
            services.verify_outcome(outcome, by=vera)
        assert Outcome.objects.get().verified_on is None
