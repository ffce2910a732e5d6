"""Whether an outcome counts, and if not, why. Pure.

One by one what `outflow.counting` says of many.
"""

from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from m2w.periods import add_months
from programmes.choices import OutcomeKind


class Standing(TextChoices):
    COUNTS = "counts", _("telt mee")
    PLANNED = "planned", _("moet nog beginnen")
    BEFORE_START = "before_start", _("vóór de start")
    TOO_LATE = "too_late", _("na de termijn")
    NOTHING = "nothing", _("meting zonder resultaat")


def standing(
    kind: str,
    started_on: date,
    *,
    first_match: date | None,
    ended_on: date | None,
    horizon: int,
    on: date,
) -> Standing:
    """How an outcome stands on a day (domain.md 6).

    It counts when it began by the day, not before the first match, and no later than `horizon`
    months after the enrolment ended; it may have begun before that end.
    """
    if kind == OutcomeKind.NONE:
        return Standing.NOTHING
    if first_match is None or started_on < first_match:
        return Standing.BEFORE_START
    if started_on > on:
        return Standing.PLANNED
    if ended_on is not None and started_on > add_months(ended_on, horizon):
        return Standing.TOO_LATE
    return Standing.COUNTS
