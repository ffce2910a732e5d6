"""What VDAB asks and decides, and what a decision demands: domain.md 3, readings.md 9."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from m2w.refusals import Refused
from programmes import services
from programmes.choices import RejectionReason, State
from programmes.models import Mentee
from tests.cast import CORE, enrolment_of, organisation, play
from tests.conftest import TODAY
from tests.factories import LotFactory, MembershipFactory
from tests.refusals import faulty_fields, refusal

pytestmark = pytest.mark.django_db

WORKING = {"mentee__employed": "yes"}  # one criterion that is not met
UNSURE = {"mentee__employed": "unknown"}
BY_VERA = r"Vera besliste al op 1.april.2022: goedgekeurd"
NEED_TEXT = ["no_benefit_expected", "other"]
SPEAK_FOR_THEMSELVES = [reason for reason in RejectionReason.values if reason not in NEED_TEXT]


class TestQuestionAndAnswer:
    def test_a_question_waits_for_its_answer(self):
        enrolment = services.request_info(
            enrolment_of(submitted=True), by=play("vera"), comment="Werkt deze persoon?"
        )
        assert (enrolment.state, enrolment.info_requested_on) == (State.INFO_REQUESTED, TODAY)
        assert enrolment.changes.get().comment == "Werkt deze persoon?"

    @pytest.mark.parametrize("comment", ["", "  \n"])
    def test_a_question_says_something(self, comment):
        enrolment = enrolment_of(submitted=True)
        fields = faulty_fields(services.request_info, enrolment, by=play("vera"), comment=comment)
        assert fields == ["comment"]

    def test_an_answer_puts_it_to_vdab_again(self):
        enrolment = services.answer(
            enrolment_of(info_requested=True), by=play("alice"), comment="Nee."
        )
        assert (enrolment.state, enrolment.info_requested_on) == (State.SUBMITTED, None)

    def test_an_answer_says_something(self):
        enrolment = enrolment_of(info_requested=True)
        assert faulty_fields(services.answer, enrolment, by=play("alice"), comment=" ") == [
            "comment"
        ]

    def test_an_answer_screens_again_for_the_first_day(self):
        asked = enrolment_of(info_requested=True, **UNSURE)
        Mentee.objects.update(employed="no", diploma_level="bachelor")
        enrolment = services.answer(asked, by=play("alice"), comment="Nee.")
        assert enrolment.submitted_on == asked.submitted_on == enrolment.screening.on
        assert (asked.screening.result, enrolment.screening.result) == ("incomplete", "eligible")
        assert enrolment.profile_subgroup == "hoa"


class TestApprove:
    def test_who_is_eligible(self):
        enrolment = services.approve(enrolment_of(submitted=True), by=play("vera"))
        assert (enrolment.state, enrolment.decision) == (State.APPROVED, "approved")
        assert enrolment.decided_on == TODAY

    @pytest.mark.parametrize("values", [WORKING, UNSURE])
    def test_who_is_not_needs_a_derogation(self, values):
        enrolment = enrolment_of(submitted=True, **values)
        assert refusal(services.approve, enrolment, by=play("vera")) == "derogation_required"
        blank = refusal(services.approve, enrolment, by=play("vera"), derogation_reason=" ")
        assert blank == "derogation_required"

    def test_with_a_derogation(self):
        enrolment = services.approve(
            enrolment_of(submitted=True, **WORKING), by=play("vera"), derogation_reason="Halftijds."
        )
        assert enrolment.derogation_reason == "Halftijds."

    def test_who_is_eligible_has_no_derogation(self):
        code = refusal(
            services.approve,
            enrolment_of(submitted=True),
            by=play("vera"),
            derogation_reason="Toch maar.",
        )
        assert code == "derogation_superfluous"

    def test_a_second_decision_is_told_who_was_first(self):
        enrolment = enrolment_of(submitted=True)
        services.approve(enrolment, by=play("vera"))
        with pytest.raises(Refused, match=BY_VERA) as caught:
            services.reject(enrolment, by=play("vera"), reason="lot_full")
        assert caught.value.code == "already_decided"

    def test_a_draft_is_not_decided_on(self):
        draft = enrolment_of(entered_by=play("vera"))
        assert refusal(services.approve, draft, by=play("vera")) == "not_now"

    def test_not_by_someone_who_also_works_for_the_promoter(self):
        vera = play("vera")
        MembershipFactory(staff__user=vera, staff__organisation=organisation(CORE))
        with pytest.raises(PermissionDenied):
            services.approve(enrolment_of(submitted=True), by=vera)


class TestReject:
    def test_for_a_reason(self):
        enrolment = services.reject(
            enrolment_of(submitted=True), by=play("vera"), reason="lot_full"
        )
        assert (enrolment.state, enrolment.decision) == (State.REJECTED, "rejected")
        assert (enrolment.decision_reason, enrolment.decided_on) == ("lot_full", TODAY)

    @pytest.mark.parametrize("reason", ["", "geen zin"])
    def test_not_for_a_reason_outside_the_list(self, reason):
        enrolment = enrolment_of(submitted=True)
        fields = faulty_fields(services.reject, enrolment, by=play("vera"), reason=reason)
        assert fields == ["reason"]

    @pytest.mark.parametrize("reason", NEED_TEXT)
    def test_some_reasons_need_a_text(self, reason):
        enrolment = enrolment_of(submitted=True)
        fields = faulty_fields(services.reject, enrolment, by=play("vera"), reason=reason)
        assert fields == ["comment"]

    @pytest.mark.parametrize("reason", SPEAK_FOR_THEMSELVES)
    def test_others_do_not(self, reason):
        enrolment = services.reject(enrolment_of(submitted=True), by=play("vera"), reason=reason)
        assert enrolment.decision_reason == reason

    def test_the_text_stands_on_the_timeline(self):
        enrolment = services.reject(
            enrolment_of(submitted=True), by=play("vera"), reason="other", comment="Verhuist."
        )
        assert enrolment.changes.get().comment == "Verhuist."

    def test_with_a_day_to_screen_again(self):
        enrolment = services.reject(
            enrolment_of(submitted=True),
            by=play("vera"),
            reason="non_working",
            screen_again_on=date(2022, 9, 1),
        )
        assert enrolment.screen_again_on == date(2022, 9, 1)

    def test_towards_a_lot_that_fits(self):
        lot = LotFactory(subgroups=("loa",))
        enrolment = services.reject(
            enrolment_of(submitted=True), by=play("vera"), reason="lot_full", next_lot=lot
        )
        assert enrolment.next_lot == lot

    def test_with_one_next_step_and_no_second(self):
        assert faulty_fields(
            services.reject,
            enrolment_of(submitted=True),
            by=play("vera"),
            reason="lot_full",
            next_lot=LotFactory(subgroups=("loa",)),
            screen_again_on=date(2022, 9, 1),
        ) == ["screen_again_on"]

    def test_not_towards_a_lot_that_does_not_fit(self):
        code = refusal(
            services.reject,
            enrolment_of(submitted=True),
            by=play("vera"),
            reason="lot_full",
            next_lot=LotFactory(subgroups=("youth",)),
        )
        assert code == "lot_does_not_fit"
