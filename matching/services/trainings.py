"""The sessions of the mentorvorming that mentors attended."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from m2w import periods
from m2w.accounts.acting import require_role
from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.corrections import remember
from m2w.data_package.kinds import FIRST_YEAR
from m2w.refusals import require_day, require_text, save
from m2w.workflow import locked
from matching.access import TRAINING_EDITORS
from matching.models import Mentor, MentorTraining
from matching.models.mentors import LONGEST_TITLE
from matching.services.mentors import held

# How long a session can have taken.
LEAST_HOURS, MOST_HOURS = Decimal("0.5"), Decimal("99.5")


@transaction.atomic
def add_training(
    mentor: Mentor,
    *,
    held_on: date,
    title: str,
    hours: Decimal | None = None,
    completes: bool = False,
    by: User,
) -> MentorTraining:
    """Note a session. `completes`: with it the mentor has followed the whole, unless an earlier
    day is known.

    Raises PermissionDenied, ValidationError at the fields, and Refused(training_twice).
    """
    found = held(mentor, by=by)
    day = require_day(held_on, date(FIRST_YEAR, 1, 1), periods.today(), "held_on")
    session = MentorTraining(
        mentor=found, held_on=day, title=require_text(title, "title", LONGEST_TITLE), hours=hours
    )
    remember(session, by)
    save(session)
    if completes and (found.trained_on is None or found.trained_on > day):
        found.trained_on = day
        save(found)
    record("mentor.training_added", by=by, about=found)
    return session


@transaction.atomic
def remove_training(session: MentorTraining, *, by: User) -> None:
    """Take away a session that was noted by mistake. Raises PermissionDenied."""
    require_role(by, TRAINING_EDITORS)
    mentor = held(session.mentor, by=by)
    found = locked(MentorTraining.objects.editable_by(by), session)
    remember(found, by)
    found.delete()
    record("mentor.training_removed", by=by, about=mentor)
