"""Places left in the projects of today, and how soon a first duo starts."""

from datetime import date

import pytest

from programmes.models import Project
from programmes.room import rooms, that_fit
from tests.cast import enrolment_of, project_of
from tests.conftest import TODAY
from tests.factories import EnrolmentFactory, LotFactory, MenteeFactory, ProjectFactory

pytestmark = pytest.mark.django_db
RUNNING = {"starts_on": date(2021, 1, 1)}


def room_of(project):
    [room] = rooms(Project.objects.filter(pk=project.pk), TODAY)
    return room


def started(project, decided_on, started_on):
    dates = {"decided_on": decided_on, "started_on": started_on}
    EnrolmentFactory(project=project, active=True, submitted_on=decided_on, **dates)


def test_places_are_the_target_less_the_approved():
    project = project_of()
    for state in ["submitted", "rejected", "approved", "active", "ended"]:
        enrolment_of(**{state: True})
    enrolment_of(approved=True, state="withdrawn", withdrawn_on=TODAY)
    room = room_of(project)
    assert room.places == project.target_mentees - 3
    assert room.has_place
    assert not room.is_over


def test_over_the_target():
    project = ProjectFactory(target_mentees=1, **RUNNING)
    for _ in range(3):
        EnrolmentFactory(project=project, approved=True)
    room = room_of(project)
    assert (room.is_over, room.over, room.has_place) == (True, 2, False)


def test_the_median_of_days_to_a_first_duo():
    project = ProjectFactory(**RUNNING)
    for first in [date(2022, 1, 11), date(2022, 1, 21), date(2022, 3, 1)]:
        started(project, date(2022, 1, 1), first)
    assert room_of(project).days_to_match == 20
    started(project, date(2022, 1, 1), date(2022, 1, 15))
    assert room_of(project).days_to_match == 17


def test_duos_of_more_than_a_year_ago_say_nothing_of_now():
    project = ProjectFactory(**RUNNING)
    started(project, date(2021, 2, 1), date(2021, 3, 1))
    assert room_of(project).days_to_match is None


@pytest.mark.parametrize(
    ("last", "is_dry"), [(date(2022, 1, 30), True), (date(2022, 1, 31), False), (None, True)]
)
def test_running_dry_is_nobody_submitted_for_60_days(last, is_dry):
    project = ProjectFactory(**RUNNING)
    if last:
        EnrolmentFactory(project=project, submitted=True, submitted_on=last)
    assert room_of(project).is_dry == is_dry


def test_a_new_project_does_not_run_dry_yet():
    assert not room_of(ProjectFactory(starts_on=date(2022, 3, 1))).is_dry


def test_only_projects_of_today():
    ended, coming = ProjectFactory(), ProjectFactory(starts_on=date(2022, 5, 1))
    extended = project_of()
    found = rooms(Project.objects.filter(pk__in=[ended.pk, coming.pk, extended.pk]), TODAY)
    assert [room.project for room in found] == [extended]


def test_most_places_first():
    few, many = (ProjectFactory(target_mentees=n, **RUNNING) for n in (2, 9))
    assert [room.project for room in rooms(Project.objects.all(), TODAY)] == [many, few]


def test_it_takes_three_queries(django_assert_num_queries):
    for _ in range(4):
        started(ProjectFactory(**RUNNING), date(2022, 1, 1), date(2022, 1, 11))
    with django_assert_num_queries(3):
        rooms(Project.objects.all(), TODAY)


def test_that_fit_have_a_place_and_a_lot_that_admits():
    fits = ProjectFactory(lot=LotFactory(subgroups=("loa",)), **RUNNING)
    ProjectFactory(lot=LotFactory(subgroups=("youth",)), **RUNNING)
    ProjectFactory(target_mentees=0, **RUNNING)
    found = that_fit(rooms(Project.objects.all(), TODAY), MenteeFactory(), TODAY)
    assert [room.project for room in found] == [fits]
