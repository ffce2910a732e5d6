"""Which mentors are active: asked of many in the database, as the rule has it for one."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.urls import reverse

from matching.hard_rules import is_active
from matching.models import Mentor
from tests.conftest import TODAY
from tests.factories import MentorFactory

pytestmark = pytest.mark.django_db

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
AROUND = [None, YESTERDAY, TODAY, TOMORROW]


def mentors():
    """One with each way in which the four days can lie around today."""
    for first, last, paused, until in product(AROUND[1:], AROUND, AROUND, AROUND):
        if last and last < first:
            continue
        yield MentorFactory(
            active_from=first, active_until=last, paused_from=paused, paused_until=until
        )


def test_many_are_judged_as_each_is():
    everyone = list(mentors())
    expected = {mentor.pk for mentor in everyone if is_active(mentor, TODAY)}
    assert set(Mentor.objects.active(TODAY).values_list("pk", flat=True)) == expected
    assert 0 < len(expected) < len(everyone)


def test_the_filter_leaves_out_who_is_paused(browse):
    there = MentorFactory(promoter__code="core", active_from=date(2020, 1, 1))
    paused = MentorFactory(
        promoter=there.promoter, active_from=date(2020, 1, 1), paused_from=YESTERDAY
    )
    for asked, found in [("yes", [there]), ("no", [paused])]:
        page = browse("alice").get(reverse("mentors"), {"active": asked})
        assert list(page.context["object_list"]) == found
