"""How lists of this app show their rows."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from m2w import notation
from m2w.details import Text
from m2w.marks import Mark
from m2w.periods import today
from m2w.privacy.sweeping import UNTOUCHED_DAYS
from m2w.reference import provinces
from m2w.tables import Column
from m2w.wording import language_names, sector_names, spoken
from matching.contact_words import topic_names
from matching.hard_rules import is_active, is_trained
from matching.lateness import days_checkin_late, days_without_contact
from matching.mentor_file import PAPERS
from matching.models import (
    Contact,
    GroupSession,
    Interest,
    Match,
    Mentor,
    ReminderPause,
    VolunteerFee,
)
from matching.pauses import is_pausing
from programmes.columns import mentee_url


def mentor_url(mentor: Mentor) -> str:
    return reverse("mentor", args=[mentor.pk])


def match_url(match: Match) -> str:
    return reverse("match", args=[match.pk])


def interest_page(interest: Interest) -> str:
    return reverse("interest", args=[interest.pk])


def kept_until(interest: Interest) -> date:
    """The last day on which it is there when nobody touches it."""
    return localdate(interest.updated_at) + timedelta(days=UNTOUCHED_DAYS)


def match_mark(match: Match) -> Mark:
    if match.ended_on is not None:
        return Mark(_("beëindigd"), "stop")
    if match.started_on > today():
        return Mark(_("begint later"), "clock", "info")
    if match.is_paused(today()):
        return Mark(_("gepauzeerd"), "pause", "wait")
    return Mark(_("loopt"), "duo", "info")


def late_mark(match: Any) -> Mark | None:
    """What is late of a duo's follow-up, in days; None when nothing is. Of `with_follow_up`."""
    said = []
    if days := days_without_contact(match, today()):
        text = ngettext("al %(days)s dag geen contact", "al %(days)s dagen geen contact", days)
        said.append(text % {"days": notation.number(days)})
    if days := days_checkin_late(match, today()):
        text = ngettext(
            "opvolggesprek %(days)s dag te laat", "opvolggesprek %(days)s dagen te laat", days
        )
        said.append(text % {"days": notation.number(days)})
    return Mark("; ".join(said), "warn", "stop") if said else None


def contact_mark(contact: Contact) -> Mark:
    if contact.reached:
        return Mark(contact.get_channel_display() or _("bereikt"), "check", "ok")
    return Mark(_("niet bereikt"), "cross")


NAME = ("first_name", "last_name")
DAYS = ("started_on", "ended_on")

CAREER = ("trained_on", "active_from", "active_until", "paused_from", "paused_until")


def mentor_mark(mentor: Mentor) -> Mark:
    """Whether a mentor may take a duo today, places left aside."""
    on = today()
    if mentor.restricted_on:
        return Mark(_("verwerking beperkt"), "lock", "stop")
    if not is_active(mentor, on):
        return Mark(_("gepauzeerd") if is_pausing(mentor, on) else _("niet actief"), "pause")
    if not is_trained(mentor, on):
        return Mark(_("mentorvorming te volgen"), "clock", "wait")
    return Mark(_("actief"), "check", "ok")


def free_places(mentor: Any) -> int:
    """The places that no open duo takes."""
    return max(0, mentor.capacity - mentor.open_matches)


def free_today(mentor: Any) -> int | None:
    """How many duos a mentor may take today; None for who takes none, places or not."""
    on = today()
    takes_part = is_active(mentor, on) and is_trained(mentor, on) and not mentor.restricted_on
    return free_places(mentor) if takes_part else None


def home_province(volunteer: Mentor | Interest) -> str:
    found = provinces.province_of(volunteer.postcode, today())
    return provinces.label(found or provinces.OUTSIDE)


def heading(name: str) -> Text:
    """A column under the name that the model gives it."""
    field: Any = Mentor._meta.get_field(name)
    return capfirst(field.verbose_name)


MENTORS = [
    Column(_("Naam"), str, url=mentor_url, of=NAME),
    Column(_("Talen"), lambda mentor: spoken(mentor.languages), of=("languages",)),
    Column(_("Provincie"), home_province, of=("postcode",)),
    Column(_("Stand"), mentor_mark, "mark", of=CAREER),
    Column(_("Duo’s nu"), "open_matches", "count"),
    Column(_("Plaatsen"), "capacity", "count"),
    Column(_("Vrij vandaag"), free_today, "count", of=("capacity", *CAREER)),
]
MENTORS_ON_A_SHEET = [
    Column(_("Voornaam"), "first_name"),
    Column(_("Naam"), "last_name"),
    Column(_("E-mailadres"), "email"),
    Column(_("Telefoon"), "phone"),
    Column(_("Talen"), lambda mentor: spoken(mentor.languages), of=("languages",)),
    Column(_("Postcode"), "postcode"),
    Column(_("Provincie"), home_province, of=("postcode",)),
    Column(_("Sectoren"), lambda mentor: sector_names(mentor.sectors), of=("sectors",)),
    Column(_("Stand"), lambda mentor: mentor_mark(mentor).label, of=CAREER),
    Column(_("Duo’s nu"), "open_matches"),
    Column(_("Plaatsen"), "capacity"),
    Column(_("Vrij vandaag"), free_today, of=("capacity", *CAREER)),
    *(Column(heading(name), name) for name in (*CAREER, *PAPERS, "interviewed_on")),
]


def fee_step(fee: VolunteerFee) -> str:
    """Nothing once the claim that it stands on is submitted."""
    if fee.claim_line is None:
        return gettext("Verbeteren")
    return "" if fee.claim_line.claim.declared_on else gettext("Van de declaratie halen")


