"""What became of an enrolment, as the promoter records it and VDAB checks it."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.acting import require_role
from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.refusals import Refused, require_choice, save
from m2w.workflow import locked
from programmes.choices import OutcomeKind
from programmes.models import Enrolment, Outcome
from programmes.transitions import PROMOTER, VDAB, by_another


@transaction.atomic
def record_outcome(
    enrolment: Enrolment,
    *,
    by: User,
    kind: str,
    started_on: date,
    ended_on: date | None = None,
    employer: str = "",
    sector: str = "",
) -> Outcome:
    """Record work, training or another result. One from before the start counts nowhere, but is
    kept; days to come are plans, and count from the day they name (domain.md 6).

    Raises Refused(outcome_exists) for the same kind on the same day.
    """
    require_role(by, PROMOTER)
    found = locked(Enrolment.objects.editable_by(by), enrolment)
    outcome = Outcome(
        enrolment=found,
        kind=require_choice(kind, OutcomeKind.values, "kind"),
        started_on=started_on,
        ended_on=ended_on,
        employer=employer.strip(),
        sector=sector,
    )
    save(outcome)
    record("outcome.recorded", by=by, about=outcome)
    return outcome


@transaction.atomic
def verify_outcome(outcome: Outcome, *, by: User) -> Outcome:
    """Note that VDAB checked an outcome today, once. Changes no count (readings.md 33).

    Raises Refused(already_verified).
    """
    require_role(by, VDAB)
    found = locked(Outcome.objects.editable_by(by), outcome)
    if not by_another(found.enrolment, by):
        raise PermissionDenied
    if found.verified_on is not None:
        raise Refused("already_verified", _("Deze uitstroom is al nagekeken."))
    found.verified_on = periods.today()
    save(found)
    record("outcome.verified", by=by, about=found)
    return found
