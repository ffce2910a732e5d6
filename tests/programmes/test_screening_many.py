"""Screening many mentees gives what screening each gives."""

from datetime import date

import pytest

from programmes.models import Mentee
from programmes.services.screenings import judge, judge_all
from tests.factories import LotFactory, MenteeFactory

pytestmark = pytest.mark.django_db

DAY = date(2022, 4, 1)


def test_many_as_one(django_assert_num_queries):
    lot = LotFactory(subgroups=("loa", "hoa"))
    for changes in ({}, {"employed": "yes"}, {"diploma_level": "master"}, {"home_language": ""}):
        MenteeFactory(**changes)
    expected = {mentee.code: judge(mentee, lot, DAY) for mentee in Mentee.objects.all()}
    with django_assert_num_queries(1):
        found = dict(judge_all(Mentee.objects.all(), lot, DAY))
    assert found == expected
    assert len({screening.result for screening in found.values()}) == 3
