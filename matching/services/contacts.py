"""Every change to what a coach or coordinator notes of contacts and check-ins."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.corrections import outdated, remember
from m2w.form_fields import tidy
from m2w.models import new_code
from m2w.refusals import Refused, require_choice, require_day, save
from m2w.workflow import hold_all, locked
from matching.choices import Channel, ContactKind, Topic
from matching.models import Contact, Match
from matching.models.contacts import LONGEST_NOTE
from matching.services.reports import last_day_of, require_minutes, settle


class Noted(TypedDict, total=False):
    """What may be noted of a contact beside its day and kind."""

    minutes: int | None
    channel: str
    reached: bool
    topics: Sequence[str]
    note: str


class FaultyLines(Exception):  # noqa: N818 - what is wrong with lines, as people say it
    """Some of several contacts cannot be noted: none was. `faults` tells why, by number."""

    def __init__(self, faults: Mapping[int, ValidationError | Refused]) -> None:
        super().__init__(faults)
        self.faults = faults


@transaction.atomic
def note_contact(
    match: Match, *, by: User, held_on: date, kind: str, code: str = "", **noted: Unpack[Noted]
) -> Contact:
    """Note a contact of a duo, or a check-in with one of the two.

    Somebody was reached unless said otherwise; `minutes` from 1 to 720 [choice]; without a `code`
    one is made. Raises
    PermissionDenied; ValidationError at the fields, also for a day before the duo's start, after
    its end or in the future; Refused: not_started, and contact_exists for a second one of a kind
    on a day.
    """
    found = locked(Match.objects.editable_by(by), match)
    values = checked(found, {"held_on": held_on, "kind": kind, "reached": True} | noted)
    contact = Contact(match=found, code=code or new_code(), entered_by=by, **values)
    remember(contact, by)
    save(contact)
    settle(found)
    record("contact.noted", by=by, about=contact)
    return contact


def note_contacts(lines: Sequence[tuple[Match, Mapping[str, Any]]], *, by: User) -> list[Contact]:
    """Note several contacts, all or none. Raises FaultyLines, and PermissionDenied."""
    faults: dict[int, ValidationError | Refused] = {}
    kept = []
    with transaction.atomic():
        # Before the first of them is on the record, for which everybody waits.
        keys = {match.pk for match, _values in lines}
        hold_all(Match.objects.editable_by(by).filter(pk__in=keys))
        for number, (match, values) in enumerate(lines):
            try:
                kept.append(note_contact(match, by=by, **values))
            except (ValidationError, Refused) as fault:
                faults[number] = fault
        if faults:
            raise FaultyLines(faults)
    return kept


@transaction.atomic
def amend_contact(
    contact: Contact, values: Mapping[str, Any], *, by: User, version: int | None = None
) -> Contact:
    """Put right what was noted wrongly; what is not named stays.

    What followed from reports is from then on noted by whoever amends it. Raises PermissionDenied,
    ValidationError at the fields, Outdated unless `version` is that of the contact, and
    Refused(contact_exists).
    """
    match = locked(Match.objects.editable_by(by), contact.match)
    found = locked(Contact.objects.editable_by(by), contact)
    right = checked(match, values)
    if version is not None and found.version != version:
        raise outdated(found, right, version)
    for name, value in right.items():
        setattr(found, name, value)
    if found.is_reported:
        found.is_reported, found.entered_by = False, by
    decide_reports(found, by=by)
    remember(found, by)
    save(found)
    settle(match)
    record("contact.amended", by=by, about=found)
    return found


@transaction.atomic
def delete_contact(contact: Contact, *, by: User) -> None:
    """Take away a contact that was not one; its history stays. Raises PermissionDenied, and
    Refused(already_deleted) when somebody was first."""
    match = locked(Match.objects.editable_by(by), contact.match)
    if not Contact.objects.filter(pk=contact.pk).exists():
        raise Refused("already_deleted", _("Dit contact is al verwijderd."))
    found = locked(Contact.objects.editable_by(by), contact)
    decide_reports(found, by=by)
    remember(found, by)
    found.delete()
    settle(match)
    record("contact.deleted", by=by, about=match)


def decide_reports(contact: Contact, *, by: User) -> None:
    """Whoever amends or deletes a contact decided on the reports of it."""
    for report in contact.reports.filter(handled_on=None):
        report.handled_on, report.handled_by, report.doubt = periods.today(), by, ""
        remember(report, by)
        save(report)


def checked(match: Match, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they are kept. Raises ValidationError at all fields that do not take theirs;
    Refused(not_started) while the duo is still to begin."""
    if match.started_on > periods.today():
        raise Refused("not_started", _("Dit duo is nog niet begonnen."))
    read: dict[str, Any] = {
        "held_on": lambda day: require_day(day, match.started_on, last_day_of(match), "held_on"),
        "kind": lambda kind: require_choice(kind, ContactKind.values, "kind"),
        "minutes": require_minutes,
        "channel": lambda channel: require_choice(channel, ["", *Channel.values], "channel"),
        "reached": bool,
        "topics": topics_of,
        "note": note_of,
    }
    right: dict[str, Any] = {}
    faults: dict[str, Any] = {}
    for name, value in values.items():
        try:
            right[name] = read[name](value)
        except ValidationError as fault:
            faults |= fault.error_dict
    if faults:
        raise ValidationError(faults)
    return right


def topics_of(codes: Sequence[str]) -> tuple[str, ...]:
    """Topics in the order of the list."""
    for code in codes:
        require_choice(code, Topic.values, "topics")
    return tuple(code for code in Topic.values if code in codes)


def note_of(text: str) -> str:
    note = tidy(text)
    if len(note) > LONGEST_NOTE:
        message = _("Gebruik hoogstens %(max)s tekens.") % {"max": LONGEST_NOTE}
        raise ValidationError({"note": ValidationError(message, "max_length")})
    return note
