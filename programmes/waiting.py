"""How long an enrolment waits, and what is expected next."""

from datetime import date

from django.utils.translation import gettext as _

from m2w import notation, wording
from programmes.choices import WAITING_STATES, State
from programmes.eligibility_texts import missing_in_words
from programmes.models import Enrolment
from programmes.services.screenings import judge


def days_waiting(enrolment: Enrolment, on: date) -> int | None:
    """Calendar days since its state began; nothing when nobody is to do anything."""
    if enrolment.state not in WAITING_STATES:
        return None
    return max(0, (on - enrolment.since).days)


def wait_in_words(enrolment: Enrolment, on: date) -> str:
    days = days_waiting(enrolment, on)
    return "" if days is None else wording.days(days)


def next_step(enrolment: Enrolment, on: date) -> str:
    """What is expected now, in a few words."""
    if enrolment.state == State.DRAFT:
        return next_of_draft(enrolment, on)
    if enrolment.state == State.REFERRED and enrolment.intake_on:
        return _("Intake op %(day)s") % {"day": notation.day(enrolment.intake_on)}
    if enrolment.state == State.REJECTED and enrolment.screen_again_on:
        return _("Opnieuw screenen op %(day)s") % {"day": notation.day(enrolment.screen_again_on)}
    return {
        State.REFERRED: _("Intake plannen"),
        State.SUBMITTED: _("VDAB beslist"),
        State.INFO_REQUESTED: _("Vraag beantwoorden"),
        State.APPROVED: _("Mentor kiezen"),
        State.ACTIVE: _("Opvolgen"),
    }.get(State(enrolment.state), "")


def next_of_draft(enrolment: Enrolment, on: date) -> str:
    screening = judge(enrolment.mentee, enrolment.project.lot, on)
    if screening.missing:
        return _("Aanvullen: %(what)s") % {"what": missing_in_words(screening.missing)}
    return _("Indienen")
