"""Letting the reminders of a duo or a person rest, and go on."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.refusals import Refused, require_choice, save
from m2w.workflow import locked
from matching.choices import PauseReason
from matching.models import Match, Mentor, ReminderPause
from programmes.models import Mentee


@transaction.atomic
def pause_reminders(
    about: Match | Mentor | Mentee, *, by: User, reason: str, until: date | None = None
) -> ReminderPause:
    """Let the reminders of a duo, a mentor or a mentee rest, up to and including a day, if known.

    What is late stays so on every list. Raises PermissionDenied; ValidationError for a day that
    has passed or another reason; Refused(already_paused).
    """
    kind: Any = type(about)
    found = locked(kind.objects.editable_by(by), about)
    if until is not None and until < periods.today():
        raise ValidationError({"until": [_("Kies vandaag of een latere dag.")]})
    name = kind._meta.model_name
    resting = ReminderPause.objects.filter(**{name: found})
    if resting.in_force(periods.today()).exists():
        raise Refused("already_paused", _("Deze herinneringen zijn al gepauzeerd."))
    resting.delete()
    why = require_choice(reason, PauseReason.values, "reason")
    pause = ReminderPause(reason=why, until=until, paused_by=by)
    setattr(pause, name, found)
    save(pause)
    record("reminder.paused", by=by, about=found)
    return pause


@transaction.atomic
def resume_reminders(pause: ReminderPause, *, by: User) -> None:
    """Let them go on. Raises PermissionDenied; Refused(already_resumed)."""
    found = ReminderPause.objects.editable_by(by).filter(pk=pause.pk).first()
    if found is None:
        raise Refused("already_resumed", _("Deze herinneringen lopen al weer."))
    record("reminder.resumed", by=by, about=found.about)
    found.delete()
