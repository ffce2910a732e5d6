"""When something is asked: a table for one duo, and the same for many as a query."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching import services
from matching.choices import Moment
from matching.models import Match, Survey
from matching.survey_moments import (
    PLAN,
    WINDOW,
    employer_asked_on,
    halfway_of,
    is_due,
    moments,
    planned,
)
from matching.surveying import due, questions_of
from programmes.models import Outcome
from tests.cast import CORE, STRANGER, enrolment_of, organisation
from tests.conftest import TODAY
from tests.factories import MatchFactory, OutcomeFactory, SurveyFactory

START = date(2022, 1, 31)
days = st.dates(date(2021, 6, 1), date(2022, 6, 1))


class TestPlan:
    def test_it_works(self):
        assert [
            (one.questionnaire, one.moment, one.due_on)
            for one in planned(START, date(2022, 7, 31), None)
        ] == [
            ("mentor_goals", "start", START),
            ("mentee_satisfaction", "month_one", date(2022, 2, 28)),
            ("mentor_satisfaction", "month_one", date(2022, 2, 28)),
            ("mentee_satisfaction", "halfway", date(2022, 5, 1)),
            ("mentor_satisfaction", "halfway", date(2022, 5, 1)),
            ("mentee_satisfaction", "end", date(2022, 7, 31)),
            ("mentor_satisfaction", "end", date(2022, 7, 31)),
            ("mentor_goals", "end", date(2022, 7, 31)),
        ]

    @pytest.mark.parametrize(
        ("planned_end_on", "ended_on", "expected"),
        [
            (None, None, {"start", "month_one"}),
            (date(2022, 7, 31), date(2022, 3, 1), {"start", "month_one", "end"}),
            (date(2022, 7, 31), date(2022, 2, 28), {"start", "end"}),
            (date(2022, 7, 31), date(2022, 5, 1), {"start", "month_one", "end"}),
            (date(2022, 7, 31), date(2022, 5, 2), {"start", "month_one", "halfway", "end"}),
            (date(2022, 3, 15), None, {"start", "halfway", "end"}),
            (date(2022, 2, 1), None, {"start", "end"}),
            (None, date(2022, 7, 31), {"start", "month_one", "end"}),
        ],
    )
    def test_what_would_come_too_late_is_left_out(self, planned_end_on, ended_on, expected):
        assert {one.value for one, _day in moments(START, planned_end_on, ended_on)} == expected

    @given(start=days, planned_for=st.integers(0, 400), ended=st.none() | st.integers(0, 400))
    def test_nothing_comes_after_the_end(self, start, planned_for, ended):
        end = None if ended is None else start + timedelta(ended)
        found = dict(moments(start, start + timedelta(planned_for), end))
        assert found[Moment.START] == start
        assert all(start <= day for day in found.values())
        if end:
            assert max(found.values()) == found[Moment.END] == end
        assert list(found.values()) == sorted(found.values())

    def test_halfway(self):
        assert halfway_of(START, START + timedelta(181)) == START + timedelta(90)

    @pytest.mark.parametrize(
        ("ended_on", "day"),
        [(None, date(2022, 4, 30)), (date(2022, 4, 30), date(2022, 4, 30)), (TODAY, None)],
    )
    def test_an_employer_after_three_months(self, ended_on, day):
        assert employer_asked_on(START, ended_on) == day

    def test_not_for_ever(self):
        assert not is_due(START, START - timedelta(1))
        assert is_due(START, START)
        assert is_due(START, START + WINDOW - timedelta(1))
        assert not is_due(START, START + WINDOW)


pytestmark = pytest.mark.django_db
GAP = timedelta(days=9)


def duo(code=CORE, **values):
    return MatchFactory(
        enrolment=enrolment_of(code, active=True),
        mentor__promoter=organisation(code),
        **{"started_on": date(2022, 3, 1)} | values,
    )


def asked(on=TODAY):
    return {(one.match.pk, one.questionnaire, one.moment, one.due_on) for one in due(on)}


class TestMany:
    def test_as_the_plan_has_it_for_one(self):
        """Duos of every length, begun on every side of what decides."""
        ends = [None, *map(timedelta, [0, 1, 29, 31, 60, 62, 180])]
        for n in range(24):
            started = TODAY - n * GAP
            planned_for, ended_after = ends[n % 8], ends[(n // 3) % 8]
            duo(
                started_on=started,
                planned_end_on=None if planned_for is None else started + planned_for,
                ended_on=None if ended_after is None else started + ended_after,
            )
        for on in [TODAY, date(2022, 2, 28), date(2022, 3, 31)]:
            expected = {
                (match.pk, one.questionnaire, one.moment, one.due_on)
                for match in Match.objects.all()
                for one in planned(match.started_on, match.planned_end_on, match.ended_on)
                if is_due(one.due_on, on)
            }
            assert expected
            assert asked(on) == expected

    def test_they_stand_in_the_list_of_duos(self):
        match, later = duo(), duo(started_on=TODAY + timedelta(1))
        rows = Match.objects.with_questions(TODAY)
        assert list(rows) == [match]
        assert later in Match.objects.with_questions(TODAY + timedelta(1))
        for question in list(due(TODAY)):
            services.invite(question, by=None)
        assert not rows.all().exists()

    def test_what_was_asked_is_not_due_any_more(self):
        match = duo()
        before = asked()
        SurveyFactory(match=match, due_on=TODAY)
        assert before - asked() == {(match.pk, "mentee_satisfaction", "month_one", TODAY)}

    @pytest.mark.parametrize("closed", [{"is_erased": True}, {"restricted_on": TODAY}])
    def test_nothing_of_a_closed_file(self, closed):
        match = duo()
        type(match.mentor).objects.update(**closed)
        assert asked() == set()

    def test_nothing_of_a_promoter_without_an_agreement(self):
        match = duo()
        promoter = match.enrolment.project.promoter
        promoter.agreement_until = date(2022, 3, 31)
        promoter.save()
        assert asked() == set()

    def test_it_takes_as_many_queries_whatever_there_is(self, django_assert_num_queries):
        duo()
        with django_assert_num_queries(20, exact=False) as few:
            assert asked()
        for _ in range(5):
            duo()
        with django_assert_num_queries(len(few)):
            assert len(asked()) == 6 * len(PLAN)


def hired(**values):
    """Work for an employer that began three months ago."""
    values = {"started_on": date(2022, 1, 1), "employer": "Mulu"} | values
    return OutcomeFactory(enrolment=duo(started_on=date(2021, 10, 1)).enrolment, **values)


def employers(on=TODAY):
    return [one for one in due(on) if one.respondent == "employer"]


class TestEmployers:
    def test_it_works(self):
        outcome = hired()
        [question] = employers()
        assert (question.outcome, question.due_on, question.email) == (outcome, TODAY, "")
        assert question in questions_of(question.match)
        assert employers(TODAY - timedelta(1)) == []

    @pytest.mark.parametrize(
        "values",
        [
            {"kind": "self_employed"},
            {"kind": "ibo"},
            {"ended_on": date(2022, 3, 31)},
            {"started_on": date(2020, 1, 1)},
            {"verification": "not_found", "verified_on": TODAY},
        ],
        ids=str,
    )
    def test_not_of_what_is_no_job_that_counts_and_lasts(self, values):
        hired(**values)
        assert employers() == []

    def test_the_last_duo_is_asked_about(self):
        outcome = hired()
        Match.objects.update(ended_on=date(2021, 12, 1))
        last = MatchFactory(
            enrolment=outcome.enrolment,
            mentor__promoter=organisation(CORE),
            started_on=date(2021, 12, 1),
        )
        [question] = employers()
        assert question.match == last
        first = Match.objects.exclude(pk=last.pk).get()
        assert [one for one in questions_of(first) if one.outcome] == []

    def test_once(self):
        outcome = hired()
        SurveyFactory(
            match=outcome.enrolment.matches.get(),
            outcome=outcome,
            questionnaire="employer_goals",
            moment="three_months",
        )
        assert employers() == []
        Outcome.objects.all().delete()
        assert not Survey.objects.exists()


class TestWhom:
    def test_a_mentor_has_an_address_and_a_language(self):
        duo(mentor__email="luc@post.example", mentor__languages={"fr": "C2", "ar": "C2"})
        goals = next(one for one in due(TODAY) if one.questionnaire == "mentor_goals")
        assert (goals.email, goals.language) == ("luc@post.example", "fr")

    def test_a_mentee_has_a_language_and_no_address(self):
        match = duo()
        match.enrolment.mentee.languages = {"ar": "C2", "en": "A1", "fr": "B1"}
        match.enrolment.mentee.save()
        one = next(one for one in due(TODAY) if one.respondent == "mentee")
        assert (one.email, one.language) == ("", "fr")

    def test_promoters_are_asked_about_alike(self):
        duo()
        duo(STRANGER)
        assert len(asked()) == 2 * len(PLAN)
