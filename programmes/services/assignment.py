"""Which of VDAB's counsellors decides: whoever referred, or took it from the queue.

It says whose work it is, no more: the decision is VDAB's, and any counsellor of the province may
take it (domain.md 3).
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from m2w.accounts.acting import acts_as, require_role
from m2w.accounts.models import Staff, User
from m2w.audit.services import record
from m2w.refusals import Refused, save
from m2w.workflow import locked
from programmes.choices import UNDECIDED_STATES
from programmes.desks import nobodys
from programmes.models import Enrolment
from programmes.transitions import VDAB, by_another


def acting_counsellor(by: User) -> Staff | None:
    """The acting counsellor, who may decide; None for someone in another role."""
    return by.acting.staff if by.acting and acts_as(by, VDAB) else None


@transaction.atomic
def take_up(enrolment: Enrolment, *, by: User) -> Enrolment:
    """Take an undecided enrolment that is nobody's, or of someone who decides there no longer.

    Of two who take it the second is told who was first. Raises PermissionDenied, and Refused:
    already_taken, not_now.
    """
    found = undecided_for(enrolment, by)
    if is_held(found):
        message = _("%(who)s heeft deze aanmelding al opgenomen.") % {"who": found.counsellor}
        raise Refused("already_taken", message)
    return assign(found, acting_counsellor(by), "enrolment.taken_up", by=by)


@transaction.atomic
def put_back(enrolment: Enrolment, *, by: User) -> Enrolment:
    """Give an undecided enrolment of one's own back to the queue.

    Raises PermissionDenied, and Refused: not_yours, not_now.
    """
    found = undecided_for(enrolment, by)
    if found.counsellor is None or found.counsellor != acting_counsellor(by):
        raise Refused("not_yours", _("Deze aanmelding staat niet op uw naam."))
    return assign(found, None, "enrolment.put_back", by=by)


def undecided_for(enrolment: Enrolment, by: User) -> Enrolment:
    """The enrolment under lock, when this counsellor may decide on it and it is undecided."""
    found = held_for(enrolment, by)
    if found.state not in UNDECIDED_STATES:
        message = _("Dit kan nu niet: de stand is “%(state)s”.")
        raise Refused("not_now", message % {"state": found.get_state_display()})
    return found


def held_for(enrolment: Enrolment, by: User) -> Enrolment:
    """The enrolment under lock, for a counsellor who does not also work for the promoter."""
    require_role(by, VDAB)
    found = locked(Enrolment.objects.editable_by(by), enrolment)
    if not by_another(found, by):
        raise PermissionDenied
    return found


def is_held(enrolment: Enrolment) -> bool:
    """Whether it stands on the name of someone who decides there now."""
    return not Enrolment.objects.filter(nobodys(), pk=enrolment.pk).exists()


def assign(found: Enrolment, counsellor: Staff | None, event: str, *, by: User) -> Enrolment:
    found.counsellor = counsellor
    save(found)
    record(event, by=by, about=found)
    return found
