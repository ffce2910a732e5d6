"""What VDAB decides, and what it asks before it decides."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from m2w import notation, periods
from m2w.accounts.models import User
from m2w.refusals import Refused, require_choice, require_text
from programmes.choices import REJECTIONS_WITH_TEXT, Decision, RejectionReason
from programmes.models import Enrolment, Lot
from programmes.services import screenings
from programmes.services.assignment import acting_counsellor, is_held
from programmes.services.steps import begin, take


@transaction.atomic
def request_info(enrolment: Enrolment, *, by: User, comment: str) -> Enrolment:
    """Ask the promoter for more information; the clock stands still until the answer."""
    found = begin_decision(enrolment, "request_info", by=by)
    question = require_text(comment, "comment")
    found.info_requested_on = periods.today()
    return take(found, "request_info", by=by, comment=question)


@transaction.atomic
def answer(enrolment: Enrolment, *, by: User, comment: str) -> Enrolment:
    """Answer VDAB's question. The first day of submission stays: for that day the screening and
    the profile are taken again, from the file as it is now.
    """
    found = begin(enrolment, "answer", by=by)
    reply = require_text(comment, "comment")
    found.info_requested_on = None
    screenings.freeze(found, found.submitted_on or periods.today(), by=by)
    return take(found, "answer", by=by, comment=reply)


@transaction.atomic
def approve(enrolment: Enrolment, *, by: User, derogation_reason: str = "") -> Enrolment:
    """Approve. Who is not eligible needs a derogation, who is can have none (readings.md 9).

    Raises Refused: derogation_required, derogation_superfluous, already_decided.
    """
    found = begin_decision(enrolment, "approve", by=by)
    reason = derogation_reason.strip()
    if found.needs_derogation and not reason:
        message = _("De mentee komt niet in aanmerking: motiveer de afwijking.")
        raise Refused("derogation_required", message)
    if reason and not found.needs_derogation:
        message = _("De mentee komt in aanmerking: er is niets om van af te wijken.")
        raise Refused("derogation_superfluous", message)
    found.derogation_reason = reason
    decide(found, Decision.APPROVED)
    return take(found, "approve", by=by)


@transaction.atomic
def reject(
    enrolment: Enrolment,
    *,
    by: User,
    reason: str,
    comment: str = "",
    next_lot: Lot | None = None,
    screen_again_on: date | None = None,
) -> Enrolment:
    """Refuse, for a reason from the list, with at most one next step (domain.md 3).

    `next_lot` is another lot, for which the mentee is eligible; `screen_again_on` a day to come.
    Raises ValidationError for a reason that is none or lacks its text, a day that is past, or two
    next steps; Refused: already_decided, lot_does_not_fit.
    """
    found = begin_decision(enrolment, "reject", by=by)
    found.decision_reason = require_choice(reason, RejectionReason.values, "reason")
    if reason in REJECTIONS_WITH_TEXT:
        require_text(comment, "comment")
    if next_lot is not None and not screenings.fits(found.mentee, next_lot, periods.today()):
        raise Refused("lot_does_not_fit", _("De mentee past niet in dat perceel."))
    if screen_again_on is not None:
        require_again(screen_again_on, next_lot)
    found.next_lot = next_lot
    found.screen_again_on = screen_again_on
    decide(found, Decision.REJECTED)
    return take(found, "reject", by=by, comment=comment.strip())


def require_again(on: date, next_lot: Lot | None) -> None:
    """Raises ValidationError unless it is a day to come, within two years [choice], and the only
    next step.
    """
    if on <= periods.today():
        raise ValidationError({"screen_again_on": [_("Kies een dag na vandaag.")]})
    if on > periods.add_months(periods.today(), 24):
        raise ValidationError({"screen_again_on": [_("Kies een dag binnen de twee jaar.")]})
    if next_lot is not None:
        message = _("Kies één volgende stap: een ander perceel of een dag.")
        raise ValidationError({"screen_again_on": [message]})


def decide(enrolment: Enrolment, decision: Decision) -> None:
    enrolment.decision = decision
    enrolment.decided_on = periods.today()


def begin_decision(enrolment: Enrolment, name: str, *, by: User) -> Enrolment:
    """As `begin`; of two who decide at the same time, the second is told who was first.

    Whoever acts on an enrolment that is nobody's takes it up; that of a colleague stays theirs
    as long as they decide there.
    Raises Refused(already_decided).
    """
    try:
        found = begin(enrolment, name, by=by)
    except Refused as refusal:
        first = enrolment.changes.filter(name__in=["approve", "reject"]).last()
        if first is None:
            raise
        message = _("%(who)s besliste al op %(day)s: %(state)s.") % {
            "who": first.by or "VDAB",
            "day": notation.day(first.on),
            "state": first.get_target_display(),
        }
        raise Refused("already_decided", message) from refusal
    if not is_held(found):
        found.counsellor = acting_counsellor(by)
    return found
