"""The list of who was at a group session, to sign and to keep."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from m2w import notation
from m2w import pdf as paper
from m2w.choices import YesNoUnknown
from m2w.details import Fact
from matching.models import Attendance, GroupSession

TEMPLATE = Path(__file__).with_name("data") / "aanwezigheid.typ"
# Room to sign for who comes without being expected.
EMPTY_LINES = 5


def lines_of(session: GroupSession, user: Any) -> list[Attendance]:
    """Who is on the list, as far as someone may know them: mentees, then mentors, by name."""
    rows = Attendance.objects.visible_to(user).filter(session=session)
    found = rows.select_related("session", "enrolment__mentee", "mentor")
    return sorted(found, key=place_on_list)


def place_on_list(line: Attendance) -> tuple[bool, str, str, str]:
    who: Any = line.who
    return line.mentor_id is not None, who.last_name, who.first_name, line.code


def role_of(line: Attendance) -> str:
    return _("mentor") if line.mentor_id else _("mentee")


def facts_of(session: GroupSession) -> list[Fact]:
    return [*about(session), Fact(_("Begeleider"), str(session.led_by or ""))]


def about(session: GroupSession) -> list[Fact]:
    """What was held; it tells of nobody."""
    return [
        Fact(_("Project"), session.project.name),
        Fact(_("Soort"), session.get_kind_display()),
        Fact(_("Datum"), notation.day(session.held_on)),
        Fact(_("Uur en duur"), hours(session.starts_at, session.minutes)),
        Fact(_("Plaats"), session.place),
    ]


def hours(starts_at: time | None, minutes: int | None) -> str:
    """`10.30 uur, 90 minuten`, or what is known of it."""
    start = _("%(time)s uur") % {"time": f"{starts_at:%H.%M}"} if starts_at else ""
    length = _("%(n)s minuten") % {"n": notation.number(minutes)} if minutes else ""
    return ", ".join(filter(None, [start, length]))


def file_name(session: GroupSession) -> str:
    """It tells of nobody."""
    return f"aanwezigheidslijst-{day_of(session.held_on)}.pdf"


def day_of(day: date) -> str:
    return day.isoformat()


def pdf(session: GroupSession, lines: Iterable[Attendance]) -> bytes:
    """The list on paper, in Dutch: with a column to sign, and what was noted of who was there."""
    with override("nl-be"):
        return paper.drawn(template(), content(session, lines))


def proof(session: GroupSession, lines: Sequence[Attendance]) -> bytes:
    """The list as proof of a cost, in Dutch: files by their code, how many came, and their hours.
    Whoever controls costs need not know who they are."""
    with override("nl-be"):
        return paper.drawn(template(), nameless(session, lines))


@cache
def template() -> bytes:
    return TEMPLATE.read_bytes()


def content(session: GroupSession, lines: Iterable[Attendance]) -> dict[str, Any]:
    """What the template draws, all of it text."""
    return {
        "title": _("Aanwezigheidslijst: %(title)s") % {"title": session.title},
        "facts": [[str(fact.label), str(fact.text)] for fact in facts_of(session) if fact.text],
        "head": [_("Naam"), _("Rol"), _("Aanwezig"), _("Handtekening")],
        "rows": [[str(line), role_of(line), noted(line)] for line in lines],
        "empty": EMPTY_LINES,
    }


def code_of(line: Attendance) -> str:
    who: Any = line.who
    return str(who.code)


def nameless(session: GroupSession, lines: Sequence[Attendance]) -> dict[str, Any]:
    """The same list without a name in it, by code."""
    known = [fact for fact in about(session) if fact.text]
    rows = sorted([code_of(line), role_of(line), noted(line)] for line in lines)
    return {
        "title": _("Aanwezigheidslijst zonder namen: %(title)s") % {"title": session.title},
        "facts": [[str(one.label), str(one.text)] for one in [*known, *counts(session, lines)]],
        "head": [_("Code van het dossier"), _("Rol"), _("Aanwezig")],
        "rows": rows,
        "empty": 0,
    }


def counts(session: GroupSession, lines: Iterable[Attendance]) -> list[Fact]:
    came = [line for line in lines if line.present == YesNoUnknown.YES]
    mentors = sum(line.mentor_id is not None for line in came)
    facts = [
        Fact(_("Aanwezige mentees"), notation.number(len(came) - mentors)),
        Fact(_("Aanwezige mentoren"), notation.number(mentors)),
    ]
    if session.minutes is None:
        return facts
    hours_of_all = Decimal(session.minutes * len(came)) / 60
    return [*facts, Fact(_("Uren van alle aanwezigen samen"), notation.number(hours_of_all, 1))]


def noted(line: Attendance) -> str:
    """Nothing where nobody knows: then it is for the pen."""
    known = line.present != YesNoUnknown.UNKNOWN
    return str(line.get_present_display()) if known else ""
