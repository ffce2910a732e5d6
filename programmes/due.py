"""What a project owes by a day: evaluations to hold, costs to declare (domain.md 5 and 7)."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from m2w.periods import add_months
from programmes import rounds
from programmes.choices import EvaluationKind, Track
from programmes.extending import Standing, why_not_ask
from programmes.models import Claim, Evaluation, Project

Owed = tuple[str, str, date]
MONTHS_TO_CLAIM = 3


def evaluations_owed(first_day: date, initial_last: date, last_day: date) -> Iterator[Owed]:
    """Every evaluation of a project, as (kind, track, day it is due)."""
    yield EvaluationKind.SIX_MONTH, "", rounds.six_month_due(first_day)
    yield EvaluationKind.FINAL, "", rounds.final_due(initial_last)
    for period in rounds.promoter_rounds(first_day, last_day):
        for track in Track.values:
            yield EvaluationKind.BIMONTHLY, track, rounds.due_on(period)


def with_evaluations_due(projects: Iterable[Project], on: date) -> list[Project]:
    """The projects of which an evaluation is due on the day and no sheet exists, not even a
    draft.
    """
    projects = list(projects)
    rows = Evaluation.objects.filter(project__in=projects)
    held = set(rows.values_list("project", "kind", "track", "period_start"))
    return [project for project in projects if any(missing(project, held, on))]


def missing(project: Project, held: set[tuple[UUID, str, str, date]], on: date) -> Iterator[bool]:
    first, initial, last = project.starts_on, project.ends_on, last_day(project)
    starts = {rounds.due_on(one): one.start for one in rounds.promoter_rounds(first, last)}
    for kind, track, due in evaluations_owed(first, initial, last):
        start = starts[due] if kind == EvaluationKind.BIMONTHLY else first
        if due <= on and (project.pk, kind, track, start) not in held:
            yield True


def claims_owed(first_day: date, last_day: date, on: date) -> list[int]:
    """The years of which the costs should have been declared by the day.

    A year before the last on 31 March of the next one, the last three months after the end.
    """
    return [
        year
        for year in range(first_day.year, last_day.year + 1)
        if (
            date(year + 1, 3, 31) if year < last_day.year else add_months(last_day, MONTHS_TO_CLAIM)
        )
        <= on
    ]


def with_claims_due(projects: Iterable[Project], on: date) -> list[Project]:
    """The projects that declared nothing for a year of which it is due."""
    projects = list(projects)
    declared = set(Claim.objects.filter(project__in=projects).values_list("project", "year"))
    return [
        project
        for project in projects
        if any(
            (project.pk, year) not in declared
            for year in claims_owed(project.starts_on, last_day(project), on)
        )
    ]


def last_day(project: Project) -> date:
    last = project.term.end
    assert last is not None  # noqa: S101 - a project's term ends
    return last


def with_extension_to_ask(projects: Iterable[Project], on: date) -> list[Project]:
    """The projects near the end of their initial term of which nobody asked an extension."""
    return [
        project
        for project in projects
        if not why_not_ask(
            Standing(
                project.ends_on,
                is_extended=hasattr(project, "extension"),
                is_asked=bool(project.extension_requests.all()),
            ),
            on,
        )
    ]
