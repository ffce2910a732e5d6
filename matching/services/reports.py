"""What mentor and mentee report of how they met, and what becomes of it."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.corrections import remember
from m2w.privacy.sweeping import UNTOUCHED_DAYS, forget_each
from m2w.refusals import Refused, require_choice, require_day, save
from m2w.workflow import locked
from matching.choices import Channel, ContactKind, Doubt, Reporter
from matching.meeting_links import Opened, is_open
from matching.meetings import Meeting, Told, meeting_of, meetings_of
from matching.models import Contact, ContactReport, Match, MeetingLink

SHORTEST, LONGEST = 1, 720
POSSIBLE_MINUTES = range(SHORTEST, LONGEST + 1)
KEPT_TOGETHER = ("seen", "minutes", "channel")


def require_minutes(minutes: int | None) -> int | None:
    """How long a contact took: a day has its limits [choice]. Raises ValidationError."""
    if minutes is not None and minutes not in POSSIBLE_MINUTES:
        told = {"least": SHORTEST, "most": LONGEST}
        message = _("Kies een aantal minuten van %(least)s tot en met %(most)s.") % told
        raise ValidationError({"minutes": ValidationError(message, "invalid_minutes")})
    return minutes


def last_day_of(match: Match) -> date:
    """The last day on which a contact of the duo can have been."""
    today = periods.today()
    return min(today, match.ended_on or today)


@transaction.atomic
def report_meeting(
    opened: Opened,
    *,
    held_on: date,
    seen: bool,
    minutes: int | None = None,
    channel: str = "",
    call_me: bool = False,
) -> ContactReport:
    """Keep what someone reported who came by a link; the same sent twice is one report.

    Without having met there is no duration and no channel. Raises ValidationError at the fields,
    and Refused: link_gone, and already_reported for another story about the same day.
    """
    rows = Match.objects.select_for_update(no_key=True, of=("self",))
    related = ("enrolment__mentee", "enrolment__project__promoter", "mentor")
    match = rows.select_related(*related).get(pk=opened.match.pk)
    if not is_open(match, periods.today()):
        raise Refused("link_gone", _("Deze link werkt niet meer."))
    report = ContactReport(match=match, who=opened.who, seen=seen, call_me=call_me)
    report.held_on = require_day(held_on, match.started_on, last_day_of(match), "held_on")
    if seen:
        report.minutes = require_minutes(minutes)
        report.channel = require_choice(channel, ["", *Channel.values], "channel")
    if told_before := reported_before(report):
        return told_before
    save(report)
    settle(match)
    report.refresh_from_db()
    record("contact.reported", about=report)
    return report


def reported_before(report: ContactReport) -> ContactReport | None:
    """What the same person said of the same day; a wish to be called is added to it.

    Raises Refused(already_reported) when they said something else.
    """
    said = ContactReport.objects.filter(
        match=report.match, who=report.who, held_on=report.held_on
    ).first()
    if said is None:
        return None
    if any(getattr(said, name) != getattr(report, name) for name in KEPT_TOGETHER):
        raise Refused("already_reported", _("Deze dag is al gemeld, met andere gegevens."))
    if report.call_me and not said.call_me:
        said.call_me = True
        save(said)
        record("contact.reported", about=said)
    return said


# From reports to contacts --------------------------------------------------------------------


def settle(match: Match) -> None:
    """Make the contacts of a duo, held by its lock, what the reports on which nobody decided say.

    What someone of the promoter noted stands: reports of that day join it.
    """
    open_reports = list(match.reports.filter(handled_on=None))
    followed = {
        contact.held_on: contact
        for contact in Contact.objects.filter(reports__in=open_reports, is_reported=True)
    }
    meetings = [
        (together, meeting_of(tuple(told for told, _report in together)))
        for together in grouped(open_reports)
    ]
    noted = noted_on(match, {report.held_on for report in open_reports}, followed.values())
    wanted = {
        meeting.held_on
        for together, meeting in meetings
        if meeting.reached is not None and not joined(together, noted)
    }
    for day in followed.keys() - wanted:
        followed.pop(day).delete()
    for together, meeting in meetings:
        reports = [report for _told, report in together]
        if found := joined(together, noted):
            join(reports, found)
        else:
            contact = follow(match, meeting, followed.get(meeting.held_on))
            attach(reports, contact, meeting.doubt)


Together = list[tuple[Told, ContactReport]]


def grouped(reports: Iterable[ContactReport]) -> list[Together]:
    """Reports by the meeting that they are about."""
    by_told = {told_by(report): report for report in reports}
    return [[(told, by_told[told]) for told in meeting] for meeting in meetings_of(by_told)]


def told_by(report: ContactReport) -> Told:
    return Told(report.who, report.held_on, report.seen, report.minutes, report.channel)


def noted_on(match: Match, days: set[date], followed: Iterable[Contact]) -> dict[date, Contact]:
    """The contacts of the duo on these days that follow from none of the open reports."""
    rows = match.contacts.filter(kind=ContactKind.CONTACT, held_on__in=days)
    others = rows.exclude(pk__in=[contact.pk for contact in followed])
    return {contact.held_on: contact for contact in others}


def joined(together: Together, noted: dict[date, Contact]) -> Contact | None:
    """What was noted of the meeting on one of its days."""
    days = sorted(told.held_on for told, _report in together)
    return next((noted[day] for day in days if day in noted), None)


def join(reports: list[ContactReport], contact: Contact) -> None:
    """Reports of what was noted already: one that says the contrary is in doubt."""
    for report in reports:
        attach([report], contact, "" if report.seen == contact.reached else Doubt.SEEN)


def follow(match: Match, meeting: Meeting, contact: Contact | None) -> Contact | None:
    """The contact that a meeting makes, if any; one that is there changes only where it must."""
    if meeting.reached is None:
        return None
    says = {
        "reached": meeting.reached,
        "minutes": meeting.minutes,
        "channel": meeting.channel,
    }
    if contact is None:
        contact = Contact(match=match, kind=ContactKind.CONTACT, is_reported=True)
    elif all(getattr(contact, name) == value for name, value in says.items()):
        return contact
    contact.held_on = meeting.held_on
    for name, value in says.items():
        setattr(contact, name, value)
    save(contact)
    return contact


def attach(reports: list[ContactReport], contact: Contact | None, doubt: str) -> None:
    """Tell reports what became of them; a doubt between two stands with the mentor's."""
    by_mentor_first = sorted(reports, key=lambda report: report.who != Reporter.MENTOR)
    for number, report in enumerate(by_mentor_first):
        own = "" if number else doubt
        if (report.contact_id, report.doubt) != (contact and contact.pk, own):
            report.contact, report.doubt = contact, own
            save(report)


