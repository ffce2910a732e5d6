"""How an enrolment starts, stops before the start, and ends after it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.models import User
from m2w.refusals import Refused, require_choice, require_day, require_text
from programmes.choices import EndReason
from programmes.models import Enrolment
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


@transaction.atomic
def end(enrolment: Enrolment, *, by: User, reason: str, ended_on: date | None = None) -> Enrolment:
    """End what has started: not before its last duo did, and today unless said.

    Raises ValidationError for a reason or day that is none; Refused(open_match).
    """
    found = begin(enrolment, "end", by=by)
    found.end_reason = require_choice(reason, EndReason.values, "reason")
    earliest = last_day_with_duos(found)
    found.ended_on = require_day(ended_on, earliest, max(periods.today(), earliest), "ended_on")
    return take(found, "end", by=by, on=found.ended_on)


def last_day_with_duos(enrolment: Enrolment) -> date:
    """When the last duo ended; the day of the start without one. Raises Refused(open_match)."""
    ends = enrolment.matches.values_list("ended_on", flat=True)
    days = [enrolment.started_on, *ends]
    if None in ends:
        raise Refused("open_match", _("Beëindig eerst het duo."))
    return max(day for day in days if day is not None)
