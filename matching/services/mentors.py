"""Every change to the file of a mentor."""

from collections.abc import Container, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from m2w.accounts.acting import require_role
from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.corrections import change, remember, require_past
from m2w.refusals import save
from m2w.workflow import locked
from matching.access import MENTOR_EDITORS
from matching.capacity import overbooked
from matching.models import Mentor
from matching.package.duos import MentorTable
from programmes.open_periods import open_period


@transaction.atomic
def correct_mentor(mentor: Mentor, values: Mapping[str, Any], *, by: User, version: int) -> Mentor:
    """Correct the values of a mentor's file, unless it has another version by now.

    Raises PermissionDenied for a file out of reach or restricted, ValidationError at the
    fields, also for what the duos of the mentor do not allow, and Outdated.
    """
    require_role(by, MENTOR_EDITORS)
    found = locked(Mentor.objects.editable_by(by), mentor)
    changed = change(found, MentorTable(), values, version)
    if changed:
        require_fits_duos(found, changed)
        remember(found, by)
        save(found)
        record("mentor.corrected", by=by, about=found, details={"fields": changed})
    return found


def require_fits_duos(mentor: Mentor, changed: Container[str]) -> None:
    """What held when the duos began still does (readings.md 18). Raises ValidationError."""
    require_past(mentor, "trained_on")
    days = mentor.matches.values_list("started_on", "ended_on")
    duos = [(period, None) for began, ended in days if (period := open_period(began, ended))]
    if not duos:
        return
    first, last = min(p.start for p, _duo in duos), max(p.start for p, _duo in duos)
    broken = {
        "trained_on": mentor.trained_on is None or mentor.trained_on > first,
        "active_from": mentor.active_from > first,
        "active_until": mentor.active_until is not None and mentor.active_until < last,
        "capacity": any(True for _duo in overbooked(duos, mentor.capacity)),
    }
    message = _("Dit past niet bij de duo’s van deze mentor.")
    faults = {name: [message] for name, wrong in broken.items() if wrong and name in changed}
    if faults:
        raise ValidationError(faults)
