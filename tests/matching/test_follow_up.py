"""Which duos are late: by their own rhythm, and never for the days of a pause."""

from datetime import date, timedelta

import pytest

from m2w.periods import ONE_DAY
from matching.models import Match
from tests.cast import enrolment_of
from tests.conftest import TODAY
from tests.factories import ContactFactory, MatchFactory

pytestmark = pytest.mark.django_db


def days_ago(days):
    return TODAY - timedelta(days=days)


def duo(met=None, started=60, kind="contact", **values):
    """A duo that met so many days ago; its project's rhythm is two weeks."""
    match = MatchFactory(
        enrolment=enrolment_of(active=True), started_on=days_ago(started), **values
    )
    if met is not None:
        ContactFactory(match=match, held_on=days_ago(met), kind=kind)
    return match


def is_late(match, rule="without_contact", on=TODAY):
    return getattr(Match.objects, rule)(on).filter(pk=match.pk).exists()


class TestContact:
    @pytest.mark.parametrize(("met", "late"), [(14, False), (15, True)])
    def test_after_the_rhythm_of_the_project(self, met, late):
        assert is_late(duo(met)) == late

    @pytest.mark.parametrize(("met", "late"), [(30, False), (31, True)])
    def test_after_the_rhythm_of_the_duo_where_it_has_one(self, met, late):
        assert is_late(duo(met, contact_every_days=30)) == late
        assert is_late(duo(met, contact_every_days=7))

    def test_who_never_met_counts_from_the_start(self):
        assert is_late(duo(started=15))
        assert not is_late(duo(started=14))

    def test_never_during_a_pause(self):
        assert not is_late(duo(40, paused_from=TODAY, paused_until=TODAY))
        assert not is_late(duo(40, paused_from=days_ago(3)))

    def test_before_and_after_it_as_ever(self):
        assert is_late(duo(40, paused_from=TODAY + ONE_DAY))
        assert is_late(duo(40, paused_from=days_ago(2), paused_until=days_ago(1)))

    @pytest.mark.parametrize("met", range(12, 40))
    @pytest.mark.parametrize(("first", "last"), [(25, 16), (3, 1), (14, 14), (39, 30)])
    def test_its_days_make_none_late(self, met, first, last):
        """Counted one by one."""
        match = duo(met, paused_from=days_ago(first), paused_until=days_ago(last))
        counted = [n for n in range(met) if not last <= n <= first]
        assert is_late(match) == (len(counted) > 14)


class TestCheckIn:
    @pytest.mark.parametrize(("started", "late"), [(14, False), (15, True)])
    def test_the_first_within_two_weeks(self, started, late):
        assert is_late(duo(started=started), "without_checkin") == late

    def test_the_second_within_a_month(self):
        assert not is_late(duo(20, 31, "checkin_mentor"), "without_checkin")
        assert is_late(duo(20, 32, "checkin_mentor"), "without_checkin")

    @pytest.mark.parametrize(("last", "late"), [(31, False), (32, True)])
    def test_then_monthly(self, last, late):
        match = duo(55, kind="checkin_mentor")
        ContactFactory(match=match, held_on=days_ago(last), kind="checkin_mentee")
        assert is_late(match, "without_checkin") == late

    def test_not_during_a_pause_nor_for_its_days(self):
        assert not is_late(duo(started=15, paused_from=TODAY), "without_checkin")
        day = days_ago(5)
        assert not is_late(duo(started=15, paused_from=day, paused_until=day), "without_checkin")
        both = {"paused_from": days_ago(6), "paused_until": days_ago(5)}
        assert is_late(duo(started=17, **both), "without_checkin")
        assert not is_late(duo(started=16, **both), "without_checkin")


def test_the_planned_end_comes_whether_it_pauses_or_not():
    match = duo(1, paused_from=TODAY, planned_end_on=date(2022, 4, 20))
    assert is_late(match, "ending")
