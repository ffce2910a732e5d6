"""How an enrolment starts, stops before the start, and ends after it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.models import User
from m2w.refusals import Refused, require_choice, require_day, require_text
from programmes.choices import EndReason
from programmes.models import Enrolment
from programmes.models.enrolments import LONGEST_CLOSING_NOTE
from programmes.services.outcomes import record_along
from programmes.services.steps import begin, take
from programmes.transitions import TRANSITIONS


@transaction.atomic
def withdraw(enrolment: Enrolment, *, by: User, reason: str) -> Enrolment:
    """Withdraw what has not started, for a reason in words of at most 500 characters."""
    found = begin(enrolment, "withdraw", by=by)
    found.withdrawn_reason = require_text(reason, "reason", max_length=500)
    found.withdrawn_on = periods.today()
    return take(found, "withdraw", by=by)


def start(enrolment: Enrolment, *, by: User, on: date) -> Enrolment:
    """Start with the first duo, which called this under lock, on its first day."""
    TRANSITIONS.check(enrolment, "start", by)
    enrolment.started_on = on
    return take(enrolment, "start", by=by, on=on)


class Closing(TypedDict, total=False):
    """How it was closed: the meeting with which it ended, and what follows, if that is known.

    `outcome` are the values of an outcome, as `record_along` takes them.
    """

    interview_on: date | None
    note: str
    outcome: Mapping[str, Any] | None


@transaction.atomic
def end(
    enrolment: Enrolment,
    *,
    by: User,
    reason: str,
    ended_on: date | None = None,
    **closing: Unpack[Closing],
) -> Enrolment:
    """End what has started: not before its last duo did, and today unless said.

    Raises ValidationError for a reason or day that is none, and at the fields of the outcome;
    Refused: open_match, outcome_exists.
    """
    found = begin(enrolment, "end", by=by)
    found.end_reason = require_choice(reason, EndReason.values, "reason")
    earliest = last_day_with_duos(found)
    found.ended_on = require_day(ended_on, earliest, max(periods.today(), earliest), "ended_on")
    close(found, closing)
    take(found, "end", by=by, on=found.ended_on)
    outcome = closing.get("outcome")
    if outcome is not None:
        record_along(found, outcome, by=by)
    return found


def close(enrolment: Enrolment, closing: Closing) -> None:
    """Note the closing interview: a day of the guidance, today at the latest."""
    held_on, note = closing.get("interview_on"), closing.get("note", "")
    first = enrolment.started_on
    if held_on is not None and first is not None:
        require_day(held_on, first, max(first, periods.today()), "interview_on")
    if note:
        note = require_text(note, "note", LONGEST_CLOSING_NOTE)
    enrolment.closing_interview_on, enrolment.closing_note = held_on, note


def last_day_with_duos(enrolment: Enrolment) -> date:
    """When the last duo ended; the day of the start without one. Raises Refused(open_match)."""
    ends = enrolment.matches.values_list("ended_on", flat=True)
    days = [enrolment.started_on, *ends]
    if None in ends:
        raise Refused("open_match", _("Beëindig eerst het duo."))
    return max(day for day in days if day is not None)
