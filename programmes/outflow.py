"""What became of ended enrolments, as of a day (domain.md 6).

Everything here is a condition on, or an annotation of, enrolments: one definition counts,
filters and opens the rows behind a figure. Its numbers (3 months, 12 months, 31 days) are
parameters of the call. Conditions on outcomes refer to the enrolment at hand by `OuterRef`;
that query must come from `with_terms`.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Exists,
    F,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Greatest

from m2w.expressions import AddDays, AddMonths
from programmes.choices import INTERNSHIP_KINDS, OTHER_KINDS, WORK_KINDS, OutcomeKind
from programmes.models import Enrolment, Outcome, OutflowDefinition

RESULTS = ("work", "internship", "training", "other", "none", "pending")


TERMS = ("sustainable_months", "spell_gap_days", "outflow_horizon_months")
# Per call the version of the definition that replaces its first numbers.
Numbers = Mapping[UUID, OutflowDefinition]


def numbers(as_of: date, version: int | None = None) -> Numbers:
    """What is in force on a day; or, to compare, how every call stood at a version: one that has
    not come that far keeps its last."""
    if version is None:
        return OutflowDefinition.objects.in_force(as_of)
    rows = OutflowDefinition.objects.filter(version__lte=version).order_by("version")
    return {definition.call_id: definition for definition in rows}


def with_terms(
    enrolments: QuerySet[Enrolment], changed: Numbers = MappingProxyType({})
) -> QuerySet[Enrolment]:
    """Enrolments with the numbers of their call that decide on outflow, or what they became."""
    months, gap, horizon = (term(name, changed) for name in TERMS)
    return enrolments.annotate(
        sustainable_months=months, gap_days=gap, horizon_end=AddMonths(F("ended_on"), horizon)
    )


def term(name: str, changed: Numbers) -> Combinable:
    first = F(f"project__lot__call__{name}")
    if not changed:
        return first
    cases = [
        When(project__lot__call=call, then=Value(getattr(definition, name)))
        for call, definition in changed.items()
    ]
    return Case(*cases, default=first, output_field=IntegerField())


def result(as_of: date) -> Case:
    """One of `RESULTS` for an enrolment that ended by the day; together they make the whole."""
    return Case(
        When(of_kind(as_of, *WORK_KINDS), then=Value("work")),
        When(of_kind(as_of, *INTERNSHIP_KINDS), then=Value("internship")),
        When(of_kind(as_of, OutcomeKind.TRAINING), then=Value("training")),
        When(of_kind(as_of, *OTHER_KINDS), then=Value("other")),
        When(horizon_end__lte=as_of, then=Value("none")),
        default=Value("pending"),
        output_field=CharField(),
    )


def sustainable(as_of: date) -> Q:
    """Sustainable work: an open-ended contract that held, or three months in one spell."""
    return Q(open_ended_that_held(as_of)) | Q(lasting_spell(as_of))


def sustainable_flag(as_of: date) -> Case:
    """`sustainable` as a value to group by."""
    return Case(
        When(sustainable(as_of), then=Value(value=True)),
        default=Value(value=False),
        output_field=BooleanField(),
    )


def of_kind(as_of: date, *kinds: str) -> Exists:
    return Exists(counting(as_of, *kinds))


def counting(as_of: date, *kinds: str) -> QuerySet[Outcome]:
    """Outcomes that count: begun by the day, not before the first match, within the horizon."""
    return Outcome.objects.filter(
        enrolment=OuterRef("pk"),
        kind__in=kinds,
        started_on__lte=as_of,
        started_on__range=(OuterRef("started_on"), OuterRef("horizon_end")),
    ).order_by()


# The same as a join, for a day that is not known yet: the work that counts of those who ended,
# and the day from which it does, for good.
WORK_THAT_COUNTS = Q(
    ended_on__isnull=False,
    outcomes__kind__in=WORK_KINDS,
    outcomes__started_on__range=(F("started_on"), F("horizon_end")),
)
IN_WORK_FROM = Min(Greatest("ended_on", "outcomes__started_on"))


def open_ended_that_held(as_of: date) -> Exists:
    """An open-ended contract that counts and was not ended within its first three months."""
    full_on = AddMonths(F("started_on"), OuterRef("sustainable_months"))
    held = Q(ended_on__isnull=True) | Q(ended_on__gt=as_of) | Q(ended_on__gte=full_on)
    return Exists(counting(as_of, OutcomeKind.OPEN_ENDED).filter(held))


def lasting_spell(as_of: date) -> Exists:
    """A spell of work whose first start counts and that has lasted three months.

    Work that follows within 31 days of the end of all before it belongs to the same spell.
    """
    opening = counting(as_of, *WORK_KINDS).annotate(
        first_match=OuterRef("started_on"),
        gap_days=OuterRef("gap_days"),
        full_on=AddMonths(F("started_on"), OuterRef("sustainable_months")),
    )
    return Exists(
        opening.filter(
            ~Exists(_earlier_work_within_gap()),
            ~Exists(_break_before_full(as_of)),
            full_on__lte=as_of,
        )
    )


def _same_work() -> QuerySet[Outcome]:
    return Outcome.objects.filter(enrolment=OuterRef("enrolment"), kind__in=WORK_KINDS).order_by()


def _earlier_work_within_gap() -> QuerySet[Outcome]:
    """Work since the first match that reaches this start: then the spell opened earlier."""
    return (
        _same_work()
        .annotate(reach=AddDays(F("ended_on"), OuterRef("gap_days")))
        .filter(
            Q(ended_on__isnull=True) | Q(reach__gte=OuterRef("started_on")),
            started_on__gte=OuterRef("first_match"),
            started_on__lt=OuterRef("started_on"),
        )
    )


def _break_before_full(as_of: date) -> QuerySet[Outcome]:
    """Work of the spell that ended before the three months and that no other work carried on."""
    carried_on = _same_work().filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=OuterRef("ended_on")),
        started_on__lte=as_of,
        started_on__range=(OuterRef("spell_start"), OuterRef("reach")),
    )
    return (
        _same_work()
        .annotate(
            spell_start=OuterRef("started_on"), reach=AddDays(F("ended_on"), OuterRef("gap_days"))
        )
        .filter(
            ~Exists(carried_on),
            started_on__gte=OuterRef("started_on"),
            ended_on__lt=OuterRef("full_on"),
        )
    )
