"""Who is away, and who takes over their files meanwhile.

A replacement has the same role in the same organisation; a counsellor also works in one of the
same provinces. Files do not move: they stay whose they are, and come along with the
replacement's own.
"""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.access import NOTES_ABSENCE_OF
from m2w.accounts.acting import require_role
from m2w.accounts.choices import Role
from m2w.accounts.models import Absence, Staff, User
from m2w.audit.services import record
from m2w.refusals import Refused, save
from m2w.workflow import locked


@transaction.atomic
def note_absence(
    staff: Staff, replacement: Staff, first_day: date, last_day: date, *, by: User
) -> Absence:
    """Note the days on which a counsellor or a coach is away, both included, and who replaces
    them.

    Raises PermissionDenied for someone else's, unless by their programme manager or coordinator;
    ValidationError for days that are over or the wrong way round; Refused: not_a_replacement,
    replacement_away, already_away.
    """
    absence = Absence(staff=staff, replacement=replacement, first_day=first_day, last_day=last_day)
    role = require_may_note(absence, by=by)
    if last_day < first_day:
        raise ValidationError({"last_day": [_("De laatste dag ligt niet voor de eerste.")]})
    if last_day < periods.today():
        raise ValidationError({"last_day": [_("Deze dag is al voorbij.")]})
    held = Staff.objects.select_for_update(no_key=True, of=("self",))
    both = held.filter(pk__in=[staff.pk, replacement.pk]).order_by("pk")
    found = {one.pk: one for one in both}
    require_replaces(found[replacement.pk], found[staff.pk], role)
    away = Absence.objects.overlapping(first_day, last_day)
    if away.filter(staff=replacement).exists():
        raise Refused("replacement_away", _("De vervanger is dan zelf afwezig."))
    if away.filter(staff=staff).exists():
        raise Refused("already_away", _("Voor deze dagen is al een afwezigheid genoteerd."))
    save(absence)
    record("absence.noted", by=by, about=absence)
    return absence


def require_may_note(absence: Absence, *, by: User) -> Role:
    """The role in which someone is away. Raises PermissionDenied for someone whose absence is not
    theirs to note."""
    require_role(by, NOTES_ABSENCE_OF)
    acting: Any = by.acting
    role = NOTES_ABSENCE_OF[acting.role]
    away = Staff.objects.working_as(role).filter(pk=absence.staff_id)
    manages = Staff.objects.editable_by(by).filter(pk=absence.staff_id).exists()
    if not away.exists() or not (absence.staff_id == acting.staff_id or manages):
        raise PermissionDenied
    return role


def require_replaces(replacement: Staff, staff: Staff, role: Role) -> None:
    """Raises Refused unless this colleague does the same work, as counsellor in one of the same
    provinces."""
    there = Staff.objects.working_as(role).filter(organisation=staff.organisation_id)
    does_it = there.exclude(pk=staff.pk).filter(pk=replacement.pk).exists()
    if role == Role.COACH:
        message = _("Kies als vervanger een mentor-coach van dezelfde promotor.")
    else:
        message = _("Kies als vervanger een bemiddelaar die in dezelfde provincie werkt.")
        does_it = does_it and bool(set(replacement.provinces) & set(staff.provinces))
    if not does_it:
        raise Refused("not_a_replacement", message)


@transaction.atomic
def end_absence(absence: Absence, *, by: User) -> None:
    """End an absence: from today on its files come along with nobody else's any more.

    One that had not begun before today leaves nothing behind. Raises Refused(not_now) for one
    that is over.
    """
    found = locked(Absence.objects.editable_by(by), absence)
    today = periods.today()
    if found.last_day < today:
        raise Refused("not_now", _("Deze afwezigheid is al voorbij."))
    if found.first_day < today:
        found.last_day = today - periods.ONE_DAY
        save(found)
    else:
        Absence.objects.filter(pk=found.pk).delete()
    record("absence.ended", by=by, about=found)
