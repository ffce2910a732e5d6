"""How lists of this app show their rows."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from m2w.marks import Mark
from m2w.tables import Column
from m2w.wording import language_names, spoken
from matching.models import Contact, Match, Mentor


def mentor_url(mentor: Mentor) -> str:
    return reverse("mentor", args=[mentor.pk])


def match_url(match: Match) -> str:
    return reverse("match", args=[match.pk])


def match_mark(match: Match) -> Mark:
    if match.ended_on is None:
        return Mark(_("loopt"), "duo", "info")
    return Mark(_("beëindigd"), "stop")


def contact_mark(contact: Contact) -> Mark:
    if contact.reached:
        return Mark(contact.get_channel_display() or _("bereikt"), "check", "ok")
    return Mark(_("niet bereikt"), "cross")


NAME = ("first_name", "last_name")
DAYS = ("started_on", "ended_on")

MENTORS = [
    Column(_("Naam"), str, url=mentor_url, of=NAME),
    Column(_("Talen"), lambda mentor: spoken(mentor.languages), of=("languages",)),
    Column(_("Postcode"), "postcode"),
    Column(_("Mentorvorming"), "trained_on", "date"),
    Column(_("Actief vanaf"), "active_from", "date", narrow=False),
    Column(_("Actief tot en met"), "active_until", "date", narrow=False),
    Column(_("Duo’s nu"), "open_matches", "count"),
    Column(_("Plaatsen"), "capacity", "count"),
]
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
    Column(_("Gedeelde talen"), lambda match: language_names(match.shared_languages)),
    Column(_("Gestart"), "started_on", "date"),
    Column(_("Status"), match_mark, "mark", of=DAYS),
]
MATCHES_OF_ENROLMENT = [
    Column(_("Mentor"), "mentor", url=match_url),
    Column(_("Mentor-coach"), "coach"),
    Column(_("Gedeelde talen"), lambda match: language_names(match.shared_languages)),
    Column(_("Gestart"), "started_on", "date"),
    Column(_("Beëindigd"), "ended_on", "date"),
    Column(_("Status"), match_mark, "mark", of=DAYS),
]
CONTACTS = [
    Column(_("Datum"), "held_on", "date"),
    Column(_("Soort"), "get_kind_display"),
    Column(_("Kanaal"), contact_mark, "mark"),
    Column(_("Minuten"), "minutes", "count"),
]
