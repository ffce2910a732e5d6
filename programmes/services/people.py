"""The files that promoters keep of jobseekers."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from m2w.accounts.acting import acts_as
from m2w.accounts.models import Organisation, User
from m2w.audit.services import record
from m2w.refusals import save
from programmes.models import Mentee, Person
from programmes.transitions import VDAB


def keep_file(mentee: Mentee, promoter: Organisation, *, by: User) -> Mentee:
    """Keep a new file at a promoter; the person behind it is known by VDAB number only.

    Raises Refused(mentee_exists) when the promoter has a file with that number.
    """
    mentee.promoter = promoter
    if mentee.vdab_number:
        mentee.person, _made = Person.objects.get_or_create(vdab_number=mentee.vdab_number)
    save(mentee)
    record("mentee.created", by=by, about=mentee)
    return mentee


def file_of(mentee: Mentee, promoter: Organisation, *, by: User) -> Mentee:
    """The file to enrol: the given one, or a new one when it was not stored yet.

    VDAB does not learn whether the promoter knows someone already: its counsellor is given the
    file that there is, as it is. Raises PermissionDenied for a file out of reach.
    """
    if not mentee._state.adding:
        if not Mentee.objects.visible_to(by).filter(pk=mentee.pk).exists():
            raise PermissionDenied
        return mentee
    same = Mentee.objects.filter(promoter=promoter, vdab_number=mentee.vdab_number)
    known = same.exclude(vdab_number="").first() if acts_as(by, VDAB) else None
    return known or keep_file(mentee, promoter, by=by)


def forget_unused(persons: QuerySet[Person]) -> None:
    """Delete those to whom no file and no enrolment leads any more."""
    persons.filter(files=None, enrolments=None).delete()
