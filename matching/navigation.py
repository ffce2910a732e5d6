from operator import attrgetter
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from m2w import notation, periods
from m2w.menu import LATE, LATER, Action, Entry, Task, waits_since
from matching.access import (
    CONTACT_EDITORS,
    FEES,
    INTERESTS,
    MATCH_EDITORS,
    MATCH_READERS,
    MENTOR_EDITORS,
    MENTOR_READERS,
    PROPOSERS,
    REPORTS,
)
from matching.models import ContactReport, Interest, Match, Mentor, VolunteerFee
from matching.querysets import MatchQuerySet
from programmes.transitions import VDAB

ENTRIES = [
    Entry(_("Waar is plaats?"), "where_is_room", frozenset(VDAB), 6),
    Entry(
        _("Mentoren"),
        "mentors",
        frozenset(MENTOR_READERS),
        30,
        Mentor.objects.visible_to,
        _("De vrijwilligers en hun vrije plaatsen."),
    ),
    Entry(
        _("Vergoedingen"),
        "fees",
        frozenset(FEES),
        45,
        VolunteerFee.objects.visible_to,
        _("Wat vrijwilligers per dag kregen, en de jaarlijst."),
    ),
    Entry(
        _("Duo’s"),
        "matches",
        frozenset(MATCH_READERS),
        40,
        Match.objects.visible_to,
        _("Mentee, mentor en mentor-coach, en hoe ze elkaar zien."),
    ),
]


def unscreened(user: Any) -> Any:
    return Interest.objects.visible_to(user).unscreened()


def duos(rule: Any) -> Any:
    related = ["enrolment__mentee", "enrolment__project", "mentor"]
    return lambda user: rule(Match.objects.visible_to(user), periods.today()).select_related(
        *related
    )


def longest_ago(match: Any) -> str:
    days = (periods.today() - match.last_met).days
    text = ngettext(
        "Langst: %(duo)s, %(days)s\N{NO-BREAK SPACE}dag.",
        "Langst: %(duo)s, %(days)s\N{NO-BREAK SPACE}dagen.",
        days,
    )
    return text % {"duo": match, "days": notation.number(days)}


def first_to_end(match: Match) -> str:
    told = {"duo": match, "day": notation.day(match.planned_end_on or periods.today())}
    return gettext("Eerst: %(duo)s, op %(day)s.") % told


def first_to_ask(match: Match) -> str:
    return gettext("Eerst: %(duo)s.") % {"duo": match}


def follow_up(label: Any, code: str, rule: Any, rank: int) -> Task:
    return Task(
        label,
        "matches",
        f"follow_up={code}",
        frozenset(MATCH_EDITORS),
        rank,
        duos(rule),
        "last_met",
        longest_ago,
        LATE,
    )


def reports_to_look_at(user: Any) -> Any:
    related = ["match__enrolment__mentee", "match__mentor"]
    return ContactReport.objects.visible_to(user).to_look_at().select_related(*related)


ACTIONS = [
    Action(_("Contacten noteren"), "contacts_note", frozenset(CONTACT_EDITORS), 18, "talk"),
    Action(_("Duo’s voorstellen"), "proposal_make", frozenset(PROPOSERS), 15, "duo"),
    Action(_("Mentor registreren"), "mentor_register", frozenset(MENTOR_EDITORS), 30),
]
TASKS = [
    Task(
        _("Meldingen van mentor of mentee te bekijken"),
        "reports",
        "",
        frozenset(REPORTS),
        13,
        reports_to_look_at,
        "held_on",
        waits_since(attrgetter("held_on")),
    ),
    Task(
        _("Vrijwilligers die zich meldden, nog zonder kennismaking"),
        "interests",
        "new=yes",
        frozenset(INTERESTS),
        25,
        unscreened,
        "received_on",
        waits_since(attrgetter("received_on")),
    ),
    follow_up(_("Duo’s zonder geslaagd contact"), "contact", MatchQuerySet.without_contact, 12),
    follow_up(_("Opvolggesprekken te laat"), "checkin", MatchQuerySet.without_checkin, 14),
    Task(
        _("Bevragingen te doen"),
        "matches",
        "follow_up=questions",
        frozenset(MATCH_EDITORS),
        65,
        duos(MatchQuerySet.with_questions),
        "started_on",
        first_to_ask,
        LATER,
    ),
    Task(
        _("Duo’s die binnen 30 dagen eindigen"),
        "matches",
        "follow_up=ending",
        frozenset(MATCH_EDITORS),
        70,
        duos(MatchQuerySet.ending),
        "planned_end_on",
        first_to_end,
        LATER,
    ),
]
