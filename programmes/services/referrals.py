"""A VDAB counsellor puts a client forward; the promoter answers after the intake."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.acting import require_role
from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.corrections import remember
from m2w.periods import add_months
from m2w.refusals import Refused, require_choice, require_day, save
from m2w.workflow import locked
from programmes.choices import Decision, DeclineReason, State
from programmes.models import Enrolment, Mentee, Project
from programmes.services import screenings
from programmes.services.assignment import acting_counsellor
from programmes.services.decisions import decide
from programmes.services.doubles import tells_of_doubles
from programmes.services.drafts import enrolment_to_be, put_to_vdab
from programmes.services.people import hold_file
from programmes.services.steps import begin, take
from programmes.transitions import PROMOTER, by_another


@transaction.atomic
def refer(mentee: Mentee, project: Project, *, by: User, code: str = "") -> Enrolment:
    """Put a client forward for a project in one's own provinces, with a first screening.

    `mentee` need not be stored: the promoter's file of the person is used or made. Who refers
    also decides. Raises Refused: not_running, file_closed, already_in_project.
    """
    enrolment = enrolment_to_be(mentee, project, "refer", by=by, code=code)
    enrolment.counsellor = acting_counsellor(by)
    enrolment.referred_on = periods.today()
    screenings.screen(enrolment, enrolment.referred_on, by=by)
    return take(enrolment, "refer", by=by)


@transaction.atomic
def plan_intake(enrolment: Enrolment, on: date, *, by: User) -> Enrolment:
    """Note on which day the promoter meets a client whom VDAB referred: from the referral on, and
    at most a year ahead. Changes no state.

    Raises ValidationError for another day, and Refused(not_now) once the referral is answered.
    """
    require_role(by, PROMOTER)
    found = locked(Enrolment.objects.editable_by(by), enrolment)
    if found.state != State.REFERRED or found.referred_on is None:
        raise Refused("not_now", _("Deze doorverwijzing is al beantwoord."))
    last = add_months(periods.today(), 12)
    found.intake_on = require_day(on, found.referred_on, last, "intake_on")
    remember(found, by)
    save(found)
    record("enrolment.intake_planned", by=by, about=found)
    return found


@tells_of_doubles
@transaction.atomic
def accept_referral(enrolment: Enrolment, *, by: User) -> Enrolment:
    """Take on a client whom VDAB referred.

    Who is eligible today is submitted and approved at once, by the counsellor who referred
    [choice]; anyone else becomes a draft. Raises Refused: privacy_notice_missing,
    already_enrolled.
    """
    hold_file(enrolment)
    found = begin(enrolment, "accept_referral", by=by)
    on = periods.today()
    if not screenings.fits(found.mentee, found.project.lot, on):
        screenings.screen(found, on, by=by)
        return take(found, "accept_as_draft", by=by)
    put_to_vdab(found, by=by)
    take(found, "accept_referral", by=by)
    return approve_as_referred(found, acting=by)


def approve_as_referred(enrolment: Enrolment, *, acting: User) -> Enrolment:
    """VDAB approved when it referred; unless the counsellor has joined the promoter since."""
    counsellor = enrolment.entered_by
    if counsellor is not None and not by_another(enrolment, counsellor):
        return enrolment
    decide(enrolment, Decision.APPROVED)
    return take(enrolment, "approve", by=counsellor, acting=acting)


@transaction.atomic
def decline_referral(
    enrolment: Enrolment, *, by: User, reason: str, comment: str = ""
) -> Enrolment:
    """Give a client back to VDAB, for a reason from the list."""
    found = begin(enrolment, "decline_referral", by=by)
    found.decline_reason = require_choice(reason, DeclineReason.values, "reason")
    found.declined_on = periods.today()
    return take(found, "decline_referral", by=by, comment=comment.strip())
