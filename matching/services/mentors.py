"""Every change to the file of a mentor."""

from collections.abc import Container, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.acting import opens_files, require_role
from m2w.accounts.models import Organisation, User
from m2w.audit.services import record
from m2w.corrections import change, remember, require_past, reviewed
from m2w.data_package.kinds import FIRST_YEAR
from m2w.periods import ONE_DAY
from m2w.refusals import Refused, require_day, save
from m2w.workflow import locked
from matching.access import MENTOR_EDITORS
from matching.capacity import overbooked
from matching.choices import InterviewOutcome
from matching.identity import identity
from matching.mentor_file import KNOWN_AFTERWARDS, MentorFile
from matching.models import Interest, Mentor
from matching.pauses import is_pausing
from programmes.open_periods import open_period

LAST_DAY = date(2100, 12, 31)


@transaction.atomic
def register_mentor(
    values: Mapping[str, Any],
    *,
    by: User,
    someone_else: bool = False,
    interest: Interest | None = None,
) -> Mentor:
    """A new file at one's own promoter. The interest that it was made of then goes.

    `someone_else`: whoever registers knows that a mentor with this name, year of birth and
    postcode is there. Raises PermissionDenied, ValidationError at the fields, and Refused:
    mentor_exists, interest_gone.
    """
    require_role(by, MENTOR_EDITORS)
    if by.acting is None or not opens_files(by):
        raise PermissionDenied
    mentor: Mentor = reviewed(MentorFile(), values, KNOWN_AFTERWARDS)
    # One at a time for each promoter: the same form sent twice is one mentor.
    promoters = Organisation.objects.select_for_update(no_key=True)
    mentor.promoter = promoters.get(pk=by.acting.organisation.pk)
    source = still_there(interest, by=by) if interest else None
    if source:
        require_screened(mentor)
    if not someone_else and identity_of(mentor) in identities(mentor.promoter):
        raise Refused("mentor_exists", _("U hebt al een mentor met deze naam en postcode."))
    remember(mentor, by)
    save(mentor)
    record("mentor.created", by=by, about=mentor)
    if source:
        record("interest.completed", by=by, about=source, details={"mentor": str(mentor.pk)})
        source.forget()
    return mentor


def still_there(interest: Interest, *, by: User) -> Interest:
    """The interest, held. Raises Refused(interest_gone) when somebody else dealt with it."""
    if not Interest.objects.filter(pk=interest.pk).exists():
        raise Refused("interest_gone", _("Een collega heeft deze interesse al behandeld."))
    return locked(Interest.objects.editable_by(by), interest)


def require_screened(mentor: Mentor) -> None:
    """Who showed interest becomes a mentor once someone met them and found them suited. Raises
    ValidationError at the field."""
    if mentor.interviewed_on is None:
        raise ValidationError({"interviewed_on": [_("Noteer eerst de kennismaking.")]})
    if mentor.interview_outcome != InterviewOutcome.SUITED:
        message = _("Mentor wordt alleen wie na de kennismaking geschikt is.")
        raise ValidationError({"interview_outcome": [message]})


def identity_of(mentor: Mentor) -> str:
    return identity(mentor.first_name, mentor.last_name, mentor.birth_year, mentor.postcode)


def identities(promoter: Organisation) -> set[str]:
    """The mentors of whom a promoter keeps a file, each by what tells them apart."""
    files = Mentor.objects.filter(promoter=promoter, is_erased=False).order_by()
    told = files.values_list("first_name", "last_name", "birth_year", "postcode")
    return {identity(*one) for one in told}


@transaction.atomic
def correct_mentor(mentor: Mentor, values: Mapping[str, Any], *, by: User, version: int) -> Mentor:
    """Correct the values of a mentor's file, unless it has another version by now.

    Raises PermissionDenied for a file out of reach or restricted, ValidationError at the
    fields, also for what the duos of the mentor do not allow, and Outdated.
    """
    require_role(by, MENTOR_EDITORS)
    found = locked(Mentor.objects.editable_by(by), mentor)
    changed = change(found, MentorFile(), values, version)
    if changed:
        require_fits_duos(found, changed)
        remember(found, by)
        save(found)
        record("mentor.corrected", by=by, about=found, details={"fields": changed})
    return found


def require_fits_duos(mentor: Mentor, changed: Container[str]) -> None:
    """What held when the duos began still does (readings.md 18). Raises ValidationError."""
    require_past(mentor, *KNOWN_AFTERWARDS)
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


@transaction.atomic
def pause_mentor(
    mentor: Mentor, *, by: User, paused_from: date | None = None, paused_until: date | None = None
) -> Mentor:
    """Let a mentor take no new duo for a while: from today unless said, until somebody resumes
    it unless said. Duos that run go on.

    Raises PermissionDenied, and ValidationError at the day.
    """
    found = held(mentor, by=by)
    first = paused_from or periods.today()
    found.paused_from = require_day(first, date(FIRST_YEAR, 1, 1), LAST_DAY, "paused_from")
    if paused_until:
        paused_until = require_day(paused_until, first, LAST_DAY, "paused_until")
    found.paused_until = paused_until
    save(found)
    record("mentor.paused", by=by, about=found)
    return found


@transaction.atomic
def resume_mentor(mentor: Mentor, *, by: User) -> Mentor:
    """End a pause yesterday, or call off one to come.

    Raises PermissionDenied, and Refused(not_paused) without a pause that goes on or comes.
    """
    found = held(mentor, by=by)
    today = periods.today()
    if not is_pausing(found, today):
        raise Refused("not_paused", _("Deze mentor is niet gepauzeerd."))
    if (found.paused_from or found.active_from) < today:
        found.paused_until = today - ONE_DAY
    else:
        found.paused_from = found.paused_until = None
    save(found)
    record("mentor.resumed", by=by, about=found)
    return found


def held(mentor: Mentor, *, by: User) -> Mentor:
    """The file as it is now, held for a change by someone who may. Raises PermissionDenied."""
    require_role(by, MENTOR_EDITORS)
    found = locked(Mentor.objects.editable_by(by), mentor)
    remember(found, by)
    return found
