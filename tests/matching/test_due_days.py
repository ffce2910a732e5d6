"""The day by which a duo should meet again says the same as the list of duos that are late."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from m2w.periods import Period
from matching.follow_up import checkin_due_on, contact_due_on, month_after
from matching.lateness import (
    checkin_due,
    contact_due,
    days_checkin_late,
    days_without_contact,
)
from matching.models import Match
from tests.cast import enrolment_of
from tests.conftest import TODAY
from tests.factories import ContactFactory, MatchFactory

START = date(2022, 3, 1)


class TestPlain:
    """Worked out by hand, in March 2022."""

    @pytest.mark.parametrize(
        ("met", "pause", "due"),
        [
            (None, None, date(2022, 3, 15)),
            (date(2022, 3, 10), None, date(2022, 3, 24)),
            (None, Period.through(date(2022, 3, 5), date(2022, 3, 9)), date(2022, 3, 20)),
            (None, Period.through(date(2022, 3, 17), date(2022, 3, 20)), date(2022, 3, 15)),
            (None, Period.through(date(2022, 3, 16), date(2022, 3, 20)), date(2022, 3, 20)),
            (None, Period(date(2022, 3, 5)), None),
            (None, Period(date(2022, 4, 5)), date(2022, 3, 15)),
            (
                date(2022, 3, 10),
                Period.through(date(2022, 3, 5), date(2022, 3, 12)),
                date(2022, 3, 26),
            ),
        ],
    )
    def test_contact(self, met, pause, due):
        assert contact_due_on(START, met, 14, pause) == due

    @pytest.mark.parametrize(
        ("last", "checkins", "due"),
        [
            (None, 0, date(2022, 3, 15)),
            (date(2022, 3, 14), 1, date(2022, 4, 1)),
            (date(2022, 3, 28), 2, date(2022, 4, 28)),
        ],
    )
    def test_checkin(self, last, checkins, due):
        assert checkin_due_on(START, last, checkins) == due

    @pytest.mark.parametrize(
        ("day", "last"),
        [
            (date(2022, 2, 27), date(2022, 3, 27)),
            (date(2022, 2, 28), date(2022, 3, 31)),
            (date(2022, 1, 31), date(2022, 2, 28)),
        ],
    )
    def test_a_month(self, day, last):
        assert month_after(day) == last


DAYS_AGO = st.integers(0, 75)


class TestSame(TestCase):
    """Whatever happened: late on exactly the days after the due day that are in no pause."""

    @settings(max_examples=60)
    @given(
        start=st.integers(20, 75),
        happened=st.lists(
            st.tuples(DAYS_AGO, st.sampled_from(["contact", "checkin_mentor", "checkin_mentee"])),
            max_size=5,
            unique=True,
        ),
        pause=st.none() | st.tuples(st.integers(-20, 70), st.none() | st.integers(0, 40)),
        rhythm=st.none() | st.integers(1, 40),
        on=st.integers(-45, 20),
    )
    def test_says_the_same(self, start, happened, pause, rhythm, on):
        match = MatchFactory(
            enrolment=enrolment_of(active=True),
            started_on=TODAY - timedelta(days=start),
            contact_every_days=rhythm,
        )
        if pause:
            first, length = pause
            match.paused_from = TODAY - timedelta(days=first)
            if length is not None:
                match.paused_until = match.paused_from + timedelta(days=length)
            match.save()
        for ago, kind in happened:
            if ago <= start:
                ContactFactory(match=match, held_on=TODAY - timedelta(days=ago), kind=kind)
        self.compare(match, TODAY - timedelta(days=on))

    def compare(self, match, day):
        row = Match.objects.with_follow_up(day).get(pk=match.pk)
        for due, late, rule in (
            (contact_due(row), days_without_contact(row, day), "without_contact"),
            (checkin_due(row), days_checkin_late(row, day), "without_checkin"),
        ):
            found = getattr(Match.objects, rule)(day).filter(pk=match.pk).exists()
            followed = match.started_on <= day and not match.is_paused(day)
            assert found == (followed and due is not None and day > due), (rule, due, day)
            assert bool(late) == found
