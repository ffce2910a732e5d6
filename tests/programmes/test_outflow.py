"""What became of ended enrolments, as of a day (domain.md 6)."""

from datetime import date

import pytest

from programmes import outflow
from programmes.models import Enrolment
from tests.factories import EnrolmentFactory, OutcomeFactory

pytestmark = pytest.mark.django_db

# The enrolment of these tests: first match 1 March 2020, ended 1 September 2020.
FIRST_MATCH, ENDED = date(2020, 3, 1), date(2020, 9, 1)
HORIZON_END = date(2021, 9, 1)


@pytest.fixture
def enrolment():
    return EnrolmentFactory(ended=True)


def found(as_of: date) -> tuple[str, bool]:
    """(result, sustainable) of the one enrolment."""
    row = (
        outflow.with_terms(Enrolment.objects.filter(ended_on__lte=as_of))
        .annotate(result=outflow.result(as_of), lasting=outflow.sustainable_flag(as_of))
        .get()
    )
    return row.result, row.lasting


def work(enrolment, start, end=None, kind="fixed_term"):
    OutcomeFactory(enrolment=enrolment, kind=kind, started_on=start, ended_on=end)


class TestResult:
    def test_pending_until_the_horizon_passes(self, enrolment):
        assert found(date(2021, 8, 31)) == ("pending", False)
        assert found(HORIZON_END) == ("none", False)

    @pytest.mark.parametrize(
        ("kind", "result"),
        [
            ("open_ended", "work"),
            ("self_employed", "work"),
            ("ibo", "internship"),
            ("internship", "internship"),
            ("training", "training"),
            ("work_experience", "other"),
            ("other", "other"),
            ("none", "pending"),
        ],
    )
    def test_kinds(self, enrolment, kind, result):
        work(enrolment, date(2020, 10, 1), kind=kind)
        assert found(date(2020, 10, 1))[0] == result

    def test_work_comes_before_training(self, enrolment):
        work(enrolment, date(2020, 10, 1), kind="training")
        work(enrolment, date(2020, 11, 1), kind="temp_agency")
        assert found(date(2020, 12, 1))[0] == "work"

    @pytest.mark.parametrize(
        ("start", "result"),
        [
            (date(2020, 2, 29), "none"),
            (FIRST_MATCH, "work"),
            (HORIZON_END, "work"),
            (date(2021, 9, 2), "none"),
        ],
    )
    def test_counts_from_the_first_match_to_the_horizon(self, enrolment, start, result):
        work(enrolment, start)
        assert found(date(2022, 1, 1))[0] == result

    def test_what_starts_later_is_not_known(self, enrolment):
        work(enrolment, date(2020, 11, 2))
        assert found(date(2020, 11, 1))[0] == "pending"

    def test_horizon_keeps_to_the_last_day_of_a_short_month(self):
        enrolment = EnrolmentFactory(
            ended=True, ended_on=date(2020, 2, 29), started_on=date(2020, 2, 15)
        )
        work(enrolment, date(2021, 2, 28))
        assert found(date(2021, 2, 28))[0] == "work"


class TestOpenEnded:
    def test_counts_at_once(self, enrolment):
        work(enrolment, date(2020, 10, 1), kind="open_ended")
        assert found(date(2020, 10, 1)) == ("work", True)

    @pytest.mark.parametrize(
        ("end", "lasting"), [(date(2020, 12, 31), False), (date(2021, 1, 1), True)]
    )
    def test_ended_within_three_months(self, enrolment, end, lasting):
        work(enrolment, date(2020, 10, 1), end, kind="open_ended")
        assert found(date(2021, 2, 1)) == ("work", lasting)

    def test_an_end_that_is_not_known_yet_changes_nothing(self, enrolment):
        work(enrolment, date(2020, 10, 1), date(2020, 12, 31), kind="open_ended")
        assert found(date(2020, 12, 30)) == ("work", True)


class TestSpell:
    @pytest.mark.parametrize(
        ("end", "lasting"),
        [(date(2020, 12, 31), False), (date(2021, 1, 1), True), (None, True)],
    )
    def test_one_job_of_three_months(self, enrolment, end, lasting):
        work(enrolment, date(2020, 10, 1), end)
        assert found(date(2021, 1, 1))[1] is lasting

    def test_not_before_three_months_have_passed(self, enrolment):
        work(enrolment, date(2020, 10, 1))
        assert found(date(2020, 12, 31)) == ("work", False)

    @pytest.mark.parametrize(
        ("second", "lasting"), [(date(2020, 12, 1), True), (date(2020, 12, 2), False)]
    )
    def test_jobs_within_31_days_are_one_spell(self, enrolment, second, lasting):
        work(enrolment, date(2020, 9, 15), date(2020, 10, 31))
        work(enrolment, second, date(2020, 12, 31), kind="temp_agency")
        assert found(date(2021, 3, 1))[1] is lasting

    def test_the_gap_counts_from_the_latest_end_of_all_before(self, enrolment):
        work(enrolment, date(2020, 9, 5), date(2020, 11, 30))
        work(enrolment, date(2020, 9, 10), date(2020, 9, 20), kind="temp_agency")
        work(enrolment, date(2020, 12, 15), date(2020, 12, 20), kind="temp_agency")
        assert found(date(2021, 3, 1))[1] is True

    def test_a_spell_that_opened_before_the_first_match_is_cut_there(self, enrolment):
        work(enrolment, date(2020, 2, 1), date(2020, 3, 10))
        work(enrolment, date(2020, 3, 15), date(2020, 6, 14))
        assert found(date(2020, 10, 1)) == ("work", False)

    def test_the_first_start_must_count(self, enrolment):
        work(enrolment, date(2021, 9, 2))
        assert found(date(2022, 3, 1)) == ("none", False)

    def test_later_work_may_carry_a_spell_past_the_horizon(self, enrolment):
        work(enrolment, date(2021, 8, 20), date(2021, 9, 15))
        work(enrolment, date(2021, 9, 20), date(2021, 12, 1), kind="temp_agency")
        assert found(date(2022, 3, 1)) == ("work", True)

    def test_training_carries_no_spell(self, enrolment):
        work(enrolment, date(2020, 10, 1), date(2020, 10, 31))
        work(enrolment, date(2020, 11, 1), date(2021, 2, 1), kind="training")
        assert found(date(2021, 3, 1)) == ("work", False)


def test_the_numbers_are_those_of_the_call(enrolment):
    call = enrolment.project.lot.call
    call.sustainable_months, call.spell_gap_days = 1, 0
    call.save()
    work(enrolment, date(2020, 10, 1), date(2020, 11, 1))
    assert found(date(2020, 12, 1)) == ("work", True)
