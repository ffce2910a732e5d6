"""Since when an enrolment is in its state, and which enrolments wait for whom."""

from datetime import date

from django.utils import timezone

from programmes.choices import State
from programmes.models import Enrolment

DATE_OF_STATE = {
    State.REFERRED: "referred_on",
    State.SUBMITTED: "submitted_on",
    State.INFO_REQUESTED: "info_requested_on",
    State.APPROVED: "decided_on",
    State.ACTIVE: "started_on",
    State.ENDED: "ended_on",
    State.REJECTED: "decided_on",
    State.WITHDRAWN: "withdrawn_on",
    State.DECLINED: "declined_on",
}


def since(enrolment: Enrolment) -> date:
    """The day on which the enrolment came into its state; a draft is as old as its record."""
    if enrolment.state == State.DRAFT:
        return timezone.localdate(enrolment.created_at)
    return getattr(enrolment, DATE_OF_STATE[State(enrolment.state)])
