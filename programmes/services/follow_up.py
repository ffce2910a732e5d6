"""What a counsellor still does once it is decided."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.refusals import Refused, save
from programmes.models import Enrolment
from programmes.services.assignment import held_for


@transaction.atomic
def mark_copied(enrolment: Enrolment, *, by: User) -> Enrolment:
    """Note that the decision stands in VDAB's own system since today.

    Raises PermissionDenied, and Refused: undecided, already_copied.
    """
    found = held_for(enrolment, by)
    if found.decided_on is None:
        raise Refused("undecided", _("Er is nog niets beslist."))
    if found.copied_on is not None:
        raise Refused("already_copied", _("Deze beslissing is al overgenomen."))
    found.copied_on = periods.today()
    save(found)
    record("enrolment.copied", by=by, about=found)
    return found


@transaction.atomic
def screen_again(enrolment: Enrolment, on: date | None, *, by: User) -> Enrolment:
    """Put off when a refused person is screened again, or drop it (None).

    Raises PermissionDenied, ValidationError for a day that is no day to come, and
    Refused(not_now) when no day was set at the refusal.
    """
    found = held_for(enrolment, by)
    if found.screen_again_on is None:
        raise Refused("not_now", _("Hier is geen nieuwe screening afgesproken."))
    if on is not None and on <= periods.today():
        raise ValidationError({"on": [_("Kies een dag na vandaag.")]})
    found.screen_again_on = on
    save(found)
    record("enrolment.screen_again_changed", by=by, about=found)
    return found
