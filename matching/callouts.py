"""What matters now about a duo, in a sentence or two above it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from m2w import notation, periods
from matching.choices import MatchEndReason, MatchState
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
    late: Any = Match.objects.filter(pk=match.pk).without_contact(today).first()
    if late:
        yield without_contact(match, (today - late.last_met).days)
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
