"""The state and the steps of an enrolment follow from its dates (readings.md 19)."""

from datetime import date

import pytest

from programmes.states import Dates, state_of, steps

NOTHING = Dates(None, None, None, None, "", None, None, None)


def day(number):
    return date(2022, 1, number)


SUBMITTED = {"submitted_on": day(2)}
APPROVED = {**SUBMITTED, "decided_on": day(4), "decision": "approved"}


@pytest.mark.parametrize(
    ("state", "dates"),
    [
        ("draft", {}),
        ("referred", {"referred_on": day(1)}),
        ("submitted", SUBMITTED),
        ("info_requested", {**SUBMITTED, "info_requested_on": day(3)}),
        ("approved", APPROVED),
        ("rejected", {**APPROVED, "decision": "rejected"}),
        ("active", {**APPROVED, "started_on": day(4)}),
        ("ended", {**APPROVED, "started_on": day(4), "ended_on": day(4)}),
        ("withdrawn", {"withdrawn_on": day(1)}),
        ("withdrawn", {**APPROVED, "withdrawn_on": day(5)}),
    ],
)
def test_state(state, dates):
    assert state_of(NOTHING._replace(**dates)) == state


def test_steps_follow_each_other():
    dates = NOTHING._replace(**APPROVED, started_on=day(5), ended_on=day(9))
    assert [(step.name, step.source, step.target, step.on) for step in steps(dates)] == [
        ("submit", "draft", "submitted", day(2)),
        ("approve", "submitted", "approved", day(4)),
        ("start", "approved", "active", day(5)),
        ("end", "active", "ended", day(9)),
    ]


def test_a_referral_starts_from_nothing_and_is_accepted():
    dates = NOTHING._replace(referred_on=day(1), submitted_on=day(2))
    assert [(step.name, step.source) for step in steps(dates)] == [
        ("refer", ""),
        ("accept_referral", "referred"),
    ]


def test_a_draft_has_no_steps():
    assert list(steps(NOTHING)) == []
