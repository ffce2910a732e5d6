"""What a referral by VDAB becomes after the promoter's intake: domain.md 3."""

from datetime import date
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied

from programmes import services
from programmes.choices import State
from programmes.models import Mentee
from tests.cast import CORE, STRANGER, enrolment_of, new_mentee, organisation, play, project_of
from tests.conftest import TODAY
from tests.factories import MembershipFactory, MenteeFactory, ProjectFactory
from tests.races import DONE, race
from tests.refusals import faulty_fields, refusal

pytestmark = pytest.mark.django_db


class TestRefer:
    def test_makes_the_file_and_a_screening_by_vdab(self):
        enrolment = services.refer(new_mentee(), project_of(), by=play("vera"))
        assert (enrolment.state, enrolment.referred_on) == (State.REFERRED, TODAY)
        assert enrolment.mentee.promoter == organisation(CORE)
        assert (enrolment.screening.on, enrolment.screening.source) == (TODAY, "vdab")

    def test_uses_the_file_that_the_promoter_has(self):
        known = MenteeFactory(promoter=organisation(CORE), vdab_number="V1", postcode="2000")
        mentee = new_mentee(vdab_number="V1", postcode="9000")
        enrolment = services.refer(mentee, project_of(), by=play("vera"))
        assert enrolment.mentee == known
        assert enrolment.mentee.postcode == "2000"

    def test_only_in_own_provinces(self):
        with pytest.raises(PermissionDenied):
            services.refer(new_mentee(), project_of(), by=play("wim"))

    def test_not_by_a_promoter(self):
        with pytest.raises(PermissionDenied):
            services.refer(new_mentee(), project_of(), by=play("alice"))

    def test_not_to_a_project_that_does_not_run(self):
        ended = ProjectFactory(promoter=organisation(CORE), starts_on=date(2019, 1, 1))
        code = refusal(services.refer, new_mentee(), ended, by=play("vera"))
        assert code == "not_running"
        assert not Mentee.objects.exists()

    @pytest.mark.parametrize("act", [services.refer, services.create_draft])
    def test_once_at_a_time(self, act):
        vera = play("vera")
        referral = services.refer(new_mentee(), project_of(), by=vera)
        assert refusal(act, referral.mentee, project_of(), by=vera) == "already_in_project"
        services.decline_referral(referral, by=play("alice"), reason="no_show")
        assert act(referral.mentee, project_of(), by=vera).mentee == referral.mentee

    def test_a_draft_of_the_promoter_is_not_told(self):
        draft = enrolment_of()
        mentee = new_mentee(vdab_number=draft.mentee.vdab_number)
        assert services.refer(mentee, project_of(), by=play("vera")).mentee == draft.mentee

    def test_not_with_a_file_that_may_not_be_used(self):
        known = MenteeFactory(promoter=organisation(CORE), restricted_on=TODAY)
        mentee = new_mentee(vdab_number=known.vdab_number)
        assert refusal(services.refer, mentee, project_of(), by=play("vera")) == "file_closed"
        assert not known.enrolments.exists()

    def test_not_to_an_organisation_one_works_for(self):
        vera = play("vera")
        MembershipFactory(staff__user=vera, staff__organisation=organisation(CORE))
        with pytest.raises(PermissionDenied):
            services.refer(new_mentee(), project_of(), by=vera)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(3))
def test_pressed_twice_at_once_it_is_one_referral(attempt):
    vera, known = play("vera"), MenteeFactory(promoter=organisation(CORE))
    project, declined = project_of(), {"reason": "no_show", "by": play("alice")}
    # VDAB knows the file by now: of one that it does not, each would make the same file.
    services.decline_referral(
        services.refer(new_mentee(vdab_number=known.vdab_number), project, by=vera), **declined
    )
    acts = [partial(services.refer, known, project, by=vera) for _ in range(2)]
    assert race(*acts) == {DONE: 1, "already_in_project": 1}


class TestAcceptReferral:
    def referral(self, **values):
        mentee = new_mentee(**{"privacy_notice_on": TODAY} | values)
        return services.refer(mentee, project_of(), by=play("vera"))

    def test_who_is_eligible_is_submitted_and_approved_that_day(self):
        enrolment = services.accept_referral(self.referral(), by=play("alice"))
        assert enrolment.state == State.APPROVED
        assert enrolment.submitted_on == enrolment.decided_on == TODAY
        assert enrolment.profile_subgroup == "loa"

    def test_the_decision_is_that_of_the_counsellor_who_referred(self):
        enrolment = services.accept_referral(self.referral(), by=play("alice"))
        steps = enrolment.changes.order_by("pk").values_list("name", "by__name")
        assert [*steps] == [("refer", "Vera"), ("accept_referral", "Alice"), ("approve", "Vera")]

    @pytest.mark.parametrize("employed", ["yes", "unknown"])
    def test_anyone_else_becomes_a_draft(self, employed):
        enrolment = services.accept_referral(self.referral(employed=employed), by=play("alice"))
        assert (enrolment.state, enrolment.submitted_on) == (State.DRAFT, None)

    def test_what_counts_is_the_file_after_the_intake(self):
        referral = self.referral(employed="unknown")
        Mentee.objects.update(employed="no")
        assert services.accept_referral(referral, by=play("alice")).state == State.APPROVED

    def test_a_submission_needs_the_privacy_notice(self):
        referral = self.referral(privacy_notice_on=None)
        assert refusal(services.accept_referral, referral, by=play("alice")) == (
            "privacy_notice_missing"
        )

    def test_not_of_a_person_enrolled_elsewhere(self):
        referral = self.referral(vdab_number="V1")
        enrolment_of(STRANGER, submitted=True, mentee__vdab_number="V1")
        assert refusal(services.accept_referral, referral, by=play("alice")) == "already_enrolled"

    def test_a_loaded_referral_is_approved_by_nobody_named(self):
        enrolment = services.accept_referral(enrolment_of(referred=True), by=play("alice"))
        assert enrolment.state == State.APPROVED
        assert enrolment.changes.get(name="approve").by is None

    def test_a_counsellor_who_joined_the_promoter_no_longer_decides(self):
        referral = self.referral()
        MembershipFactory(staff__user=play("vera"), staff__organisation=organisation(CORE))
        assert services.accept_referral(referral, by=play("alice")).state == State.SUBMITTED


class TestDeclineReferral:
    def test_gives_the_client_back(self):
        enrolment = services.decline_referral(
            enrolment_of(referred=True), by=play("alice"), reason="no_show"
        )
        assert (enrolment.state, enrolment.declined_on) == (State.DECLINED, TODAY)
        assert enrolment.decline_reason == "no_show"

    def test_not_for_a_reason_outside_the_list(self):
        referral = enrolment_of(referred=True)
        fields = faulty_fields(
            services.decline_referral, referral, by=play("alice"), reason="geen zin"
        )
        assert fields == ["reason"]
