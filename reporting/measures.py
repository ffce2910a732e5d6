"""What is counted and along what: the measures and dimensions of every report.

A measure is a condition on enrolments as of a day, with the date that is its own. Nothing
later than the day is known: a date after it counts as empty (domain.md 6).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Aggregate, CharField, F, Q
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Substr
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from m2w.choices import YesNoUnknown
from m2w.periods import add_months
from m2w.reference import nationalities
from programmes import outflow
from programmes.choices import WORK_KINDS, Decision


@dataclass(frozen=True, slots=True)
class Measure:
    """A count of enrolments. `on` is the date field by which a year or quarter places it, `text`
    its definition; that of outflow is a report of its own, with versions.

    `for_good` says of one that needs the terms of outflow and counts ever after, what is joined
    to count by and the day from which it counts.
    """

    code: str
    label: str | Promise
    on: str
    where: Callable[[date], Q]
    text: str | Promise = ""
    needs_terms: bool = False
    for_good: tuple[Q, Aggregate] | None = None


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
        Measure(
            "submitted",
            _("ingediend"),
            "submitted_on",
            _by("submitted_on"),
            _("Ingediend: ingediend tot en met de peildatum, wat er ook op volgde."),
        ),
        Measure(
            "approved",
            _("goedgekeurd"),
            "decided_on",
            _by("decided_on", decision=Decision.APPROVED),
            _("Goedgekeurd: goedgekeurd tot en met de peildatum, wat er ook op volgde."),
        ),
        Measure(
            "rejected",
            _("geweigerd"),
            "decided_on",
            _by("decided_on", decision=Decision.REJECTED),
            _("Geweigerd: geweigerd tot en met de peildatum, wat er ook op volgde."),
        ),
        Measure("withdrawn", _("ingetrokken"), "withdrawn_on", _by("withdrawn_on")),
        Measure(
            "started",
            _("gestart"),
            "started_on",
            _by("started_on"),
            _("Gestart: met een eerste duo tot en met de peildatum, wat er ook op volgde."),
        ),
        Measure(
            "active",
            _("lopend"),
            "started_on",
            _active,
            _("Lopend: gestart tot en met de peildatum, en op die dag niet beëindigd."),
        ),
        Measure(
            "ended",
            _("beëindigd"),
            "ended_on",
            _by("ended_on"),
            _("Beëindigd: beëindigd tot en met de peildatum."),
        ),
        Measure(
            *("work", _("werk"), "ended_on", _ended_in_work),
            needs_terms=True,
            for_good=(outflow.WORK_THAT_COUNTS, outflow.IN_WORK_FROM),
        ),
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
            _(
                "Uitkeringsgerechtigd: ingediend tot en met de peildatum, en uitkeringsgerechtigd "
                "op de dag van de indiening."
            ),
        ),
    )
}
# Those a cross table may count.
CROSS_MEASURES = tuple(code for code in MEASURES if code != "withdrawn")


@dataclass(frozen=True, slots=True)
class Dimension:
    """A way to divide enrolments.

    `expression` gives, for a measure's own date field, what the database groups by; `fold`
    turns that into the code of the dimension. `only` is the way back: the condition under which
    a row stands at a code.
    """

    code: str
    label: str | Promise
    expression: Callable[[str], Combinable]
    only: Callable[[str, str], Q]
    fold: Callable[[Any], str] = str


def _of(code: str, label: str | Promise, path: str) -> "Dimension":
    """What a field divides by its values."""
    return Dimension(code, label, lambda on: F(path), lambda value, on: Q(**{path: value}))


def _first_characters(count: int) -> Callable[[str], Combinable]:
    """The start of the ISO date: its year (4) or its month (7)."""
    return lambda on: Substr(Cast(on, CharField()), 1, count)


def _of_group(group: str, on: str) -> Q:
    members = [
        code for code in nationalities.NATIONALITIES if nationalities.group_of(code) == group
    ]
    return Q(profile_nationality__in=members)


def _in_year(year: str, on: str) -> Q:
    return Q(**{f"{on}__range": (date(int(year), 1, 1), date(int(year), 12, 31))})


def _in_quarter(quarter: str, on: str) -> Q:
    year, number = int(quarter[:4]), int(quarter[-1])
    first = date(year, 3 * number - 2, 1)
    return Q(**{f"{on}__range": (first, add_months(first, 3) - timedelta(days=1))})


OLDEST_FIRST = ((55, "55+"), (45, "45-54"), (35, "35-44"), (25, "25-34"), (20, "20-24"))
YOUNGER = ("15-19", "0-14")
AGE_BANDS = (*reversed(YOUNGER), *(band for _lowest, band in reversed(OLDEST_FIRST)))


def _of_age(band: str, on: str) -> Q:
    lowest, _, highest = band.partition("-")
    if not highest:
        return Q(profile_age__gte=int(lowest.rstrip("+")))
    return Q(profile_age__range=(int(lowest), int(highest)))


def age_band(age: int) -> str:
    """The band of an age in full years (interfaces.md 3, readings.md 38)."""
    younger = YOUNGER[0] if age >= 15 else YOUNGER[1]
    return next((band for lowest, band in OLDEST_FIRST if age >= lowest), younger)


def quarter(month: str) -> str:
    """`2022-05` → `2022-Q2`."""
    return f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"


DIMENSIONS = {
    dimension.code: dimension
    for dimension in (
        _of("call", _("oproep"), "project__lot__call__code"),
        _of("lot", _("perceel"), "project__lot__code"),
        _of("project", _("project"), "project__code"),
        _of("promoter", _("promotor"), "project__promoter__code"),
        _of("province", _("provincie"), "profile_province"),
        _of("subgroup", _("subgroep"), "profile_subgroup"),
        _of("nationality", _("nationaliteit"), "profile_nationality"),
        Dimension(
            "nationality_group",
            _("nationaliteitsgroep"),
            lambda on: F("profile_nationality"),
            _of_group,
            fold=nationalities.group_of,
        ),
        _of("benefit", _("uitkeringsgerechtigd"), "profile_benefit_entitled"),
        _of("gender", _("gender"), "profile_gender"),
        Dimension("age_band", _("leeftijd"), lambda on: F("profile_age"), _of_age, fold=age_band),
        _of("diploma_level", _("hoogste diploma"), "profile_diploma_level"),
        _of("dutch_level", _("niveau Nederlands"), "profile_dutch_level"),
        Dimension("year", _("jaar"), _first_characters(4), _in_year),
        Dimension("quarter", _("kwartaal"), _first_characters(7), _in_quarter, fold=quarter),
    )
}
# What is known of a person when they are put forward: a cross table may be about some of them.
OF_PERSONS = (
    "subgroup",
    "nationality_group",
    "nationality",
    "benefit",
    "gender",
    "age_band",
    "diploma_level",
    "dutch_level",
)
