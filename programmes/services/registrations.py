"""From the first letter typed to a file with an enrolment: registrations (issue 4, 3)."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.models import User
from m2w.audit.models import Entry
from m2w.audit.services import record
from m2w.corrections import Outdated, check, read, remember
from m2w.form_fields import day_of
from m2w.privacy.sweeping import UNTOUCHED_DAYS, forget_each
from m2w.refusals import Refused, save
from m2w.workflow import locked
from programmes.choices import RegistrationStep
from programmes.models import Enrolment, Mentee, Project, Registration
from programmes.package.people import MenteeTable
from programmes.resemblance import alike
from programmes.services.drafts import create_draft
from programmes.services.people import broken_rules, review
from programmes.services.similar import plain_number, similar_to

Typed = Mapping[str, Sequence[str]]
Values = dict[str, list[str]]

STEPS = RegistrationStep.values
COLUMNS = {one.name: one for one in MenteeTable.fields}
# A form from before anything was kept.
NEVER = 0


class Kept(NamedTuple):
    """A registration as it was kept, and what someone else changed in these fields meanwhile."""

    registration: Registration
    theirs: Values


@transaction.atomic
def start(key: UUID, typed: Typed, *, by: User) -> Kept:
    """Keep what was typed in a new form. `key` is the form's own: sent again, it is the same
    registration. Raises PermissionDenied for who registers nobody, and Outdated.
    """
    if by.acting is None or not Registration.objects.all().opens_to(by):
        raise PermissionDenied
    # Asked first: what comes in between is then found as one's own.
    is_taken = Registration.objects.filter(pk=key).exists()
    mine = Registration.objects.editable_by(by).filter(pk=key)
    if found := mine.first():
        return keep(found, typed, by=by, version=NEVER)
    made = Registration(
        promoter=by.acting.organisation, made_by=by.acting.staff, values=as_lists(typed)
    )
    if not is_taken:
        made.pk = key
    remember(made, by)
    try:
        save(made)
    except Refused:
        # The same form came twice at the same moment.
        return keep(mine.get(), typed, by=by, version=NEVER)
    record("registration.started", by=by, about=made)
    return Kept(made, {})


@transaction.atomic
def keep(
    registration: Registration, typed: Typed, *, by: User, version: int, step: str = ""
) -> Kept:
    """Keep what was typed in some fields, as it was typed; `step` is the one that is reached.

    `version` is the one that the form was made from: of a field that is as it was then, what
    someone else made of it stays. Raises Outdated when both changed the same field; nothing is
    kept then.
    """
    found = locked(Registration.objects.editable_by(by), registration)
    sent, theirs = merged(found, as_lists(typed), version, by=by)
    changed = differing(found.values, sent)
    reached = furthest(found.step, step)
    if changed or reached != found.step:
        found.values = found.values | sent
        found.step = reached
        remember(found, by)
        save(found)
        details = {"fields": sorted(changed)}
        record("registration.changed", by=by, about=found, details=details)
    return Kept(found, theirs)


def as_lists(typed: Typed) -> Values:
    """What was sent by name; fields that are all empty are alike, however many they are."""
    return {name: list(texts) if any(texts) else [] for name, texts in typed.items()}


def furthest(one: str, other: str) -> str:
    return max(one, other, key=lambda step: STEPS.index(step) if step else -1)


def merged(
    registration: Registration, sent: Values, version: int, *, by: User
) -> tuple[Values, Values]:
    """What to keep of these fields, and what others made of those that were left alone.

    Raises Outdated for a field that both changed.
    """
    before, last = since(registration, version)
    kept: Values = {}
    theirs: Values = {}
    clashes: Values = {}
    for name, texts in sent.items():
        now, then = registration.values.get(name, []), before.get(name, [])
        by_another = last.get(name, by.pk) != by.pk and now != texts
        if texts == then:
            kept[name] = now
            theirs |= {name: now} if by_another else {}
        elif by_another:
            clashes[name] = now
        else:
            kept[name] = texts
    if clashes:
        read_then = {name: before.get(name, []) for name in sent}
        raise Outdated(registration.version, read_then, theirs | clashes)
    return kept, theirs


def since(registration: Registration, version: int) -> tuple[Values, dict[str, int | None]]:
    """What was typed by a version, and who was the last to change each field after it."""
    before: Values = {}
    previous: Values = {}
    last: dict[str, int | None] = {}
    for row in registration.history.filter(version__gte=version).order_by("version"):
        if row.version == version:
            before = row.values
        else:
            last |= dict.fromkeys(differing(previous, row.values), row.history_user_id)
        previous = row.values
    return before, last


def differing(before: Values, now: Values) -> list[str]:
    return [name for name, texts in now.items() if texts != before.get(name, [])]


def faults_of(values: Mapping[str, Any]) -> dict[str, list[str]]:
    """What is wrong with the values that are known so far, by column; what is missing is not."""
    try:
        faults = broken_rules(Mentee(**check(MenteeTable(), values)))
    except ValidationError as error:
        faults = error.message_dict
    return {column: texts for column, texts in faults.items() if column in values}


def is_possible(column: str, value: Any) -> bool:
    """Whether a value could stand in this column of a file."""
    try:
        read(COLUMNS[column], value)
    except ValueError:
        return False
    return True


@transaction.atomic
def complete(
    registration: Registration,
    values: Mapping[str, Any],
    project: Project,
    *,
    by: User,
    version: int,
    someone_else: bool = False,
) -> Enrolment:
    """Make the file and a draft of its enrolment out of a registration, which then goes.

    `values` are those of the file, read from what was typed in `version`. `someone_else`: whoever
    registers has looked at the files that resemble it. Raises ValidationError at the fields,
    Outdated, and Refused: mentee_exists, similar_exists.
    """
    found = locked(Registration.objects.editable_by(by), registration)
    if found.version != version:
        raise Outdated(found.version, {}, {})
    mentee = review(values)
    if not someone_else and similar_to(mentee, found.promoter).named:
        raise Refused("similar_exists", _("Bevestig dat dit iemand anders is."))
    if project.promoter_id != found.promoter_id:
        raise PermissionDenied
    enrolment = create_draft(mentee, project, by=by)
    record(
        "registration.completed", by=by, about=found, details={"mentee": str(enrolment.mentee_id)}
    )
    found.forget()
    return enrolment


def made_of(key: UUID, *, by: User) -> Mentee | None:
    """The file that a finished registration became, when someone may see it: whoever presses the
    last button twice, or goes back in their browser, still asks for the registration.
    """
    lines = Entry.objects.about(Registration._meta.label_lower, key)
    done = lines.filter(action="registration.completed").values_list("details", flat=True)
    keys = [details["mentee"] for details in done]
    return Mentee.objects.visible_to(by).filter(pk__in=keys).first()


@transaction.atomic
def discard(registration: Registration, *, by: User) -> None:
    """Throw a registration away, and all that was typed in it."""
    found = locked(Registration.objects.editable_by(by), registration)
    record("registration.deleted", by=by, about=found)
    found.forget()


def untouched() -> QuerySet[Registration]:
    """Those that nobody touched for so long that they go."""
    last = periods.today() - timedelta(days=UNTOUCHED_DAYS)
    return Registration.objects.untouched_since(last)


def forget_untouched() -> int:
    """Delete them; how many it were."""
    return forget_each(untouched, "registration.lapsed")


@transaction.atomic
def forget_along(mentee: Mentee) -> None:
    """Delete the registrations that are plainly of someone who is being erased."""
    held = Registration.objects.select_for_update(of=("self",))
    for one in registrations_of(mentee, held):
        record("registration.erased", about=one)
        one.forget()


def registrations_of(mentee: Mentee, rows: QuerySet[Registration]) -> list[Registration]:
    """Those of the promoter that are plainly of someone: the same VDAB number, or much the same
    name and the same birth date.
    """
    return [one for one in rows.filter(promoter=mentee.promoter_id) if is_of(one, mentee)]


def is_of(registration: Registration, mentee: Mentee) -> bool:
    number = plain_number(registration.typed("vdab_number"))
    if number:
        return number == mentee.vdab_number
    names = registration.typed("first_name"), registration.typed("last_name")
    born = day_of(registration.typed("birth_date"))
    return born == mentee.birth_date and alike(*names, mentee.first_name, mentee.last_name)
