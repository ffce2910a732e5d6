"""The figures of every report: one set of questions to the records.

Each is a constant number of queries, whatever the number of rows, and gives plain values.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Aggregate, Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from m2w.expressions import DaysBetween
from matching.choices import ContactKind
from matching.querysets import days_since
from programmes import outflow
from programmes.choices import Decision, EndReason
from programmes.models import Enrolment
from reporting.measures import DIMENSIONS, MEASURES, Dimension, Measure
from reporting.selection import Selection
from reporting.tables import Coordinate

Counts = dict[str, int]
Histogram = dict[int, int]


def counts_per_project(selection: Selection, codes: Sequence[str]) -> dict[str, Counts]:
    """Per project code the measures asked for; projects without any enrolment give zeros."""
    counted = {
        project: dict(zip(codes, numbers, strict=True))
        for project, *numbers in selection.enrolments.values("project")
        .annotate(
            **{
                code: Count("project", filter=MEASURES[code].where(selection.as_of))
                for code in codes
            }
        )
        .values_list("project", *codes)
    }
    nothing = dict.fromkeys(codes, 0)
    return {project.code: counted.get(project.pk, nothing) for project in selection.projects}


def counted(
    selection: Selection, measure: Measure, at: Iterable[Coordinate] = ()
) -> QuerySet[Enrolment]:
    """The enrolments that a measure counts, at the codes of some dimensions."""
    enrolments = selection.enrolments
    if measure.needs_terms:
        enrolments = outflow.with_terms(enrolments, selection.numbers)
    return _at(enrolments, measure, at).filter(measure.where(selection.as_of))


def _at(
    enrolments: QuerySet[Enrolment], measure: Measure, at: Iterable[Coordinate]
) -> QuerySet[Enrolment]:
    return enrolments.filter(*(DIMENSIONS[name].only(code, measure.on) for name, code in at))


def counts_by(
    selection: Selection,
    measure: Measure,
    dimensions: Sequence[Dimension],
    at: Iterable[Coordinate] = (),
) -> dict[tuple[str, ...], int]:
    """One measure divided along dimensions; only the combinations that occur. `at` narrows it to
    those at the codes of other dimensions."""
    rows = _divided(counted(selection, measure, at), measure, dimensions, n=Count("project"))
    counts: dict[tuple[str, ...], int] = defaultdict(int)
    for key, (n,) in rows:
        counts[key] += n
    return counts


def counts_on(
    selection: Selection,
    measure: Measure,
    dimensions: Sequence[Dimension],
    days: Sequence[date],
    at: Iterable[Coordinate] = (),
) -> dict[tuple[str, ...], int]:
    """The same on each of some days in order, whose ISO date is the last code of the key.

    One query for all days. Where a measure needs the terms of outflow, one for the days of each
    definition if it counts for good, else one for each day.
    """
    counts: dict[tuple[str, ...], int] = defaultdict(int)
    for key, day, n in _on(selection, measure, dimensions, days, list(at)):
        if n:
            counts[*key, day.isoformat()] += n
    return counts


def _on(
    selection: Selection,
    measure: Measure,
    dimensions: Sequence[Dimension],
    days: Sequence[date],
    at: Sequence[Coordinate],
) -> Iterator[tuple[tuple[str, ...], date, int]]:
    # Whatever is counted on a day, its own date is not after it.
    until_last = {f"{measure.on}__lte": max(days)}
    found = _at(selection.enrolments, measure, at).filter(**until_last)
    if measure.for_good:
        counts_by_them, counts_from = measure.for_good
        for numbers, shared in groupby(days, lambda day: replace(selection, as_of=day).numbers):
            known = outflow.with_terms(found, numbers).filter(counts_by_them)
            rows = _divided(known, measure, dimensions, "pk", first=counts_from)
            since = Counter((key, first) for key, (_pk, first) in rows)
            some = list(shared)
            yield from (
                (key, day, n) for (key, first), n in since.items() for day in some if first <= day
            )
    elif measure.needs_terms:
        for day in days:
            on_day = counts_by(replace(selection, as_of=day), measure, dimensions, at)
            yield from ((key, day, n) for key, n in on_day.items())
    else:
        columns = {
            f"on_{place}": Count("project", filter=measure.where(day))
            for place, day in enumerate(days)
        }
        for key, counted_on in _divided(found, measure, dimensions, **columns):
            yield from ((key, day, n) for day, n in zip(days, counted_on, strict=True))


def _divided(
    enrolments: QuerySet[Enrolment],
    measure: Measure,
    dimensions: Sequence[Dimension],
    *also: str,
    **numbers: Aggregate,
) -> Iterator[tuple[tuple[str, ...], list[Any]]]:
    """Numbers along dimensions, and along what else is named, with the codes they stand at: more
    than once where several values have one code."""
    keys = {f"by_{dimension.code}": dimension.expression(measure.on) for dimension in dimensions}
    rows = enrolments.annotate(**keys).values(*keys, *also).annotate(**numbers)
    for row in rows.values_list(*keys, *also, *numbers):
        codes = zip(dimensions, row, strict=False)
        yield tuple(dim.fold(value) for dim, value in codes), list(row[len(keys) :])


OUTFLOW = ("ended", "completed", *outflow.RESULTS, "sustainable_work", "in_observation")


def outflow_by(selection: Selection, dimension: Dimension) -> dict[str, Counts]:
    """The split of ended enrolments by result (domain.md 6), divided along a dimension; beside it
    `completed` (ended as completed), `sustainable_work` and `in_observation`."""
    as_of = selection.as_of
    rows = (
        selection.ended.annotate(
            by=dimension.expression("ended_on"),
            result=outflow.result(as_of),
            lasting=outflow.sustainable_flag(as_of),
        )
        .values("by", "result", "lasting")
        .annotate(
            n=Count("project"),
            completed=Count("project", filter=Q(end_reason=EndReason.COMPLETED)),
            observed=Count("project", filter=Q(horizon_end__gt=as_of)),
        )
        .values_list("by", "result", "lasting", "n", "completed", "observed")
    )
    counts: dict[str, Counts] = {}
    for value, result, lasting, n, completed, observed in rows:
        found = counts.setdefault(dimension.fold(value), dict.fromkeys(OUTFLOW, 0))
        found["ended"] += n
        found["completed"] += completed
        found[result] += n
        found["sustainable_work" if lasting else "in_observation"] += n if lasting else observed
    return counts


def outflow_per_project(selection: Selection) -> dict[str, Counts]:
    """The same per project, also of those in which nothing ended."""
    counts = outflow_by(selection, DIMENSIONS["project"])
    nothing = dict.fromkeys(OUTFLOW, 0)
    return {project.code: counts.get(project.code, nothing) for project in selection.projects}


def decisions(selection: Selection) -> list[tuple[str, str, int, int]]:
    """(decision, reason, how many, of which by derogation) up to and including the day."""
    return list(
        selection.enrolments.filter(decided_on__lte=selection.as_of)
        .values("decision", "decision_reason")
        .annotate(n=Count("project"), derogations=Count("project", filter=~Q(derogation_reason="")))
        .values_list("decision", "decision_reason", "n", "derogations")
    )


def entrants_by_nationality(selection: Selection) -> list[tuple[str, str, int, int]]:
    """(project, nationality, entered, of which entitled to a benefit), value at entry."""
    as_of = selection.as_of
    entitled = MEASURES["benefit_entitled"].where(as_of)
    return list(
        selection.enrolments.filter(MEASURES["submitted"].where(as_of))
        .values("project__code", "profile_nationality")
        .annotate(n=Count("project"), entitled=Count("project", filter=entitled))
        .values_list("project__code", "profile_nationality", "n", "entitled")
    )


def matches_by_languages(selection: Selection) -> dict[tuple[str, ...], int]:
    """Matches started by the day, ended ones too, by the set of languages frozen then."""
    rows = (
        selection.matches.filter(started_on__lte=selection.as_of)
        .values("shared_languages")
        .annotate(n=Count("enrolment"))
        .values_list("shared_languages", "n")
    )
    return {tuple(languages): n for languages, n in rows}


def duos_in_rhythm(selection: Selection) -> dict[str, tuple[int, int]]:
    """Per project: the duos that were followed up on the day, and those of them that had met
    no longer ago than their rhythm. Paused ones are not followed up."""
    on = selection.as_of
    open_then = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    elsewhen = Q(paused_from__isnull=True) | Q(paused_from__gt=on) | Q(paused_until__lt=on)
    rhythm = Coalesce(F("contact_every_days"), F("enrolment__project__contact_every_days"))
    rows = (
        selection.matches.filter(open_then, elsewhen, started_on__lte=on)
        .last_met([ContactKind.CONTACT], on)  # type: ignore[attr-defined]
        .annotate(days=days_since("last_met", on), rhythm=rhythm)
        .values_list("enrolment__project__code", "days", "rhythm")
    )
    duos = {project.code: (0, 0) for project in selection.projects}
    for project, days, most in rows:
        followed, met = duos[project]
        duos[project] = followed + 1, met + (days <= most)
    return duos


# Days waited -----------------------------------------------------------------------------------


def days_to_decision(selection: Selection) -> dict[str, Histogram]:
    """Per project: how many enrolments waited so many days from submission to decision."""
    return _waits(selection, Q(), "decided_on", "submitted_on")


def days_to_match(selection: Selection) -> dict[str, Histogram]:
    """Per project: how many waited so many days from approval to the first match."""
    return _waits(selection, Q(decision=Decision.APPROVED), "started_on", "decided_on")


def _waits(selection: Selection, where: Q, until: str, since: str) -> dict[str, Histogram]:
    rows = (
        selection.enrolments.filter(where, **{f"{until}__lte": selection.as_of})
        .values("project__code", days=DaysBetween(F(until), F(since)))
        .annotate(n=Count("project"))
        .values_list("project__code", "days", "n")
    )
    waits: dict[str, Histogram] = {project.code: {} for project in selection.projects}
    for project, days, n in rows:
        waits.setdefault(project, {})[days] = n
    return waits


def merged(histograms: Sequence[Histogram]) -> Histogram:
    total: Histogram = defaultdict(int)
    for histogram in histograms:
        for value, n in histogram.items():
            total[value] += n
    return total
