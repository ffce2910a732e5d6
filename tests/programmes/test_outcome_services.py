"""Who frames an enrolment, what became of it, and who checks that."""

from datetime import date
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied

from m2w.audit.models import Entry
from m2w.outbox.models import Notice
from programmes import services
from programmes.models import Enrolment, Outcome
from reporting.reports import REPORTS
from reporting.selection import select
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

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"started_on": date(1990, 5, 16)}, "started_on"),
            ({"started_on": date(2023, 4, 2)}, "started_on"),
            ({"ended_on": date(2022, 3, 31)}, "ended_on"),
            ({"ended_on": date(2027, 4, 2)}, "ended_on"),
            ({"evidence": "rumour"}, "evidence"),
            ({"sector": "?"}, "sector"),
            ({"employer": "x" * 201}, "employer"),
            ({"note": "x" * 301}, "note"),
        ],
        ids=str,
    )
    def test_that_cannot_be_are_refused(self, values, field):
        told = {"kind": "ibo", "started_on": TODAY} | values
        fields = faulty_fields(
            services.record_outcome, enrolment_of(ended=True), by=play("alice"), **told
        )
        assert fields == [field]
        assert not Outcome.objects.exists()

    @pytest.mark.parametrize(
        "values",
        [
            {"started_on": date(1990, 5, 17)},
            {"started_on": date(2023, 4, 1), "ended_on": date(2027, 4, 1)},
            {"started_on": TODAY, "ended_on": TODAY, "evidence": "payslip", "note": "Gezien."},
        ],
        ids=str,
    )
    def test_that_can_be_are_kept(self, values):
        services.record_outcome(
            enrolment_of(ended=True), by=play("alice"), kind="fixed_term", **values
        )
        kept = Outcome.objects.get()
        assert {name: getattr(kept, name) for name in values} == values

    def test_of_one_person_are_many(self):
        enrolment = enrolment_of(ended=True)
        for kind in ["ibo", "fixed_term"]:
            services.record_outcome(enrolment, by=play("alice"), kind=kind, started_on=TODAY)
        assert enrolment.outcomes.count() == 2


def outcome_of(code=CORE, **values):
    return OutcomeFactory(enrolment=enrolment_of(code, ended=True), **values)


def verified(**values):
    return services.verify_outcome(outcome_of(**values), by=play("vera"))


def correct(outcome, by="alice", version=None, **values):
    outcome.refresh_from_db()
    version = version or outcome.version
    return services.correct_outcome(outcome, values, by=play(by), version=version)


class TestCorrection:
    def test_it_keeps_what_it_was(self):
        outcome = correct(outcome_of(employer="Mulu"), employer="Bakkerij Mulu")
        assert outcome.employer == "Bakkerij Mulu"
        before = outcome.history.order_by("version").values_list("employer", flat=True)
        assert list(before) == ["Mulu", "Bakkerij Mulu"]
        entry = Entry.objects.get(action="outcome.corrected")
        assert entry.details == {"fields": ["employer"]}

    @pytest.mark.parametrize(
        ("values", "stays"),
        [
            ({"ended_on": date(2021, 1, 1)}, True),
            ({"note": "Gezien."}, True),
            ({"employer": "Elders"}, False),
            ({"kind": "ibo"}, False),
            ({"started_on": date(2020, 10, 2)}, False),
        ],
        ids=str,
    )
    def test_what_vdab_looked_up_is_looked_up_again(self, values, stays):
        outcome = correct(verified(), **values)
        assert (outcome.verified_on is not None) == stays
        assert (outcome.verification == "confirmed") == stays
        assert (outcome.verified_by is not None) == stays

    def test_another_end_is_looked_up_again(self):
        outcome = correct(verified(ended_on=date(2021, 1, 1)), ended_on=date(2021, 2, 1))
        assert outcome.verified_on is None

    def test_the_same_again_changes_nothing(self):
        outcome = verified()
        assert correct(outcome, kind="open_ended").version == outcome.version

    def test_not_over_what_someone_else_saved(self):
        outcome = outcome_of()
        correct(outcome, employer="Mulu")
        code = refusal(correct, outcome, version=1, employer="Elders")
        assert code == "changed_meanwhile"

    def test_not_into_one_that_is_there(self):
        outcome = outcome_of()
        OutcomeFactory(enrolment=outcome.enrolment, kind="ibo")
        assert refusal(correct, outcome, kind="ibo") == "outcome_exists"

    def test_not_before_birth(self):
        assert faulty_fields(correct, outcome_of(), started_on=date(1980, 1, 1)) == ["started_on"]

    @pytest.mark.parametrize("who", ["vera", "carl", "charlie", "max"])
    def test_not_by_others(self, who):
        with pytest.raises(PermissionDenied):
            correct(outcome_of(), by=who, employer="Elders")


