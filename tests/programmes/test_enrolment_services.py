"""What each step of an enrolment demands, changes and leaves behind: domain.md 3."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from m2w.audit.models import Entry
from m2w.refusals import Refused
from programmes import services
from programmes.choices import State
from programmes.models import Enrolment, Mentee, StatusChange
from tests.cast import CORE, STRANGER, enrolment_of, new_mentee, organisation, play, project_of
from tests.conftest import TODAY
from tests.factories import (
    MatchFactory,
    MenteeFactory,
)
from tests.refusals import faulty_fields, refusal

pytestmark = pytest.mark.django_db


class TestEveryStep:
    def test_leaves_a_line_on_the_timeline(self):
        enrolment = services.submit(enrolment_of(), by=play("alice"))
        change = enrolment.changes.get()
        assert (change.name, change.source, change.target) == ("submit", "draft", "submitted")
        assert (change.by, change.on) == (play("alice"), TODAY)

    def test_goes_on_the_record_with_role_and_organisation(self):
        enrolment = services.submit(enrolment_of(), by=play("alice"))
        entry = Entry.objects.get(action="enrolment.submitted")
        assert (entry.object_id, entry.role) == (str(enrolment.pk), "coordinator")
        assert entry.organisation == organisation(CORE)

    def test_raises_the_version(self):
        draft = enrolment_of()
        assert services.submit(draft, by=play("alice")).version == draft.version + 1

    def test_leaves_nothing_behind_when_refused(self):
        refusal(services.submit, enrolment_of(mentee__privacy_notice_on=None), by=play("alice"))
        assert not StatusChange.objects.exists()
        assert not Entry.objects.exists()

    def test_looks_at_the_row_and_not_at_the_copy_in_hand(self):
        stale = enrolment_of()
        services.submit(stale, by=play("alice"))
        assert refusal(services.submit, stale, by=play("alice")) == "not_now"

    def test_is_denied_to_a_stranger(self):
        with pytest.raises(PermissionDenied):
            services.submit(enrolment_of(), by=play("charlie"))

    def test_is_denied_outside_the_own_provinces(self):
        with pytest.raises(PermissionDenied):
            services.approve(enrolment_of(submitted=True), by=play("wim"))


class TestCreateDraft:
    def test_of_a_stored_file(self):
        mentee = MenteeFactory(promoter=organisation(CORE))
        draft = services.create_draft(mentee, project_of(), by=play("alice"))
        assert (draft.state, draft.person) == (State.DRAFT, mentee.person)
        assert draft.entered_by == play("alice")

    def test_makes_the_file_along_with_it(self):
        draft = services.create_draft(new_mentee(), project_of(), by=play("alice"))
        assert draft.mentee.promoter == organisation(CORE)
        assert draft.person.vdab_number == draft.mentee.vdab_number

    def test_knows_the_same_person_at_another_promoter(self):
        other = MenteeFactory(vdab_number="V1")
        mentee = new_mentee(vdab_number="V1")
        assert services.create_draft(mentee, project_of(), by=play("alice")).person == other.person

    def test_a_second_file_of_one_person_is_refused(self):
        MenteeFactory(promoter=organisation(CORE), vdab_number="V1")
        mentee = new_mentee(vdab_number="V1")
        code = refusal(services.create_draft, mentee, project_of(), by=play("alice"))
        assert code == "mentee_exists"

    def test_a_coach_becomes_its_coach(self):
        draft = services.create_draft(new_mentee(), project_of(), by=play("carl"))
        assert draft.coach == play("carl").acting.staff

    def test_a_counsellor_sees_the_draft_they_made(self):
        draft = services.create_draft(new_mentee(), project_of(), by=play("vera"))
        assert draft in Enrolment.objects.editable_by(play("vera"))
        assert draft not in Enrolment.objects.editable_by(play("wim"))

    def test_not_in_a_project_out_of_sight(self):
        with pytest.raises(PermissionDenied):
            services.create_draft(new_mentee(), project_of(STRANGER), by=play("alice"))

    def test_not_of_a_file_out_of_sight(self):
        with pytest.raises(PermissionDenied):
            services.create_draft(MenteeFactory(), project_of(), by=play("alice"))

    def test_not_of_another_promoters_mentee(self):
        mentee = enrolment_of(STRANGER, submitted=True).mentee
        code = refusal(services.create_draft, mentee, project_of(), by=play("vera"))
        assert code == "other_promoter"


class TestDeleteDraft:
    def test_keeps_the_mentee(self):
        draft = services.create_draft(new_mentee(), project_of(), by=play("alice"))
        services.delete_draft(draft, by=play("alice"))
        assert not Enrolment.objects.exists()
        assert Mentee.objects.filter(pk=draft.mentee_id).exists()

    def test_goes_on_the_record(self):
        draft = enrolment_of()
        services.delete_draft(draft, by=play("alice"))
        assert Entry.objects.get(action="enrolment.deleted").object_id == str(draft.pk)

    def test_not_what_was_submitted(self):
        submitted = enrolment_of(submitted=True)
        assert refusal(services.delete_draft, submitted, by=play("alice")) == "not_now"


class TestSubmit:
    def test_takes_the_screening_of_today(self):
        enrolment = services.submit(enrolment_of(), by=play("alice"))
        screening = enrolment.screening
        assert (screening.on, screening.result, screening.source) == (TODAY, "eligible", "promoter")
        assert enrolment.submitted_on == TODAY

    def test_freezes_the_profile_of_today(self):
        draft = enrolment_of(mentee__birth_date=date(1990, 4, 2), mentee__postcode="3500")
        enrolment = services.submit(draft, by=play("alice"))
        assert (enrolment.profile_age, enrolment.profile_province) == (31, "70000")
        assert (enrolment.profile_subgroup, enrolment.profile_nationality) == ("loa", "SY")

    def test_the_profile_outlives_a_change_of_the_file(self):
        enrolment = services.submit(enrolment_of(), by=play("alice"))
        Mentee.objects.update(nationality="BE")
        enrolment.refresh_from_db()
        assert enrolment.profile_nationality == "SY"

    @pytest.mark.parametrize(
        ("employed", "result"), [("yes", "ineligible"), ("unknown", "incomplete")]
    )
    def test_whatever_the_screening_says(self, employed, result):
        enrolment = services.submit(enrolment_of(mentee__employed=employed), by=play("alice"))
        assert (enrolment.state, enrolment.screening.result) == (State.SUBMITTED, result)

    def test_needs_the_day_of_the_privacy_notice(self):
        draft = enrolment_of(mentee__privacy_notice_on=None)
        assert refusal(services.submit, draft, by=play("alice")) == "privacy_notice_missing"

    def test_a_person_enrolled_elsewhere_is_refused_without_a_word_about_where(self):
        elsewhere = enrolment_of(STRANGER, submitted=True)
        draft = enrolment_of(mentee__vdab_number=elsewhere.mentee.vdab_number)
        with pytest.raises(Refused, match=r"^VDAB neemt contact met u op\.$") as caught:
            services.submit(draft, by=play("alice"))
        assert caught.value.code == "already_enrolled"

    @pytest.mark.parametrize("closed", ["rejected", "withdrawn", "ended"])
    def test_a_person_whose_enrolment_is_closed_may_come_again(self, closed):
        before = enrolment_of(STRANGER, **{closed: True})
        draft = enrolment_of(mentee__vdab_number=before.mentee.vdab_number)
        assert services.submit(draft, by=play("alice")).state == State.SUBMITTED

    def test_a_counsellor_submits_the_draft_they_made(self):
        draft = services.create_draft(
            new_mentee(privacy_notice_on=TODAY), project_of(), by=play("vera")
        )
        assert services.submit(draft, by=play("vera")).screening.source == "vdab"


class TestWithdraw:
    @pytest.mark.parametrize("trait", ["referred", "submitted", "info_requested", "approved"])
    def test_before_the_start(self, trait):
        enrolment = services.withdraw(
            enrolment_of(**{trait: True}), by=play("alice"), reason="Verhuisd."
        )
        assert (enrolment.state, enrolment.withdrawn_on) == (State.WITHDRAWN, TODAY)
        assert enrolment.withdrawn_reason == "Verhuisd."

    def test_not_after_the_start(self):
        active = enrolment_of(active=True)
        assert refusal(services.withdraw, active, by=play("alice"), reason="Weg.") == "not_now"

    @pytest.mark.parametrize("reason", ["", "x" * 501])
    def test_needs_a_reason_of_at_most_500_characters(self, reason):
        draft = enrolment_of()
        assert faulty_fields(services.withdraw, draft, by=play("alice"), reason=reason) == [
            "reason"
        ]

    def test_frees_the_person(self):
        first = enrolment_of(submitted=True)
        services.withdraw(first, by=play("alice"), reason="Vergissing.")
        second = enrolment_of(mentee=first.mentee)
        assert services.submit(second, by=play("alice")).state == State.SUBMITTED


class TestEnd:
    def test_ends_today(self):
        enrolment = services.end(enrolment_of(active=True), by=play("alice"), reason="work")
        assert (enrolment.state, enrolment.end_reason) == (State.ENDED, "work")
        assert enrolment.ended_on == enrolment.changes.get().on == TODAY

    def test_on_a_day_that_was(self):
        enrolment = services.end(
            enrolment_of(active=True), by=play("alice"), reason="work", ended_on=date(2022, 3, 1)
        )
        assert enrolment.ended_on == enrolment.changes.get().on == date(2022, 3, 1)

    @pytest.mark.parametrize("day", [date(2020, 2, 29), date(2022, 4, 2)])
    def test_not_before_the_start_nor_ahead(self, day):
        active = enrolment_of(active=True)
        fields = faulty_fields(services.end, active, by=play("alice"), reason="work", ended_on=day)
        assert fields == ["ended_on"]

    def test_not_for_a_reason_outside_the_list(self):
        active = enrolment_of(active=True)
        assert faulty_fields(services.end, active, by=play("alice"), reason="ziek") == ["reason"]

    def test_not_while_a_duo_goes_on(self):
        match = MatchFactory(enrolment=enrolment_of(active=True))
        code = refusal(services.end, match.enrolment, by=play("alice"), reason="work")
        assert code == "open_match"

    def test_not_before_the_last_duo_ended(self):
        match = MatchFactory(enrolment=enrolment_of(active=True), ended_on=date(2022, 3, 1))
        fields = faulty_fields(
            services.end,
            match.enrolment,
            by=play("alice"),
            reason="work",
            ended_on=date(2022, 2, 28),
        )
        assert fields == ["ended_on"]
