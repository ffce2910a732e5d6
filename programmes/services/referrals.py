"""A VDAB counsellor puts a client forward; the promoter answers after the intake."""

from django.db import transaction

from m2w import periods
from m2w.accounts.models import User
from m2w.refusals import require_choice
from programmes.choices import Decision, DeclineReason
from programmes.models import Enrolment, Mentee, Project
from programmes.services import screenings
from programmes.services.decisions import decide
from programmes.services.drafts import enrolment_to_be, require_privacy_notice
from programmes.services.steps import begin, take
from programmes.transitions import by_another


@transaction.atomic
def refer(mentee: Mentee, project: Project, *, by: User, code: str = "") -> Enrolment:
    """Put a client forward for a project in one's own provinces, with a first screening.

    `mentee` need not be stored: the promoter's file of the person is used or made.
    """
    enrolment = enrolment_to_be(mentee, project, "refer", by=by, code=code)
    enrolment.referred_on = periods.today()
    screenings.screen(enrolment, enrolment.referred_on, by=by)
    return take(enrolment, "refer", by=by)


@transaction.atomic
def accept_referral(enrolment: Enrolment, *, by: User) -> Enrolment:
    """Take on a client whom VDAB referred.

    Who is eligible today is submitted and approved at once, by the counsellor who referred
    [choice]; anyone else becomes a draft. Raises Refused: privacy_notice_missing,
    already_enrolled.
    """
    found = begin(enrolment, "accept_referral", by=by)
    on = periods.today()
    if not screenings.fits(found.mentee, found.project.lot, on):
        screenings.screen(found, on, by=by)
        return take(found, "accept_as_draft", by=by)
    require_privacy_notice(found.mentee)
    screenings.freeze(found, on, by=by)
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
