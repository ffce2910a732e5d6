"""How late the follow-up of a duo is, for rows of `MatchQuerySet.with_follow_up`."""

from datetime import date
from typing import Any

from matching.follow_up import checkin_due_on, contact_due_on


def contact_due(match: Any) -> date | None:
    """The last day on which the duo is not late to meet (`follow_up.contact_due_on`)."""
    return contact_due_on(match.started_on, match.last_contact, match.rhythm, match.pause)


def checkin_due(match: Any) -> date | None:
    """The last day on which the coach is not late (`follow_up.checkin_due_on`)."""
    return checkin_due_on(match.started_on, match.last_checkin, match.checkins, match.pause)


def is_followed_up(match: Any, on: date) -> bool:
    """Whether something of the duo can be late on a day, as `MatchQuerySet.followed_up` has it."""
    return match.ended_on is None and match.started_on <= on and not match.is_paused(on)


def days_without_contact(match: Any, on: date) -> int:
    """How many days ago the duo last met, or began, when that is too long ago; else 0."""
    due = contact_due(match)
    if not is_followed_up(match, on) or due is None or on <= due:
        return 0
    return (on - (match.last_contact or match.started_on)).days


def days_checkin_late(match: Any, on: date) -> int:
    """How many days the coach's check-in is late; 0 when it is not."""
    due = checkin_due(match)
    if not is_followed_up(match, on) or due is None:
        return 0
    return max(0, (on - due).days)