def fee_url(fee: VolunteerFee) -> str:
    name = "fee_unclaim" if fee.claim_line_id else "fee_change"
    return reverse(name, args=[fee.pk]) if fee_step(fee) else ""


FEES = [
    Column(_("Mentor"), "mentor", url=lambda fee: mentor_url(fee.mentor)),
    Column(_("Dag"), "day", "date"),
    Column(_("Project"), lambda fee: fee.project.name, of=("project",)),
    Column(_("Bedrag in euro"), "amount", "amount"),
    Column(
        _("Gedeclareerd"),
        lambda fee: _("ja") if fee.claim_line_id else _("nog niet"),
        of=("claim_line",),
    ),
    Column(_("Te doen"), fee_step, url=fee_url, of=("amount",)),
]
INTERESTS = [
    Column(_("Naam"), str, url=interest_page, of=NAME),
    Column(_("Talen"), lambda interest: spoken(interest.languages), of=("languages",)),
    Column(_("Provincie"), home_province, of=("postcode",)),
    Column(_("Ontvangen"), "received_on", "date"),
    Column(_("Kennismaking"), "interviewed_on", "date"),
    Column(_("Uitkomst"), "get_interview_outcome_display"),
    Column(_("Blijft bewaard tot"), kept_until, "date"),
]
LANGUAGES = Column(
    _("Gedeelde talen"),
    lambda match: language_names(match.shared_languages),
    of=("shared_languages",),
)
STARTED = Column(_("Gestart"), "started_on", "date")
STATUS = Column(_("Status"), match_mark, "mark", of=DAYS)
MATCHES = [
    Column(_("Mentee"), lambda match: match.enrolment.mentee, url=match_url, of=("enrolment",)),
    Column(_("Mentor"), "mentor"),
    Column(
        _("Project"),
        lambda match: match.enrolment.project.name,
        narrow=False,
        of=("enrolment",),
    ),
    Column(_("Mentor-coach"), "coach", narrow=False),
    LANGUAGES,
    STARTED,
    Column(
        _("Beëindigd"),
        "ended_on",
        "date",
        note=lambda match: match.get_end_reason_display(),
        of=("ended_on", "end_reason"),
    ),
    STATUS,
]
MATCHES_OF_MENTOR = [column for column in MATCHES if column.value != "mentor"]
MATCHES_OF_ENROLMENT = [
    Column(_("Mentor"), "mentor", url=match_url),
    Column(_("Mentor-coach"), "coach"),
    LANGUAGES,
    STARTED,
    Column(_("Beëindigd"), "ended_on", "date"),
    Column(_("Reden van einde"), "get_end_reason_display", narrow=False),
    STATUS,
]
MATCHES_FOLLOWED = [
    *MATCHES,
    Column(_("Opvolging"), late_mark, "mark", of=("contact_every_days",)),
]


def contact_url(contact: Contact) -> str:
    return reverse("contact_amend", args=[contact.pk])


def duo_of_contact(contact: Contact) -> str:
    return match_url(contact.match)


def about(contact: Contact) -> Text:
    """What they talked about, before what was noted of it."""
    return ". ".join(filter(None, [capfirst(topic_names(contact.topics)), contact.note]))


def session_url(session: GroupSession) -> str:
    return reverse("session", args=[session.pk])


def session_mark(session: GroupSession) -> Mark:
    if session.held_on > today():
        return Mark(_("gepland"), "clock", "info")
    return Mark(_("gehouden"), "check", "ok")


# Rows with how many are `listed`, and how many of those `came`.
SESSIONS = [
    Column(_("Sessie"), "title", url=session_url),
    Column(_("Soort"), "get_kind_display"),
    Column(_("Project"), "project", narrow=False),
    Column(_("Datum"), "held_on", "date"),
    Column(_("Op de lijst"), "listed", "count"),
    Column(_("Aanwezig"), "came", "count"),
    Column(_("Stand"), session_mark, "mark"),
]
CONTACTS = [
    Column(_("Datum"), "held_on", "date"),
    Column(_("Soort"), "get_kind_display"),
    Column(_("Kanaal"), contact_mark, "mark"),
    Column(_("Minuten"), "minutes", "count"),
    Column(_("Verslag"), about, of=("note", "topics")),
]
# Of who may change them: the day leads to where one does.
OWN_CONTACTS = [replace(CONTACTS[0], url=contact_url), *CONTACTS[1:]]
CONTACTS_OF_DUOS = [
    Column(_("Duo"), "match", url=duo_of_contact),
    *CONTACTS,
]


def duos_of(coach: Any) -> str:
    return f"{reverse('matches')}?{urlencode({'coach': coach.code, 'state': 'open'})}"


def mentees_of(coach: Any) -> str:
    return f"{reverse('enrolments')}?{urlencode({'coach': coach.code, 'state': 'open'})}"


# Rows of `coaches.caseloads`.
COACHES = [
    Column(
        _("Mentor-coach"),
        "user",
        note=lambda coach: "" if coach.user.is_active else _("account afgesloten"),
    ),
    Column(_("Lopende duo’s"), "open_duos", "count", url=duos_of),
    Column(_("Mentees"), "mentees", "count", url=mentees_of),
    Column(_("Talen"), lambda coach: spoken(coach.languages)),
]


def resting_url(pause: ReminderPause) -> str:
    """The page of what rests."""
    if pause.mentee:
        return mentee_url(pause.mentee)
    return mentor_url(pause.mentor) if pause.mentor else reverse("match", args=[pause.match_id])


REMINDER_PAUSES = [
    Column(_("Waarover"), str, url=resting_url),
    Column(_("Reden"), "get_reason_display"),
    Column(_("Tot en met"), "until", "date"),
    Column(_("Door"), "paused_by"),
]
