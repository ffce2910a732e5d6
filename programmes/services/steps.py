"""How every step in the life of an enrolment is taken: under lock, on the timeline, on record."""

from datetime import date

from m2w import periods
from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.refusals import save
from m2w.workflow import locked
from programmes.models import Enrolment, StatusChange
from programmes.services.telling import tell
from programmes.transitions import TRANSITIONS


def begin(enrolment: Enrolment, name: str, *, by: User) -> Enrolment:
    """The enrolment as it is now, held for a step that this user may take.

    Raises PermissionDenied, or Refused(not_now) when its state is another one by now.
    """
    found = locked(Enrolment.objects.editable_by(by), enrolment)
    TRANSITIONS.check(found, name, by)
    return found


def take(
    enrolment: Enrolment,
    name: str,
    *,
    by: User | None,
    on: date | None = None,
    comment: str = "",
    acting: User | None = None,
) -> Enrolment:
    """Take a step that was begun: the new state, its line on the timeline and on the record.

    `on` is the day on which it happened, today unless said; `acting` is whose act it followed
    from, where that is not `by`. Whom it concerns gets a notice. Raises Refused with the code
    of the constraint that the enrolment would break.
    """
    step, source = TRANSITIONS[name], enrolment.state
    enrolment.state = step.target
    save(enrolment)
    StatusChange.objects.create(
        enrolment=enrolment,
        name=name,
        source=source,
        target=step.target,
        on=on or periods.today(),
        by=by,
        comment=comment,
    )
    tell(enrolment, name, by=acting or by)
    record(step.event, by=by, about=enrolment)
    return enrolment
