"""Every change to group sessions: what they are, who is on their list, and which claims they
prove."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import Any, TypedDict, Unpack

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from m2w import notation, periods
from m2w.accounts.acting import require_role
from m2w.accounts.models import Staff, User
from m2w.audit.services import record
from m2w.choices import YesNoUnknown
from m2w.corrections import outdated, remember
from m2w.documents import services as documents
from m2w.exports import PDF
from m2w.form_fields import tidy
from m2w.refusals import Refused, require_choice, require_day, require_text, save
from m2w.workflow import locked
from matching import attendance_list
from matching.access import SESSIONS
from matching.choices import SessionKind
from matching.models import Attendance, ClaimedSession, GroupSession, Mentor
from matching.models.sessions import LONGEST_TITLE
from matching.querysets import MentorQuerySet
from matching.services.reports import require_minutes
from programmes.choices import GOING_ON_STATES
from programmes.models import Claim, Enrolment, Project
from programmes.querysets import EnrolmentQuerySet


class About(TypedDict, total=False):
    """What is kept of a session."""

    kind: str
    title: str
    held_on: date
    starts_at: time | None
    minutes: int | None
    place: str
    led_by: Staff | None


@transaction.atomic
def make_session(project: Project, *, by: User, **about: Unpack[About]) -> GroupSession:
    """A session of a project of one's own promoter, held or planned.

    Raises PermissionDenied; ValidationError at the fields, also for a day outside the project;
    Refused: not_a_colleague, and session_exists for the same one twice.
    """
    require_role(by, SESSIONS)
    acting: Any = by.acting
    if project.promoter_id != acting.organisation.pk or not acting.organisation.may_open_files:
        raise PermissionDenied
    session = GroupSession(project=project)
    tell(session, about)
    remember(session, by)
    save(session)
    record("session.made", by=by, about=session)
    return session


@transaction.atomic
def amend_session(
    session: GroupSession, *, by: User, version: int | None = None, **about: Unpack[About]
) -> GroupSession:
    """Put right what is kept of a session; what is not named stays. Raises as `make_session`, and
    Outdated unless `version` is that of the session."""
    found = locked(GroupSession.objects.editable_by(by), session)
    if version is not None and found.version != version:
        raise outdated(found, about, version)
    tell(found, about)
    remember(found, by)
    save(found)
    record("session.amended", by=by, about=found)
    return found


def tell(session: GroupSession, about: About) -> None:
    """Give a session what is told of it. Raises ValidationError at the fields."""
    read: dict[str, Any] = {
        "kind": lambda kind: require_choice(kind, SessionKind.values, "kind"),
        "title": lambda title: require_text(title, "title", LONGEST_TITLE),
        "held_on": lambda day: day_within(session.project, day),
        "starts_at": lambda moment: moment,
        "minutes": require_minutes,
        "place": place_of,
        "led_by": lambda staff: colleague(session.project, staff),
    }
    faults: dict[str, Any] = {}
    for name, value in about.items():
        try:
            setattr(session, name, read[name](value))
        except ValidationError as fault:
            faults |= fault.error_dict
    if faults:
        raise ValidationError(faults)


def day_within(project: Project, day: date) -> date:
    return require_day(day, project.term.start, project.term.last_day or date.max, "held_on")


def place_of(text: str) -> str:
    place = tidy(text)
    return require_text(place, "place", LONGEST_TITLE) if place else ""


def colleague(project: Project, staff: Staff | None) -> Staff | None:
    if staff is not None and staff.organisation_id != project.promoter_id:
        raise Refused("not_a_colleague", _("Deze persoon werkt niet bij de promotor."))
    return staff


@transaction.atomic
def delete_session(session: GroupSession, *, by: User) -> None:
    """Take away a session with its list. Raises PermissionDenied, and Refused(attached) when the
    list is part of a claim."""
    found = locked(GroupSession.objects.editable_by(by), session)
    if found.claimed.exists():
        raise Refused("attached", _("De lijst hoort bij een kostendeclaratie: de sessie blijft."))
    others = found.attendances.exclude(pk__in=Attendance.objects.editable_by(by).values("pk"))
    if others.exists():
        raise Refused("not_only_own", _("Op de lijst staan mentees die u niet begeleidt."))
    remember(found, by)
    record("session.deleted", by=by, about=found)
    found.delete()


# Who is there --------------------------------------------------------------------------------


def mentees_for(session: GroupSession, by: User) -> EnrolmentQuerySet:
    """The enrolments that someone may put on the list: theirs to change, in the project, not
    over; also those that are on it."""
    rows: EnrolmentQuerySet = Enrolment.objects.editable_by(by)
    return rows.filter(project=session.project, state__in=GOING_ON_STATES)


def mentors_for(session: GroupSession, by: User) -> MentorQuerySet:
    """The mentors that someone may put on the list: those of the promoter; also those on it."""
    rows: MentorQuerySet = Mentor.objects.visible_to(by)
    return rows.filter(promoter=session.project.promoter_id, restricted_on=None)


@transaction.atomic
def add_people(
    session: GroupSession,
    *,
    enrolments: Iterable[Enrolment] = (),
    mentors: Iterable[Mentor] = (),
    by: User,
) -> int:
    """Put people on the list of a session; how many were not on it yet.

    Raises PermissionDenied when someone may not be put there, and ValidationError for nobody.
    """
    found = locked(GroupSession.objects.editable_by(by), session)
    enrolments, mentors = set(enrolments), set(mentors)
    if not (enrolments or mentors):
        raise ValidationError(_("Kies minstens één persoon."))
    listed = set(found.attendances.values_list("enrolment", "mentor"))
    new = [
        *(Attendance(session=found, enrolment=one) for one in enrolments),
        *(Attendance(session=found, mentor=one) for one in mentors),
    ]
    new = [one for one in new if (one.enrolment_id, one.mentor_id) not in listed]
    keys = {key for one in new for key in (one.enrolment_id, one.mentor_id) if key}
    allowed = {*mentees_for(found, by).values_list("pk", flat=True).filter(pk__in=keys)}
    allowed |= {*mentors_for(found, by).values_list("pk", flat=True).filter(pk__in=keys)}
    if keys - allowed:
        raise PermissionDenied
    for one in new:
        remember(one, by)
        save(one)
    record("session.added", by=by, about=found, details={"people": len(new)})
    return len(new)


@transaction.atomic
def tick(session: GroupSession, present: Mapping[Any, str], *, by: User) -> None:
    """Note who was there: yes, no or unknown, by the key of their line on the list.

    Raises PermissionDenied for a line that is not theirs, and ValidationError for another value.
    """
    found = locked(GroupSession.objects.editable_by(by), session)
    lines = Attendance.objects.editable_by(by).filter(session=found, pk__in=present)
    if lines.count() != len(present):
        raise PermissionDenied
    for line in lines.select_for_update(of=("self",)):
        value = require_choice(present[line.pk], YesNoUnknown.values, "present")
        if value != line.present:
            line.present = value
            remember(line, by)
            save(line)
    record("session.ticked", by=by, about=found)


@transaction.atomic
def remove_person(attendance: Attendance, *, by: User) -> None:
    """Take someone off the list. Raises PermissionDenied."""
    session = locked(GroupSession.objects.editable_by(by), attendance.session)
    line = locked(Attendance.objects.editable_by(by), attendance)
    remember(line, by)
    line.delete()
    record("session.removed", by=by, about=session)


# The list as proof ---------------------------------------------------------------------------


def claims_for(session: GroupSession, by: User) -> Sequence[Claim]:
    """The claims that the list of a session can still be put with, once it was held: those of its
    project and year, before they are submitted."""
    if session.held_on > periods.today():
        return []
    rows = Claim.objects.editable_by(by).filter(project=session.project, year=session.held_on.year)
    return list(rows.exclude(sessions__session=session).select_related("project"))


@transaction.atomic
def attach_to_claim(session: GroupSession, claim: Claim, *, by: User) -> ClaimedSession:
    """Put the list of a session, as it is now and without names, with a claim of its project and
    year; the list with names stays with the session.

    Raises PermissionDenied, and Refused: not_held, other_claim, already_attached.
    """
    found = locked(GroupSession.objects.editable_by(by), session)
    if found.held_on > periods.today():
        message = _("Deze sessie moet nog plaatsvinden: haar lijst bewijst nog niets.")
        raise Refused("not_held", message)
    held = locked(Claim.objects.editable_by(by), claim)
    if (held.project_id, held.year) != (found.project_id, found.held_on.year):
        message = _("Deze kostendeclaratie is van een ander project of een ander jaar.")
        raise Refused("other_claim", message)
    if found.claimed.filter(claim=held).exists():
        raise Refused("already_attached", _("Deze lijst hoort al bij de kostendeclaratie."))
    lines = attendance_list.lines_of(found, by)
    name = attendance_list.file_name(found)
    file = SimpleUploadedFile(name, attendance_list.proof(found, lines), PDF)
    title = _("Aanwezigheidslijst %(kind)s, %(day)s") % {
        "kind": found.get_kind_display(),
        "day": notation.day(found.held_on),
    }
    document = documents.add(held, file, title=title, by=by)
    attached = ClaimedSession(session=found, claim=held, document=document)
    save(attached)
    record("session.attached", by=by, about=found)
    return attached