# What the coach decides ----------------------------------------------------------------------


def in_one_meeting(report: ContactReport) -> list[ContactReport]:
    """The reports on which nobody decided of the meeting that a report is about, itself first."""
    reports = [
        one for one in report.match.reports.all() if one.handled_on is None or one.pk == report.pk
    ]
    together = next(
        [one for _told, one in meeting]
        for meeting in grouped(reports)
        if any(one.pk == report.pk for _told, one in meeting)
    )
    return sorted(together, key=lambda one: one.pk != report.pk)


@transaction.atomic
def decide_meeting(
    report: ContactReport, *, reached: bool, minutes: int | None = None, by: User
) -> Contact:
    """Note what was true of a meeting whose reports contradict each other.

    The contact is from then on what was noted here. Raises PermissionDenied, ValidationError at
    `minutes`, and Refused(already_handled) when somebody was first.
    """
    match = locked(Match.objects.editable_by(by), report.match)
    found = locked(ContactReport.objects.editable_by(by), report)
    if found.handled_on or not found.doubt:
        raise Refused("already_handled", _("Hierover is al beslist."))
    reports = in_one_meeting(found)
    contact = contact_of(match, reports)
    contact.reached = reached
    contact.minutes = require_minutes(minutes) if reached else None
    contact.is_reported, contact.entered_by = False, by
    remember(contact, by)
    save(contact)
    for one in reports:
        one.contact, one.doubt = contact, ""
        one.handled_on, one.handled_by = periods.today(), by
        remember(one, by)
        save(one)
    record("contact.report_decided", by=by, about=contact)
    return contact


def contact_of(match: Match, reports: list[ContactReport]) -> Contact:
    """The contact that reports of one meeting have, or a new one."""
    day = min(report.held_on for report in reports)
    rows = match.contacts.filter(kind=ContactKind.CONTACT)
    found = rows.filter(reports__in=reports).first() or rows.filter(held_on=day).first()
    channel = next((report.channel for report in reports if report.channel), "")
    return found or Contact(match=match, kind=ContactKind.CONTACT, held_on=day, channel=channel)


@transaction.atomic
def note_called(report: ContactReport, *, by: User) -> ContactReport:
    """Note that somebody called who asked for it.

    Raises PermissionDenied, and Refused(already_handled).
    """
    # What is settled about the duo at the moment writes its reports too.
    locked(Match.objects.editable_by(by), report.match)
    found = locked(ContactReport.objects.editable_by(by), report)
    if found.called_on or not found.call_me:
        raise Refused("already_handled", _("Dit is al gedaan."))
    found.called_on, found.handled_by = periods.today(), by
    remember(found, by)
    save(found)
    record("contact.report_called", by=by, about=found)
    return found


@transaction.atomic
def withdraw_meeting_link(match: Match, who: str, *, by: User) -> None:
    """Let every link that the mentor or the mentee of a duo was given so far lead nowhere.

    Raises PermissionDenied, and ValidationError for who is neither.
    """
    found = locked(Match.objects.editable_by(by), match)
    require_choice(who, Reporter.values, "who")
    link, _made = MeetingLink.objects.get_or_create(match=found, who=who)
    MeetingLink.objects.filter(pk=link.pk).update(generation=F("generation") + 1)
    record("match.link_withdrawn", by=by, about=found)


def settled() -> QuerySet[ContactReport]:
    """Reports that said all they had to: the contact they led to tells it."""
    return ContactReport.objects.settled_before(periods.today() - timedelta(days=UNTOUCHED_DAYS))


def forget_settled() -> int:
    """Delete them; how many it were."""
    return forget_each(settled, "contact.report_lapsed")
