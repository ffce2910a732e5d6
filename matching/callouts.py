"""What matters now about a duo, in a sentence or two above it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from m2w import notation, periods
from matching.choices import MatchEndReason, MatchState
from matching.lateness import days_checkin_late, days_without_contact
from matching.models import Match
from programmes.callouts import Callout


def callouts_of(match: Match) -> Iterator[Callout]:
    """For who may know everything of a duo."""
    today = periods.today()
    if match.end_reason == MatchEndReason.MISFIT:
        said = _("Deze twee worden niet opnieuw aan elkaar voorgesteld.")
        yield Callout("wait", _("Het klikte niet."), said)
    if match.state == MatchState.PAUSED:
        yield pause(match, today)
    followed: Any = Match.objects.with_follow_up(today).get(pk=match.pk)
    if days := days_without_contact(followed, today):
        yield without_contact(match, days)
    if days := days_checkin_late(followed, today):
        yield without_checkin(days)
    if match.ended_on is None and match.planned_end_on and match.planned_end_on <= today:
        said = _("Verleng het duo of beëindig het.")
        yield Callout("wait", _("Het geplande einde is voorbij."), said)


def pause(match: Match, today: date) -> Callout:
    days = pause_in_words(match)
    if match.is_paused(today):
        said = _("Zolang is geen contact of gesprek te laat.")
        return Callout("wait", _("Gepauzeerd %(days)s.") % {"days": days}, said)
    return Callout("info", _("Pauze gepland %(days)s.") % {"days": days})


def pause_in_words(match: Match) -> str:
    """The days of the last pause; empty without one."""
    if match.paused_from is None:
        return ""
    first = notation.day(match.paused_from)
    if match.paused_until is None:
        return _("vanaf %(first)s") % {"first": first}
    told = {"first": first, "last": notation.day(match.paused_until)}
    return _("van %(first)s tot en met %(last)s") % told


def without_contact(match: Match, days: int) -> Callout:
    title = ngettext(
        "Al %(days)s dag geen geslaagd contact.", "Al %(days)s dagen geen geslaagd contact.", days
    )
    rhythm = _("Afgesproken is om de %(days)s dagen.") % {"days": match.rhythm}
    return Callout("wait", title % {"days": notation.number(days)}, rhythm)


def without_checkin(days: int) -> Callout:
    title = ngettext(
        "Het opvolggesprek is %(days)s dag te laat.",
        "Het opvolggesprek is %(days)s dagen te laat.",
        days,
    )
    rule = _("De coach spreekt mentor of mentee twee keer in de eerste maand, daarna maandelijks.")
    return Callout("wait", title % {"days": notation.number(days)}, rule)
