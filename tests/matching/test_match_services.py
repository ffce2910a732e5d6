"""How a duo starts, changes and ends: domain.md 4, readings.md 18."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from m2w.audit.models import Entry
from matching import services
from matching.models import Match, Mentor
from programmes.choices import State
from programmes.models import Enrolment, Mentee
from tests.cast import CORE, PEOPLE, STRANGER, enrolment_of, organisation, play
from tests.conftest import TODAY
from tests.factories import (
    MatchFactory,
    MembershipFactory,
    MentorFactory,
    StaffFactory,
    VetoFactory,
)
from tests.refusals import faulty_fields, refusal

pytestmark = pytest.mark.django_db


def carl():
    return play("carl").acting.staff


def mentor_of(code=CORE, **values):
    return MentorFactory(promoter=organisation(code), **values)


def start(enrolment=None, mentor=None, coach=None, by="alice", **values):
    return services.start_match(
        enrolment or enrolment_of(approved=True),
        mentor or mentor_of(),
        coach or carl(),
        by=play(by),
        **values,
    )


def start_refused(*args, **values):
    return refusal(start, *args, **values)


class TestStart:
    def test_the_first_duo_starts_the_enrolment(self):
        enrolment = start().enrolment
        assert (enrolment.state, enrolment.started_on) == (State.ACTIVE, TODAY)
        change = enrolment.changes.get()
        assert (change.name, change.by, change.on) == ("start", play("alice"), TODAY)

    def test_on_the_day_of_the_duo(self):
        enrolment = start(started_on=date(2022, 3, 1)).enrolment
        assert enrolment.started_on == enrolment.changes.get().on == date(2022, 3, 1)

    def test_goes_on_the_record(self):
        match = start()
        assert Entry.objects.get(action="match.started").object_id == str(match.pk)
        assert Entry.objects.filter(action="enrolment.started").exists()

    def test_freezes_the_shared_languages(self):
        match = start(mentor=mentor_of(languages={"ar": "B1", "en": "A2", "nl": "C2"}))
        Mentee.objects.update(languages={})
        Mentor.objects.update(languages={})
        assert Match.objects.get(pk=match.pk).shared_languages == ("ar", "en")

    def test_is_expected_to_end_after_the_duration_of_the_project(self):
        assert start().planned_end_on == date(2022, 10, 1)

    def test_is_expected_to_end_within_the_term(self):
        assert start(started_on=date(2022, 3, 31)).planned_end_on == date(2022, 9, 30)
        assert start(started_on=date(2022, 9, 1)).planned_end_on == date(2023, 1, 1)

    @pytest.mark.parametrize("day", [date(2022, 3, 31), date(2023, 1, 2)])
    def test_is_planned_to_end_neither_before_it_starts_nor_after_the_term(self, day):
        assert faulty_fields(start, planned_end_on=day) == ["planned_end_on"]

    def test_by_the_coach_of_the_enrolment(self):
        assert start(enrolment_of(approved=True, coach=carl()), by="carl").pk

    @pytest.mark.parametrize("who", [who for who in PEOPLE if who != "alice"])
    def test_by_nobody_else(self, who):
        with pytest.raises(PermissionDenied):
            start(by=who)

    def test_with_no_mentor_of_another_promoter(self):
        with pytest.raises(PermissionDenied):
            start(mentor=mentor_of(STRANGER))


class TestWaitingMentee:
    @pytest.mark.parametrize("trait", ["referred", "submitted", "info_requested", "rejected"])
    def test_a_duo_follows_the_approval(self, trait):
        assert start_refused(enrolment_of(**{trait: True})) == "not_approved"

    @pytest.mark.parametrize("trait", ["withdrawn", "ended"])
    def test_no_duo_of_what_is_over(self, trait):
        assert start_refused(enrolment_of(**{trait: True})) == "not_approved"

    def test_not_before_the_day_of_approval(self):
        assert start_refused(started_on=date(2020, 2, 9)) == "before_approval"

    def test_on_the_day_of_approval(self):
        assert start(started_on=date(2020, 2, 10)).pk

    @pytest.mark.parametrize("day", [date(2019, 12, 31), date(2023, 1, 1)])
    def test_within_the_extended_term_of_the_project(self, day):
        enrolment = enrolment_of(
            approved=True, submitted_on=date(2019, 1, 1), decided_on=date(2019, 1, 1)
        )
        assert start_refused(enrolment, started_on=day) == "outside_term"

    def test_one_duo_at_a_time(self):
        assert start_refused(start().enrolment) == "open_match"

    def test_not_while_an_earlier_duo_went_on(self):
        first = MatchFactory(enrolment=enrolment_of(active=True), ended_on=date(2022, 3, 1))
        assert start_refused(first.enrolment, started_on=date(2022, 2, 28)) == "open_match"

    def test_a_next_duo_from_the_day_on_which_the_last_ended(self):
        first = MatchFactory(enrolment=enrolment_of(active=True), ended_on=date(2022, 3, 1))
        start(first.enrolment, started_on=date(2022, 3, 1))
        enrolment = Enrolment.objects.get()
        assert (enrolment.state, enrolment.started_on) == (State.ACTIVE, date(2020, 3, 1))


class TestHardRules:
    """Each in words of its own: `test_hard_rules` has them without a database."""

    def test_the_mentor_is_active(self):
        assert start_refused(mentor=mentor_of(active_until=date(2022, 3, 31))) == "not_active"

    def test_the_mentor_does_not_pause(self):
        assert start_refused(mentor=mentor_of(paused_from=TODAY)) == "not_active"

    def test_the_mentor_is_trained(self):
        assert start_refused(mentor=mentor_of(trained_on=date(2022, 4, 2))) == "not_trained"

    def test_mentee_and_mentor_share_a_language(self):
        assert start_refused(mentor=mentor_of(languages={"nl": "C2"})) == "no_shared_language"

    def test_the_level_of_dutch_in_the_file_decides(self):
        enrolment = enrolment_of(approved=True, mentee__dutch_level="B1")
        assert start(enrolment, mentor_of(languages={"nl": "C2"})).shared_languages == ("nl",)

    def test_mentor_and_coach_share_a_language(self):
        assert start_refused(mentor=mentor_of(languages={"ar": "C1"})) == "no_coach_language"

    def test_not_after_a_misfit_in_any_enrolment(self):
        match = MatchFactory(
            enrolment=enrolment_of(ended=True), ended_on=date(2020, 9, 1), end_reason="misfit"
        )
        again = enrolment_of(approved=True, mentee=match.enrolment.mentee)
        assert start_refused(again, match.mentor) == "misfit"

    def test_not_against_a_veto(self):
        enrolment, mentor = enrolment_of(approved=True), mentor_of()
        VetoFactory(mentee=enrolment.mentee, mentor=mentor)
        assert start_refused(enrolment, mentor) == "vetoed"

    def test_hard_wishes_are_honoured(self):
        enrolment = enrolment_of(approved=True, mentee__hard_wishes=("gender:f",))
        assert start_refused(enrolment, mentor_of(gender="m")) == "hard_wish"
        assert start(enrolment, mentor_of(gender="f")).pk

    @pytest.mark.parametrize("who", ["alice", "charlie", "vera"])
    def test_the_coach_coaches_at_the_promoter(self, who):
        assert start_refused(coach=play(who).acting.staff) == "not_a_coach"

    def test_not_a_coach_who_left(self):
        left = MembershipFactory(
            role="coach", staff__organisation=organisation(CORE), staff__user__is_active=False
        )
        assert start_refused(coach=left.staff) == "not_a_coach"


class TestPlaces:
    def test_a_mentor_has_so_many_places(self):
        mentor = mentor_of(capacity=2)
        assert [start(mentor=mentor).slot, start(mentor=mentor).slot] == [1, 2]
        assert start_refused(mentor=mentor) == "full"

    def test_a_duo_that_ended_frees_its_place(self):
        mentor = mentor_of(capacity=2)
        first, _second = start(mentor=mentor), start(mentor=mentor)
        services.end_match(first, by=play("alice"), reason="completed")
        assert start(mentor=mentor).slot == first.slot

    def test_a_duo_that_starts_later_takes_a_place(self):
        mentor = mentor_of()
        start(mentor=mentor, started_on=date(2022, 6, 1))
        assert start_refused(mentor=mentor) == "full"

    def test_on_no_day_of_the_past_is_there_one_too_many(self):
        mentor = mentor_of()
        MatchFactory(mentor=mentor, enrolment=enrolment_of(active=True), ended_on=date(2022, 3, 1))
        assert start_refused(mentor=mentor, started_on=date(2022, 2, 28)) == "full"
        assert start(mentor=mentor, started_on=date(2022, 3, 1)).pk

    def test_fewer_places_than_duos_leaves_none(self):
        mentor = mentor_of(capacity=3)
        first, *_others = [start(mentor=mentor) for _ in range(3)]
        services.end_match(first, by=play("alice"), reason="completed")
        Mentor.objects.update(capacity=2)
        assert start_refused(mentor=mentor) == "full"


class TestEnd:
    def test_ends_today_for_a_reason(self):
        match = services.end_match(start(), by=play("alice"), reason="misfit")
        assert (match.ended_on, match.end_reason) == (TODAY, "misfit")

    def test_leaves_the_enrolment_active(self):
        services.end_match(start(), by=play("alice"), reason="mentor_stopped")
        assert Enrolment.objects.get().state == State.ACTIVE

    def test_not_for_a_reason_outside_the_list(self):
        assert faulty_fields(services.end_match, start(), by=play("alice"), reason="ziek") == [
            "reason"
        ]

    @pytest.mark.parametrize("day", [date(2022, 2, 28), date(2022, 4, 2)])
    def test_not_before_the_start_nor_ahead(self, day):
        match = start(started_on=date(2022, 3, 1))
        fields = faulty_fields(
            services.end_match, match, by=play("alice"), reason="work", ended_on=day
        )
        assert fields == ["ended_on"]

    def test_at_the_latest_with_the_project(self, settings):
        match = start()
        settings.M2W_TODAY = date(2023, 2, 1)
        ended = services.end_match(match, by=play("alice"), reason="completed")
        assert ended.ended_on == date(2023, 1, 1)

    def test_what_has_not_begun_ends_on_its_first_day(self):
        match = start(started_on=date(2022, 5, 1))
        ended = services.end_match(match, by=play("alice"), reason="other")
        assert ended.ended_on == date(2022, 5, 1)

    def test_once(self):
        match = start()
        services.end_match(match, by=play("alice"), reason="work")
        again = refusal(services.end_match, match, by=play("alice"), reason="work")
        assert again == "already_ended"

    def test_by_its_coach(self):
        assert services.end_match(start(), by=play("carl"), reason="work").ended_on == TODAY

    @pytest.mark.parametrize("who", ["charlie", "vera", "max"])
    def test_by_nobody_else(self, who):
        with pytest.raises(PermissionDenied):
            services.end_match(start(), by=play(who), reason="work")


class TestChangeCoach:
    def colleague(self, **values):
        staff = StaffFactory(organisation=organisation(CORE), **values)
        staff.memberships.create(role="coach")
        return staff

    def test_hands_the_duo_over(self):
        match = services.change_coach(start(), colleague := self.colleague(), by=play("alice"))
        assert match.coach == colleague
        assert match not in Match.objects.visible_to(play("carl"))

    def test_to_a_coach_of_the_promoter(self):
        staff = play("charlie").acting.staff
        assert refusal(services.change_coach, start(), staff, by=play("alice")) == "not_a_coach"

    def test_to_someone_who_shares_a_language_with_the_mentor(self):
        colleague = self.colleague(languages={"fr": "C2"})
        code = refusal(services.change_coach, start(), colleague, by=play("alice"))
        assert code == "no_coach_language"

    def test_not_after_the_end(self):
        match = services.end_match(start(), by=play("alice"), reason="work")
        code = refusal(services.change_coach, match, self.colleague(), by=play("alice"))
        assert code == "already_ended"
