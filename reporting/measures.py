"""What is counted and along what: the measures and dimensions of every report.

A measure is a condition on enrolments as of a day, with the date that is its own. Nothing
later than the day is known: a date after it counts as empty (domain.md 6).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, F, Q
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Substr
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from m2w.choices import YesNoUnknown
from m2w.reference import nationalities
from programmes import outflow
from programmes.choices import WORK_KINDS, Decision


@dataclass(frozen=True, slots=True)
class Measure:
    """A count of enrolments. `on` is the date field by which a year or quarter places it."""

    code: str
    label: str | Promise
    on: str
    where: Callable[[date], Q]
    needs_terms: bool = False


def _by(field: str, **also: object) -> Callable[[date], Q]:
    """Cumulative: it happened on or before the day, whatever came after."""
    return lambda as_of: Q(**{f"{field}__lte": as_of}, **also)


def _active(as_of: date) -> Q:
    """The state on the day: started, not ended."""
    not_ended = Q(ended_on__isnull=True) | Q(ended_on__gt=as_of)
    return Q(started_on__lte=as_of) & not_ended


def _ended_in_work(as_of: date) -> Q:
    return Q(ended_on__lte=as_of) & Q(outflow.of_kind(as_of, *WORK_KINDS))


def _ended_in_sustainable_work(as_of: date) -> Q:
    return Q(ended_on__lte=as_of) & outflow.sustainable(as_of)


MEASURES = {
    measure.code: measure
    for measure in (
        Measure("submitted", _("ingediend"), "submitted_on", _by("submitted_on")),
        Measure(
            "approved",
            _("goedgekeurd"),
            "decided_on",
            _by("decided_on", decision=Decision.APPROVED),
        ),
        Measure(
            "rejected",
            _("geweigerd"),
            "decided_on",
            _by("decided_on", decision=Decision.REJECTED),
        ),
        Measure("withdrawn", _("ingetrokken"), "withdrawn_on", _by("withdrawn_on")),
        Measure("started", _("gestart"), "started_on", _by("started_on")),
        Measure("active", _("lopend"), "started_on", _active),
        Measure("ended", _("beëindigd"), "ended_on", _by("ended_on")),
        Measure("work", _("werk"), "ended_on", _ended_in_work, needs_terms=True),
        Measure(
            "sustainable_work",
            _("duurzaam werk"),
            "ended_on",
            _ended_in_sustainable_work,
            needs_terms=True,
        ),
        Measure(
            "benefit_entitled",
            _("uitkeringsgerechtigd"),
            "submitted_on",
            _by("submitted_on", profile_benefit_entitled=YesNoUnknown.YES),
        ),
    )
}
# Those a cross table may count.
CROSS_MEASURES = tuple(code for code in MEASURES if code != "withdrawn")


@dataclass(frozen=True, slots=True)
class Dimension:
    """A way to divide enrolments.

    `expression` gives, for a measure's own date field, what the database groups by; `fold`
    turns that into the code of the dimension.
    """

    code: str
    label: str | Promise
    expression: Callable[[str], Combinable]
    fold: Callable[[Any], str] = str


def _field(path: str) -> Callable[[str], Combinable]:
    return lambda on: F(path)


def _first_characters(count: int) -> Callable[[str], Combinable]:
    """The start of the ISO date: its year (4) or its month (7)."""
    return lambda on: Substr(Cast(on, CharField()), 1, count)


OLDEST_FIRST = ((55, "55+"), (45, "45-54"), (35, "35-44"), (25, "25-34"), (20, "20-24"))


def age_band(age: int) -> str:
    """The band of an age in full years (interfaces.md 3, readings.md 38)."""
    younger = "15-19" if age >= 15 else "0-14"
    return next((band for lowest, band in OLDEST_FIRST if age >= lowest), younger)


def quarter(month: str) -> str:
    """`2022-05` → `2022-Q2`."""
    return f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"


DIMENSIONS = {
    dimension.code: dimension
    for dimension in (
        Dimension("call", _("oproep"), _field("project__lot__call__code")),
        Dimension("lot", _("perceel"), _field("project__lot__code")),
        Dimension("project", _("project"), _field("project__code")),
        Dimension("promoter", _("promotor"), _field("project__promoter__code")),
        Dimension("province", _("provincie"), _field("profile_province")),
        Dimension("subgroup", _("subgroep"), _field("profile_subgroup")),
        Dimension("nationality", _("nationaliteit"), _field("profile_nationality")),
        Dimension(
            "nationality_group",
            _("nationaliteitsgroep"),
            _field("profile_nationality"),
            fold=nationalities.group_of,
        ),
        Dimension("benefit", _("uitkeringsgerechtigd"), _field("profile_benefit_entitled")),
        Dimension("gender", _("gender"), _field("profile_gender")),
        Dimension("age_band", _("leeftijd"), _field("profile_age"), fold=age_band),
        Dimension("diploma_level", _("hoogste diploma"), _field("profile_diploma_level")),
        Dimension("dutch_level", _("niveau Nederlands"), _field("profile_dutch_level")),
        Dimension("year", _("jaar"), _first_characters(4)),
        Dimension("quarter", _("kwartaal"), _first_characters(7), fold=quarter),
    )
}
