"""The files that promoters keep of jobseekers."""

from collections.abc import Container, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext as _

from m2w import corrections
from m2w.accounts.acting import acts_as, opens_files, require_role
from m2w.accounts.choices import Role
from m2w.accounts.models import Organisation, User
from m2w.audit.services import record
from m2w.corrections import change, remember, require_past, reviewed
from m2w.refusals import save
from m2w.workflow import hold_all, locked
from programmes.access import MENTEE_EDITORS
from programmes.models import Enrolment, Mentee, Person
from programmes.package.people import MenteeTable
from programmes.persons import forget_unused
from programmes.services.doubles import report_number, told_by
from programmes.transitions import VDAB

KNOWN_AFTERWARDS = ("birth_date", "privacy_notice_on")


def review(values: Mapping[str, Any]) -> Mentee:
    """The file that these values make, checked as a package is. Raises ValidationError."""
    mentee: Mentee = reviewed(MenteeTable(), values, KNOWN_AFTERWARDS)
    return mentee


def broken_rules(mentee: Mentee) -> dict[str, list[str]]:
    """The rules that a file breaks by itself, by column."""
    return corrections.broken_rules(mentee, MenteeTable(), KNOWN_AFTERWARDS)


@transaction.atomic
def register(values: Mapping[str, Any], *, by: User) -> Mentee:
    """A new file at one's own promoter, without an enrolment yet.

    Raises ValidationError at the fields, and Refused(mentee_exists).
    """
    require_role(by, {Role.COORDINATOR})
    acting = by.acting
    assert acting is not None  # noqa: S101 - whoever has a role acts in one
    return keep_file(review(values), acting.organisation, by=by)


def keep_file(mentee: Mentee, promoter: Organisation, *, by: User) -> Mentee:
    """Keep a new file at a promoter; the person behind it is known by VDAB number only.

    Raises Refused(mentee_exists) when the promoter has a file with that number, and
    PermissionDenied while the agreement of who keeps it is not in force.
    """
    if not opens_files(by):
        raise PermissionDenied
    mentee.promoter = promoter
    if mentee.vdab_number:
        mentee.person, _made = Person.objects.get_or_create(vdab_number=mentee.vdab_number)
    save(mentee)
    record("mentee.created", by=by, about=mentee)
    return mentee


def file_of(mentee: Mentee, promoter: Organisation, *, by: User) -> Mentee:
    """The file to enrol, held: the given one, or a new one when it was not stored yet.

    VDAB does not learn whether the promoter knows someone already: its counsellor is given the
    file that there is, as it is. Raises PermissionDenied for a file out of reach, or restricted.
    """
    of_vdab = acts_as(by, VDAB)
    if not mentee._state.adding:
        files = Mentee.objects
        return locked(files.visible_to(by) if of_vdab else files.editable_by(by), mentee)
    same = Mentee.objects.filter(promoter=promoter, vdab_number=mentee.vdab_number)
    held = same.exclude(vdab_number="").select_for_update(no_key=True)
    known = held.first() if of_vdab else None
    return known or keep_file(mentee, promoter, by=by)


def hold_file(enrolment: Enrolment) -> Mentee:
    """The file of an enrolment, held before the enrolment itself as a correction of it does: what
    is read of it stays true, and nobody waits in a circle. Raises PermissionDenied when it is gone.
    """
    files = hold_all(Mentee.objects.filter(pk=enrolment.mentee_id))
    if not files:
        raise PermissionDenied
    return files[0]


@told_by(report_number)
@transaction.atomic
def correct(mentee: Mentee, values: Mapping[str, Any], *, by: User, version: int) -> Mentee:
    """Correct the values of a file, unless it has another version by now.

    Another VDAB number is another person: the file follows, with its enrolments; of one who is
    enrolled elsewhere VDAB is told. Raises
    PermissionDenied for a file out of reach or restricted, ValidationError at the fields,
    Outdated, and Refused: mentee_exists, already_enrolled.
    """
    require_role(by, MENTEE_EDITORS)
    found = locked(Mentee.objects.editable_by(by), mentee)
    changed = change(found, MenteeTable(), values, version)
    if not changed:
        return found
    require_past(found, *KNOWN_AFTERWARDS)
    require_submitted(found, changed)
    remember(found, by)
    before = found.person
    if "vdab_number" in changed:
        found.person, _made = Person.objects.get_or_create(vdab_number=found.vdab_number)
    save(found)
    if found.person != before:
        follow(found, by=by)
        if before:
            forget_unused(Person.objects.filter(pk=before.pk))
    record("mentee.corrected", by=by, about=found, details={"fields": changed})
    return found


def require_submitted(mentee: Mentee, changed: Container[str]) -> None:
    """What a submission rested on stays. Raises ValidationError at the field."""
    first = mentee.enrolments.aggregate(first=Min("submitted_on"))["first"]
    if first is None:
        return
    if "privacy_notice_on" in changed and mentee.privacy_notice_on is None:
        message = _("Deze mentee is ingediend: de datum van de privacyverklaring is nodig.")
        raise ValidationError({"privacy_notice_on": [message]})
    if "birth_date" in changed and mentee.birth_date > first:
        message = _("De geboortedatum ligt na de indiening.")
        raise ValidationError({"birth_date": [message]})


def follow(mentee: Mentee, *, by: User) -> None:
    """Bring the enrolments to the person of the file."""
    for enrolment in mentee.enrolments.select_for_update(no_key=True).order_by("pk"):
        remember(enrolment, by)
        enrolment.person = mentee.person
        save(enrolment)
