"""What a project owes by a day: evaluations to hold, costs to declare (domain.md 5 and 7)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from programmes import claiming, rounds
from programmes.choices import EvaluationKind, Track
from programmes.extending import Standing, why_not_ask
from programmes.models import Claim, Evaluation, Project

Owed = tuple[str, str, date]


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
    """The years of which the costs should have been declared by the day."""
    years = range(first_day.year, last_day.year + 1)
    return [year for year in years if claiming.due_on(year, last_day) <= on]


@dataclass(frozen=True, slots=True)
class ClaimYear:
    """A year of a project that is over and of which nothing was declared."""

    project: Project
    year: int
    due_on: date
    remind_on: date

    def is_late(self, on: date) -> bool:
        return self.due_on < on


def years_to_claim(projects: Iterable[Project], on: date) -> list[ClaimYear]:
    """The years that are over by the day, of these projects, without anything declared; what is
    due first comes first. The projects come with their extension."""
    projects = list(projects)
    rows = Claim.objects.filter(project__in=projects, declared_on__isnull=False)
    declared = set(rows.values_list("project", "year"))
    found = [
        ClaimYear(project, year, claiming.due_on(year, last), claiming.remind_on(year, last))
        for project in projects
        for last in [last_day(project)]
        for year in range(project.starts_on.year, last.year + 1)
        if claiming.opens_on(year, last) < on and (project.pk, year) not in declared
    ]
    return sorted(found, key=lambda one: (one.due_on, one.project.name, one.project.code))


def last_day(project: Project) -> date:
    last = project.term.last_day
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
