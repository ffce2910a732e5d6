"""The figures of a round: what happened in its period, and how things stood on its last day."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programmes.evaluation_rounds import Scope
from reporting.period_figures import FIGURES, OF_TRACK, figures_of, kept_figures
from reporting.sheets import figures_beside, finalise_sheet
from tests.cast import enrolment_of, organisation, play, project_of
from tests.factories import (
    ContactFactory,
    EnrolmentFactory,
    EvaluationFactory,
    MatchFactory,
    OutcomeFactory,
    ProjectFactory,
)
from tests.programmes.sittings import begun, project_round, province_round, scored

pytestmark = pytest.mark.django_db
# Everything in the factories happens from February to September 2020.
SPRING = date(2020, 3, 1)
WINTER = date(2020, 1, 1)


def values(on_round):
    (line,) = figures_of(on_round).lines
    return line.values


def test_what_happened_in_the_period_is_not_what_happened_before():
    enrolment_of(active=True)
    assert values(project_round(WINTER))["submitted"] == 1
    assert values(project_round(SPRING))["submitted"] == 0
    assert values(project_round(WINTER))["started"] == 0
    assert values(project_round(SPRING))["started"] == 1


def test_the_state_is_that_of_the_last_day():
    enrolment_of(ended=True)
    summer, autumn = project_round(date(2020, 7, 1)), project_round(date(2020, 9, 1))
    assert (values(summer)["active"], values(summer)["ended"]) == (1, 0)
    assert (values(autumn)["active"], values(autumn)["ended"]) == (0, 1)


def test_nothing_later_than_the_last_day_is_known():
    OutcomeFactory(enrolment=enrolment_of(ended=True), started_on=date(2020, 9, 15))
    assert values(project_round(date(2020, 7, 1)))["work"] == 0
    assert values(project_round(date(2020, 9, 1)))["work"] == 1
    assert values(project_round(date(2020, 9, 1)))["sustainable_work"] == 1


@pytest.mark.parametrize(
    ("met_on", "reached", "in_rhythm"),
    [
        (date(2020, 4, 25), True, 1),
        (date(2020, 4, 16), True, 1),
        (date(2020, 4, 15), True, 0),
        (date(2020, 4, 25), False, 0),
        (date(2020, 5, 1), True, 0),
    ],
)
def test_a_duo_met_in_its_rhythm_on_the_last_day(met_on, reached, in_rhythm):
    match = MatchFactory(enrolment=enrolment_of(active=True), started_on=date(2020, 3, 1))
    ContactFactory(match=match, held_on=met_on, reached=reached)
    found = values(project_round(SPRING))
    assert (found["duos"], found["in_rhythm"]) == (1, in_rhythm)


def test_a_duo_that_ended_later_was_followed_up_then():
    enrolment = enrolment_of(active=True)
    MatchFactory(
        enrolment=enrolment, started_on=SPRING, ended_on=date(2020, 5, 1), end_reason="completed"
    )
    assert values(project_round(SPRING))["duos"] == 1
    assert values(project_round(date(2020, 5, 1)))["duos"] == 0


def test_a_province_shows_its_projects_side_by_side():
    enrolment_of(active=True)
    other = ProjectFactory(promoter=organisation("second"), name="Ander")
    for _ in range(2):
        EnrolmentFactory(project=other, active=True)
    figures = figures_of(province_round(SPRING))
    assert {line.name: line.values["started"] for line in figures.lines} == {
        project_of().name: 1,
        "Ander": 2,
    }
    assert figures.total["started"] == 3


def test_a_project_that_did_not_run_then_stays_out():
    ProjectFactory(lot=project_of().lot, name="Later", starts_on=date(2021, 1, 1))
    over = ProjectFactory(lot=project_of().lot, starts_on=date(2018, 1, 1), name="Voorbij")
    assert over.ends_on == date(2019, 12, 31)
    names = [line.name for line in figures_of(province_round(SPRING)).lines]
    assert names == [project_of().name]


def test_the_number_of_queries_does_not_follow_that_of_projects():
    project_of()
    on_round = province_round(SPRING)
    with CaptureQueriesContext(connection) as few:
        figures_of(on_round)
    for _ in range(5):
        EnrolmentFactory(project=ProjectFactory(lot=project_of().lot), active=True)
    with CaptureQueriesContext(connection) as many:
        figures_of(on_round)
    assert len(many) == len(few)


def test_nothing_before_the_period_begins():
    assert figures_of(project_round(date(2022, 5, 1))) is None


def test_while_the_period_runs_they_go_up_to_today():
    assert figures_of(project_round(date(2022, 3, 1))).as_of == date(2022, 4, 1)


def test_every_track_talks_about_figures_that_there_are():
    assert {code for codes in OF_TRACK.values() for code in codes} == set(FIGURES)


def test_a_final_sheet_keeps_them_as_they_were():
    finalise = {"by": play("frank"), "held_on": date(2022, 3, 10)}
    sheet = finalise_sheet(scored(begun()), **finalise)
    enrolment_of(submitted=True, submitted_on=date(2022, 2, 1))
    beside = figures_beside(sheet, project_round(), play("frank"))
    assert beside.lines[0].values["submitted"] == 0
    assert values(project_round())["submitted"] == 1
    assert beside == kept_figures(sheet.figures)
    assert list(beside.labels) == list(OF_TRACK["operational"])


@pytest.mark.parametrize(("who", "told"), [("alice", True), ("eva", True), ("ann", False)])
def test_the_ministry_is_told_no_counts_of_persons(who, told):
    sheet = EvaluationFactory(project=project_of(), period_start=date(2022, 1, 1))
    assert (figures_beside(sheet, project_round(), play(who)) is not None) == told


def test_a_scope_names_what_it_is_of():
    assert Scope("province", province="10000").name == "Antwerpen"
