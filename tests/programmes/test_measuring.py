"""When it is asked what became of someone: the moments, who is due, and what is noted."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from m2w.audit.models import Entry
from m2w.periods import ONE_DAY, add_months
from programmes import services
from programmes.measuring import MONTHS, moment_due, moments
from programmes.models import Enrolment, Measurement, Outcome
from tests.cast import enrolment_of, play
from tests.conftest import TODAY
from tests.factories import MeasurementFactory, OutcomeFactory
from tests.refusals import faulty_fields, refusal

ENDED = date(2022, 1, 31)
days = st.dates(date(2019, 1, 1), date(2024, 12, 31))


class TestMoments:
    def test_it_works(self):
        planned = [(one.month, one.due_on) for one in moments(ENDED, 12)]
        assert planned == [
            (1, date(2022, 2, 28)),
            (3, date(2022, 4, 30)),
            (6, date(2022, 7, 31)),
            (12, date(2023, 1, 31)),
        ]

    @pytest.mark.parametrize(
        ("on", "horizon", "month"),
        [
            (date(2022, 2, 27), 12, None),
            (date(2022, 2, 28), 12, 1),
            (date(2022, 4, 29), 12, 1),
            (date(2022, 4, 30), 12, 3),
            (date(2022, 7, 31), 12, 6),
            (date(2023, 1, 30), 12, 6),
            (date(2023, 1, 31), 12, 12),
            (date(2023, 2, 27), 12, 12),
            (date(2023, 2, 28), 12, None),
            (date(2022, 8, 30), 6, 6),
            (date(2022, 8, 31), 6, None),
            (date(2022, 3, 30), 2, 1),
            (date(2022, 3, 31), 2, None),
            (date(2022, 3, 1), 0, None),
        ],
    )
    def test_the_latest_that_came(self, on, horizon, month):
        due = moment_due(ENDED, horizon, on)
        assert (due and due.month) == month

    @given(ended=days, on=days, horizon=st.integers(0, 24))
    def test_at_most_one_is_due_and_it_came(self, ended, on, horizon):
        due = moment_due(ended, horizon, on)
        if due:
            assert due.month in MONTHS
            assert due.month <= horizon
            assert add_months(ended, due.month) == due.due_on <= on
            later = [one for one in moments(ended, horizon) if one.month > due.month]
            assert all(one.due_on > on for one in later)


pytestmark = pytest.mark.django_db


def ended(day=ENDED, **values):
    return enrolment_of(ended=True, ended_on=day, **values)


def to_measure(on=TODAY):
    return {one.pk: one.measure_month for one in Enrolment.objects.to_measure(on)}


class TestWhoIsDue:
    @pytest.mark.parametrize("horizon", [0, 1, 3, 5, 12, 18])
    def test_as_the_rule_has_it_for_one(self, horizon):
        """Ends on every day of more than a year, asked on the edges of months."""
        rows = [ended(TODAY - timedelta(days=7 * n)) for n in range(62)]
        call = rows[0].project.lot.call
        call.outflow_horizon_months = horizon
        call.save()
        for on in [TODAY, date(2022, 2, 28), date(2022, 3, 31), date(2022, 4, 30)]:
            expected = {row.pk: moment_due(row.ended_on, horizon, on) for row in rows}
            found = {pk: due.month for pk, due in expected.items() if due}
            assert to_measure(on) == found

    def test_once_measured_not_before_the_next_moment(self):
        enrolment = ended(date(2021, 12, 1))
        MeasurementFactory(enrolment=enrolment, month=1)
        assert to_measure() == {enrolment.pk: 3}
        MeasurementFactory(enrolment=enrolment, month=3, result="not_reached")
        assert to_measure() == {}
        assert to_measure(date(2022, 6, 1)) == {enrolment.pk: 6}

    def test_a_later_one_does_for_an_earlier_one(self):
        MeasurementFactory(enrolment=ended(date(2021, 12, 1)), month=6)
        assert to_measure() == {}

    @pytest.mark.parametrize(
        ("values", "known"),
        [
            ({"started_on": date(2022, 3, 1), "kind": "none"}, True),
            ({"started_on": date(2022, 2, 1), "kind": "none"}, False),
            ({"started_on": date(2022, 2, 1)}, True),
            ({"started_on": date(2022, 2, 1), "ended_on": date(2022, 2, 28)}, True),
            ({"started_on": date(2022, 2, 1), "ended_on": date(2022, 2, 27)}, False),
        ],
        ids=str,
    )
    def test_of_a_loaded_one_outcomes_tell(self, values, known):
        enrolment = ended()
        OutcomeFactory(enrolment=enrolment, **values)
        assert to_measure() == ({} if known else {enrolment.pk: 1})

    def test_of_one_that_ended_here_only_measurements(self):
        enrolment = ended()
        OutcomeFactory(enrolment=enrolment, started_on=date(2022, 2, 1))
        enrolment.changes.create(
            name="end", source="active", target="ended", on=ENDED, by=play("alice")
        )
        assert to_measure() == {enrolment.pk: 1}


def measure(enrolment, result, by="alice", month=1, **values):
    return services.measure(enrolment, by=play(by), month=month, result=result, **values)


NEW = {"kind": "fixed_term", "started_on": date(2022, 3, 1), "employer": "Bakkerij Mulu"}


class TestMeasure:
    def test_new_work_is_an_outcome(self):
        enrolment = ended()
        measure(enrolment, "known", outcome=NEW)
        row, outcome = Measurement.objects.get(), Outcome.objects.get()
        assert (row.month, row.measured_on, row.result, row.by) == (
            1,
            TODAY,
            "known",
            play("alice"),
        )
        assert (outcome.kind, outcome.employer) == ("fixed_term", "Bakkerij Mulu")
        entry = Entry.objects.get(action="outcome.measured")
        assert entry.details == {"result": "known"}

    def test_what_goes_on_needs_no_new_row(self):
        enrolment = ended()
        OutcomeFactory(enrolment=enrolment, started_on=date(2022, 2, 1))
        measure(enrolment, "known")
        assert Outcome.objects.count() == 1

    def test_known_without_anything_to_know(self):
        assert faulty_fields(measure, ended(), "known") == ["result"]
        fields = faulty_fields(measure, ended(), "known", outcome={})
        assert fields == ["outcome_kind", "outcome_started_on"]
        early = NEW | {"started_on": date(1980, 1, 1)}
        assert faulty_fields(measure, ended(), "known", outcome=early) == ["outcome_started_on"]

    def test_nothing_found_is_an_outcome_that_changes_no_count(self):
        measure(ended(), "none")
        outcome = Outcome.objects.get()
        assert (outcome.kind, outcome.started_on) == ("none", TODAY)

    def test_nothing_more_says_when_it_stopped(self):
        enrolment = ended()
        job = OutcomeFactory(enrolment=enrolment, started_on=date(2022, 2, 1))
        assert faulty_fields(measure, enrolment, "none") == ["stopped_on"]
        for day in [TODAY + ONE_DAY, date(2022, 1, 1)]:
            assert faulty_fields(measure, enrolment, "none", stopped_on=day) == ["stopped_on"]
        measure(enrolment, "none", stopped_on=date(2022, 3, 1))
        job.refresh_from_db()
        assert job.ended_on == date(2022, 3, 1)
        assert Outcome.objects.count() == 2

    def test_what_does_not_go_on_cannot_stop(self):
        fields = faulty_fields(measure, ended(), "none", stopped_on=date(2022, 3, 1))
        assert fields == ["stopped_on"]

    def test_nothing_is_kept_of_what_was_refused(self):
        enrolment = ended()
        OutcomeFactory(enrolment=enrolment, kind="ibo", started_on=date(2022, 2, 1))
        faulty_fields(measure, enrolment, "known", outcome={}, stopped_on=date(2022, 3, 1))
        assert Outcome.objects.get().ended_on is None
        assert not Measurement.objects.exists()

    def test_who_was_not_reached_can_be_asked_again(self):
        enrolment = ended()
        measure(enrolment, "not_reached")
        assert not Outcome.objects.exists()
        measure(enrolment, "none")
        assert Measurement.objects.get().result == "none"
        assert refusal(measure, enrolment, "none") == "already_measured"

    @pytest.mark.parametrize(("month", "code"), [(3, "not_due"), (2, "not_due"), (12, "not_due")])
    def test_not_before_its_day(self, month, code):
        assert refusal(measure, ended(), "none", month=month) == code

    def test_not_before_the_end(self):
        assert refusal(measure, enrolment_of(active=True), "none") == "not_ended"

    def test_a_result_of_the_list(self):
        assert faulty_fields(measure, ended(), "x") == ["result"]

    @pytest.mark.parametrize("who", ["vera", "charlie", "max", "carl"])
    def test_by_the_promoter(self, who):
        with pytest.raises(PermissionDenied):
            measure(ended(), "none", by=who)