class TestRemoval:
    def test_it_works(self):
        outcome = outcome_of()
        services.remove_outcome(outcome, by=play("alice"), reason="twice")
        assert not Outcome.objects.exists()
        assert Outcome.history.filter(id=outcome.pk, history_type="-").exists()
        entry = Entry.objects.get(action="outcome.removed")
        assert (entry.object_id, entry.details) == (str(outcome.pk), {"reason": "twice"})

    def test_for_a_reason_of_the_list(self):
        fields = faulty_fields(
            services.remove_outcome, outcome_of(), by=play("alice"), reason="zomaar"
        )
        assert fields == ["reason"]

    def test_not_of_what_vdab_found(self):
        outcome = verified()
        remove = partial(services.remove_outcome, outcome, by=play("alice"), reason="twice")
        assert refusal(remove) == "verified"
        services.verify_outcome(outcome, by=play("vera"), result="not_found")
        remove()
        assert not Outcome.objects.exists()

    @pytest.mark.parametrize("who", ["vera", "carl", "charlie", "max"])
    def test_not_by_others(self, who):
        with pytest.raises(PermissionDenied):
            services.remove_outcome(outcome_of(), by=play(who), reason="twice")


def verify(outcome, result, **values):
    return services.verify_outcome(outcome, by=play("vera"), result=result, **values)


class TestVerification:
    def test_are_verified_by_vdab_once(self):
        outcome = services.verify_outcome(outcome_of(), by=play("vera"))
        found = (outcome.verified_on, outcome.verification, outcome.verified_by)
        assert found == (TODAY, "confirmed", play("vera"))
        assert refusal(services.verify_outcome, outcome, by=play("vera")) == "already_verified"

    def test_what_was_loaded_as_verified_was_confirmed(self):
        outcome = outcome_of(verified_on=date(2021, 1, 1))
        assert refusal(verify, outcome, "confirmed") == "already_verified"
        assert verify(outcome, "not_found").verified_on == TODAY

    def test_a_later_answer_replaces_it(self):
        outcome = verify(outcome_of(), "not_found", note="Niet in DIMONA.")
        assert outcome.verification_note == "Niet in DIMONA."
        outcome = verify(outcome, "confirmed")
        assert (outcome.verification, outcome.verification_note) == ("confirmed", "")

    def test_other_days_become_those_of_the_outcome_and_the_promoter_hears_of_it(self):
        play("alice")
        outcome = outcome_of()
        days = {"started_on": date(2020, 11, 2), "ended_on": date(2021, 3, 1)}
        outcome = verify(outcome, "other_dates", **days)
        assert {name: getattr(outcome, name) for name in days} == days
        past = outcome.history.order_by("version").values_list("started_on", flat=True)
        assert list(past) == [date(2020, 10, 1), date(2020, 11, 2)]
        notice = Notice.objects.get()
        assert (notice.code, notice.to) == ("outcome.other_dates", play("alice").acting.staff)

    def test_of_what_was_not_found_the_promoter_hears_too(self):
        play("alice")
        verify(outcome_of(), "not_found")
        assert Notice.objects.get().code == "outcome.not_found"

    def test_of_what_was_confirmed_nobody_needs_to(self):
        play("alice")
        verify(outcome_of(), "confirmed")
        assert not Notice.objects.exists()

    @pytest.mark.parametrize(
        ("result", "days", "field"),
        [
            ("other_dates", {}, "started_on"),
            ("other_dates", {"started_on": date(2020, 10, 1)}, "started_on"),
            ("other_dates", {"started_on": date(1980, 10, 1)}, "started_on"),
            (
                "other_dates",
                {"started_on": date(2021, 1, 1), "ended_on": date(2020, 1, 1)},
                "ended_on",
            ),
            ("confirmed", {"started_on": date(2021, 1, 1)}, "started_on"),
            ("not_found", {"ended_on": date(2021, 1, 1)}, "started_on"),
            ("zeker", {}, "result"),
            ("confirmed", {"note": "x" * 301}, "note"),
        ],
        ids=str,
    )
    def test_bad_answers(self, result, days, field):
        outcome = outcome_of()
        assert faulty_fields(verify, outcome, result, **days) == [field]
        outcome.refresh_from_db()
        assert outcome.verified_on is None

    def test_other_days_may_be_found_twice(self):
        outcome = verify(outcome_of(), "other_dates", started_on=date(2020, 11, 2))
        again = verify(outcome, "other_dates", started_on=date(2020, 11, 3))
        assert again.started_on == date(2020, 11, 3)

    def test_not_into_an_outcome_that_is_there(self):
        outcome = outcome_of()
        OutcomeFactory(enrolment=outcome.enrolment, started_on=date(2020, 11, 2))
        code = refusal(verify, outcome, "other_dates", started_on=date(2020, 11, 2))
        assert code == "outcome_exists"

    def test_not_of_what_the_promoter_changed_meanwhile(self):
        outcome = outcome_of()
        correct(outcome, employer="Elders")
        assert refusal(verify, outcome, "confirmed", version=1) == "changed_meanwhile"

    @pytest.mark.parametrize("result", ["confirmed", "not_found"])
    def test_it_changes_no_count(self, result):
        outcome = outcome_of()
        before = REPORTS["outflow"].run(select(TODAY)).rows
        verify(outcome, result)
        assert REPORTS["outflow"].run(select(TODAY)).rows == before

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
