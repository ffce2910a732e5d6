"""Which reports are about one meeting, and what is true of it."""

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.meetings import Meeting, Told, meeting_of, meetings_of

DAY = date(2022, 3, 10)


def told(who, after=0, seen=True, minutes=None, channel=""):
    return Told(who, DAY + timedelta(days=after), seen, minutes, channel)


def mentor(after=0, **said):
    return told("mentor", after, **said)


def mentee(after=0, **said):
    return told("mentee", after, **said)


NOT = {"seen": False}
# What was reported, and how many days after the tenth each meeting was, with its reports.
GROUPS = {
    "nothing": ([], []),
    "one alone": ([mentor()], [1]),
    "the same day": ([mentor(), mentee()], [2]),
    "the same day, contradicting": ([mentor(), mentee(**NOT)], [2]),
    "one day apart": ([mentor(), mentee(1)], [2]),
    "one day apart, the mentee first": ([mentor(1), mentee()], [2]),
    "one day apart, neither met": ([mentor(**NOT), mentee(1, **NOT)], [2]),
    "one day apart, contradicting": ([mentor(), mentee(1, **NOT)], [1, 1]),
    "two days apart": ([mentor(), mentee(2)], [1, 1]),
    "one day apart, but the other's day is taken": ([mentor(), mentee(), mentee(1)], [2, 1]),
    "one day apart, and it could be another": ([mentor(), mentee(1), mentor(2)], [1, 1, 1]),
    "two days after each other": ([mentor(), mentee(), mentor(1), mentee(1)], [2, 2]),
    "the same person twice": ([mentor(), mentor(1)], [1, 1]),
}


@pytest.mark.parametrize(("reports", "sizes"), GROUPS.values(), ids=GROUPS)
def test_reports_of_one_meeting(reports, sizes):
    for order in permutations(reports):
        assert [len(meeting) for meeting in meetings_of(order)] == sizes


# The reports of one meeting, and what is true: reached, minutes, channel, doubt.
TRUTHS = {
    "one met": ([mentor(minutes=60, channel="online")], (True, 60, "online", "")),
    "one did not": ([mentee(**NOT)], (None, None, "", "")),
    "both did not": ([mentor(**NOT), mentee(**NOT)], (False, None, "", "")),
    "they contradict each other": (
        [mentor(minutes=60), mentee(**NOT)],
        (None, None, "", "seen"),
    ),
    "they agree": ([mentor(minutes=60), mentee(minutes=60)], (True, 60, "", "")),
    "they nearly do": ([mentor(minutes=60), mentee(minutes=90)], (True, 75, "", "")),
    "more than half an hour apart": (
        [mentor(minutes=91), mentee(minutes=60)],
        (True, 60, "", "minutes"),
    ),
    "only one knows how long": ([mentor(), mentee(minutes=45)], (True, 45, "", "")),
    "neither knows how long": ([mentor(), mentee()], (True, None, "", "")),
    "the mentor's channel": (
        [mentee(channel="phone"), mentor(channel="online")],
        (True, None, "online", ""),
    ),
    "the mentee's where the mentor said none": (
        [mentor(), mentee(channel="phone")],
        (True, None, "phone", ""),
    ),
}


@pytest.mark.parametrize(("reports", "truth"), TRUTHS.values(), ids=TRUTHS)
def test_what_is_true(reports, truth):
    assert meeting_of(tuple(reports)) == Meeting(DAY, *truth)


def test_the_earlier_of_two_days_counts():
    assert meeting_of((mentor(1), mentee())).held_on == DAY


# At most one report of each person a day, as the database keeps them.
REPORTS = st.lists(
    st.builds(
        told,
        st.sampled_from(["mentor", "mentee"]),
        st.integers(0, 8),
        st.booleans(),
        st.none() | st.integers(1, 720),
    ),
    unique_by=lambda report: (report.who, report.held_on),
    max_size=12,
)


@given(REPORTS, st.randoms())
def test_their_order_changes_nothing(reports, chance):
    mixed = chance.sample(reports, len(reports))
    assert meetings_of(mixed) == meetings_of(reports)


@given(REPORTS)
def test_each_report_is_of_one_meeting_and_no_two_meetings_share_a_day(reports):
    meetings = meetings_of(reports)
    key = lambda report: (report.held_on, report.who)  # noqa: E731
    assert sorted((one for each in meetings for one in each), key=key) == sorted(reports, key=key)
    assert all(len({report.who for report in each}) == len(each) for each in meetings)
    days = [meeting_of(each).held_on for each in meetings]
    assert all(days.count(day) <= 1 for day in days)


@given(REPORTS)
def test_who_is_mentor_and_who_mentee_changes_only_the_channel(reports):
    other = {"mentor": "mentee", "mentee": "mentor"}
    swapped = [
        Told(other[one.who], one.held_on, one.seen, one.minutes, one.channel) for one in reports
    ]
    assert [meeting_of(each) for each in meetings_of(swapped)] == [
        meeting_of(each) for each in meetings_of(reports)
    ]


@given(REPORTS)
def test_a_contact_lasts_as_long_as_someone_said(reports):
    for each in meetings_of(reports):
        found = meeting_of(each)
        said = [report.minutes for report in each if report.minutes is not None and report.seen]
        assert found.reached is not True or any(report.seen for report in each)
        if found.minutes is not None:
            assert min(said) <= found.minutes <= max(said)
