"""Costs to declare: a coordinator is reminded once for each year of a project, from 1 March on."""

from datetime import date

import pytest

from m2w.outbox.models import Notice
from m2w.outbox.reminding import remind_all
from tests.cast import play, project_of
from tests.factories import ClaimFactory, ProjectFactory

pytestmark = pytest.mark.django_db


def reminded(settings, *days):
    """How many notices there are after the reminders of each of these days."""
    found = []
    for day in days:
        settings.M2W_TODAY = day
        remind_all()
        found.append(Notice.objects.filter(code="claim.due").count())
    return found


@pytest.fixture
def project():
    """From 2020 to 2022, with everything of 2020 declared."""
    play("alice")
    project = project_of()
    ClaimFactory(project=project, year=2020)
    return project


def test_it_works(settings, project):
    days = [date(2022, 2, 28), date(2022, 3, 1), date(2022, 3, 31), date(2022, 6, 1)]
    assert reminded(settings, *days) == [0, 1, 1, 1]
    notice = Notice.objects.get(code="claim.due")
    assert (notice.to, notice.about_id) == (play("alice").acting.staff, str(project.pk))


def test_each_year_once(settings, project):
    last_due = date(2023, 3, 31)
    assert project.extension.last_day == date(2022, 12, 31)
    assert reminded(settings, date(2022, 3, 1), last_due, last_due) == [1, 2, 2]


def test_not_for_what_was_submitted(settings, project):
    ClaimFactory(project=project, year=2021, category="travel")
    assert reminded(settings, date(2022, 3, 31)) == [0]


def test_a_draft_is_no_declaration(settings, project):
    ClaimFactory(project=project, year=2021, declared_on=None)
    assert reminded(settings, date(2022, 3, 31)) == [1]


def test_a_project_that_ends_in_the_year_has_its_own_day(settings):
    play("alice")
    ProjectFactory(
        promoter=play("alice").acting.organisation,
        starts_on=date(2022, 1, 15),
        ends_on=date(2022, 6, 14),
    )
    assert reminded(settings, date(2022, 8, 31), date(2022, 9, 1)) == [0, 1]
