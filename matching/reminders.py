"""What the coach of a duo is reminded of."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from m2w.outbox.reminders import Due, Rule
from matching.models import Match
from matching.querysets import MatchQuerySet

Late = Callable[[MatchQuerySet, date], MatchQuerySet]


def late_duos(late: Late) -> Callable[[date], Iterator[Due]]:
    """Late since the last time that someone was reached: one reminder for each silence."""

    def due(on: date) -> Iterator[Due]:
        rows: Any = late(Match.objects.reminded(on), on).order_by("pk")
        found = rows.values_list("pk", "last_met", "enrolment__project__promoter", "coach")
        for pk, since, promoter, coach in found.iterator():
            yield Due(str(pk), since, promoter, coach)

    return due


REMINDERS = {
    "match.without_contact": Rule(
        _("Duo’s zonder geslaagd contact"), late_duos(MatchQuerySet.without_contact)
    ),
    "match.without_checkin": Rule(
        _("Opvolggesprekken te laat"), late_duos(MatchQuerySet.without_checkin)
    ),
}
