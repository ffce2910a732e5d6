"""Report `goals`: mentors who grew, and employers who would hire again, as of a day."""

from datetime import date, timedelta

import pytest

from reporting.reports import REPORTS
from reporting.selection import select
from tests.cast import CORE, STRANGER, enrolment_of, organisation, play
from tests.conftest import TODAY
from tests.factories import MatchFactory, OutcomeFactory, SurveyAnswerFactory, SurveyFactory

pytestmark = pytest.mark.django_db
NAMES = (
    *("mentors_measured", "mentors_grown"),
    *("employers", "employers_measured", "employers_would_again"),
)


def report(on=TODAY, reader=None):
    return REPORTS["goals"].run(select(on, reader=reader))


def total(on=TODAY, reader=None):
    return tuple(report(on, reader).total[name] for name in NAMES)


def duo(code=CORE, **values):
    return MatchFactory(
        enrolment=enrolment_of(code, active=True), mentor__promoter=organisation(code), **values
    )


def answer(match, moment, on, *values):
    survey = SurveyFactory(
        match=match, questionnaire="mentor_goals", moment=moment, answered_on=on, channel="link"
    )
    for item, value in zip(["knowledge", "insight", "expertise"], values, strict=True):
        SurveyAnswerFactory(survey=survey, item=item, value=value)


def measured(start=(2, 3, 2), end=(4, 3, 4), code=CORE):
    match = duo(code)
    answer(match, "start", date(2021, 3, 1), *start)
    answer(match, "end", date(2022, 3, 1), *end)
    return match


class TestMentors:
    def test_it_works(self):
        measured()
        assert total() == (1, 1, 0, 0, 0)

    @pytest.mark.parametrize(
        ("end", "grown"), [((2, 3, 2), 0), ((1, 3, 3), 0), ((2, 3, 3), 1), ((1, 1, 1), 0)]
    )
    def test_grown_is_a_higher_mean(self, end, grown):
        measured(end=end)
        assert total()[:2] == (1, grown)

    def test_once_is_not_measured(self):
        answer(duo(), "end", date(2022, 3, 1), 5, 5, 5)
        assert total()[:2] == (0, 0)

    def test_nothing_later_is_known(self):
        measured()
        assert total(date(2022, 2, 28))[:2] == (0, 0)
        assert total(date(2022, 3, 1))[:2] == (1, 1)

    def test_every_project_has_its_row(self):
        measured()
        measured(code=STRANGER, end=(1, 1, 1))
        rows = report().rows
        assert [(row["mentors_measured"], row["mentors_grown"]) for row in rows] == [(1, 1), (1, 0)]
        assert total(reader=play("alice"))[:2] == (1, 1)


def hired(**values):
    match = duo()
    values = {"started_on": date(2022, 1, 1), "kind": "fixed_term"} | values
    return OutcomeFactory(enrolment=match.enrolment, **values)


def answered(outcome, again=3, on=TODAY):
    survey = SurveyFactory(
        match=outcome.enrolment.matches.get(),
        outcome=outcome,
        questionnaire="employer_goals",
        moment="three_months",
        answered_on=on,
        channel="paper",
    )
    SurveyAnswerFactory(survey=survey, item="support", value=3)
    SurveyAnswerFactory(survey=survey, item="again", value=again)


class TestEmployers:
    @pytest.mark.parametrize(("again", "counted"), [(3, 1), (2, 0), (1, 0)])
    def test_it_works(self, again, counted):
        hired()
        answered(hired(), again)
        assert total()[2:] == (2, 1, counted)

    @pytest.mark.parametrize(
        ("values", "counted"),
        [
            ({"ended_on": date(2022, 4, 1)}, 1),
            ({"ended_on": date(2022, 3, 31)}, 0),
            ({"started_on": date(2022, 1, 2)}, 0),
            ({"started_on": date(2020, 2, 29)}, 0),
            ({"kind": "self_employed"}, 0),
            ({"kind": "ibo"}, 0),
            ({"kind": "temp_agency"}, 1),
            ({"verification": "not_found", "verified_on": TODAY}, 1),
        ],
        ids=str,
    )
    def test_which_hirings_count(self, values, counted):
        hired(**values)
        assert total()[2] == counted

    def test_not_after_the_horizon(self):
        outcome = hired()
        enrolment = outcome.enrolment
        enrolment.state, enrolment.end_reason = "ended", "completed"
        enrolment.ended_on = date(2021, 1, 1)
        enrolment.save()
        assert total()[2] == 1
        enrolment.ended_on = date(2020, 12, 31)
        enrolment.save()
        assert total()[2] == 0

    def test_an_answer_after_the_day_is_not_known(self):
        answered(hired(started_on=date(2021, 12, 1)))
        assert total(TODAY - timedelta(1))[2:] == (1, 0, 0)
        assert total()[2:] == (1, 1, 1)

    def test_an_end_after_the_day_is_not_known(self):
        hired(started_on=date(2021, 12, 1), ended_on=date(2022, 4, 2))
        assert total(date(2022, 3, 1))[2] == 1


def test_rows_and_columns_take_as_many_queries(django_assert_num_queries):
    measured()
    answered(hired())
    with django_assert_num_queries(12, exact=False) as few:
        report()
    for _ in range(3):
        measured()
        answered(hired())
    with django_assert_num_queries(len(few)):
        report()
