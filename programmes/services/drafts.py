"""From nothing to submission: what a promoter does before VDAB is asked."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.acting import acts_as
from m2w.accounts.choices import Role
from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.refusals import Refused
from m2w.workflow import NOTHING
from programmes.choices import GOING_ON_STATES
from programmes.models import Enrolment, Mentee, Project
from programmes.services import people, screenings
from programmes.services.assignment import acting_counsellor
from programmes.services.doubles import tell_of_birth_dates, tells_of_doubles
from programmes.services.steps import begin, take
from programmes.transitions import TRANSITIONS, VDAB


def enrolment_to_be(
    mentee: Mentee, project: Project, name: str, *, by: User, code: str = ""
) -> Enrolment:
    """An enrolment that the named step is about to make, under its owner's code or one that is
    made.

    Raises PermissionDenied, and Refused: other_promoter when mentee and project belong to
    different promoters, already_in_project; of a counsellor also: not_running, file_closed.
    """
    if not Project.objects.visible_to(by).filter(pk=project.pk).exists():
        raise PermissionDenied
    enrolment = Enrolment(project=project, entered_by=by, state=NOTHING)
    TRANSITIONS.check(enrolment, name, by)
    enrolment.code = code or enrolment.code
    enrolment.mentee = people.file_of(mentee, project.promoter, by=by)
    if enrolment.mentee.promoter_id != project.promoter_id:
        message = _("De mentee en het project horen niet bij dezelfde promotor.")
        raise Refused("other_promoter", message)
    enrolment.person = enrolment.mentee.person
    known = Enrolment.objects.filter(mentee=enrolment.mentee)
    if acts_as(by, VDAB):
        require_possible(enrolment.mentee, project)
        # Whether the promoter has a draft stays the promoter's.
        known = known.visible_to(by)
    require_first(known, project)
    return enrolment


def require_possible(mentee: Mentee, project: Project) -> None:
    """Whom a counsellor puts forward, for what. Raises Refused: not_running, file_closed."""
    if periods.today() not in project.term:
        raise Refused("not_running", _("Dit project loopt vandaag niet."))
    if mentee.restricted_on is not None:
        message = _("Dit kan nu niet. Neem contact op met de promotor.")
        raise Refused("file_closed", message)


def require_first(known: QuerySet[Enrolment], project: Project) -> None:
    """Raises Refused(already_in_project) while one for the same project is referred, draft or
    open.
    """
    if known.filter(project=project, state__in=GOING_ON_STATES).exists():
        message = _("Er loopt al een aanmelding van deze mentee voor dit project.")
        raise Refused("already_in_project", message)


@transaction.atomic
def create_draft(mentee: Mentee, project: Project, *, by: User, code: str = "") -> Enrolment:
    """A new draft for a mentee, whose file is made along when it was not stored yet.

    A coach who makes one is its coach (access.md); a counsellor who makes one decides on it.
    Raises Refused(already_in_project) while one for the same project is referred, draft or open.
    """
    enrolment = enrolment_to_be(mentee, project, "create", by=by, code=code)
    if by.acting and acts_as(by, {Role.COACH}):
        enrolment.coach = by.acting.staff
    enrolment.counsellor = acting_counsellor(by)
    return take(enrolment, "create", by=by)


@transaction.atomic
def delete_draft(enrolment: Enrolment, *, by: User) -> None:
    """Delete a draft to which nothing happened yet; the mentee's file stays."""
    found = begin(enrolment, "delete", by=by)
    record(TRANSITIONS["delete"].event, by=by, about=found)
    found.delete()


@tells_of_doubles
@transaction.atomic
def submit(enrolment: Enrolment, *, by: User) -> Enrolment:
    """Put a draft to VDAB: the screening is taken and the profile frozen, as of today.

    Whatever the screening says, it may be submitted. Raises Refused: privacy_notice_missing,
    already_enrolled.
    """
    people.hold_file(enrolment)
    found = begin(enrolment, "submit", by=by)
    put_to_vdab(found, by=by)
    return take(found, "submit", by=by)


def put_to_vdab(enrolment: Enrolment, *, by: User) -> None:
    """Screen and freeze as of today; VDAB hears of a number that others know with another birth
    date. Raises Refused(privacy_notice_missing).
    """
    require_privacy_notice(enrolment.mentee)
    screenings.freeze(enrolment, periods.today(), by=by)
    tell_of_birth_dates(enrolment)


def require_privacy_notice(mentee: Mentee) -> None:
    """Raises Refused unless it is known when the mentee got the notice (readings.md 19)."""
    if mentee.privacy_notice_on is None:
        message = _("Noteer eerst wanneer de mentee de privacyverklaring kreeg.")
        raise Refused("privacy_notice_missing", message)
