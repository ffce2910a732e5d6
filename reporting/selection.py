"""What a figure is about: the projects chosen, as far as the reader may count in them."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Self
from uuid import UUID

from django.db.models import QuerySet

from m2w.accounts.choices import Role
from m2w.accounts.models import User
from matching.models import Match
from programmes import outflow
from programmes.access import COUNTS_PEOPLE
from programmes.models import Call, Enrolment, Extension, Project

NO_MONEY = {Role.COACH, Role.COUNSELLOR}
# Where a project is to be found: the codes of everything that it lies in.
PLACES: dict[str, Callable[[Project], Collection[str]]] = {
    "project": lambda project: {project.code},
    "promoter": lambda project: {project.promoter.code},
    "lot": lambda project: {project.lot.code},
    "call": lambda project: {project.lot.call.code},
    "province": lambda project: project.lot.provinces,
}


@dataclass(frozen=True)
class Selection:
    """The projects of a report as of a day.

    `reader` is None for commands. `true_counts` says whether counts of persons are told as they
    are; unless it is said, that follows from the role of the reader, and commands tell them.
    """

    as_of: date
    projects: Sequence[Project]
    reader: User | None = None
    call: Call | None = None
    # Every project there is: then nothing needs to be narrowed down.
    whole: bool = False
    # Of the definition of outflow, to compare; without one that which was in force on the day.
    version: int | None = None
    true_counts: bool | None = None
    # By which places, and their codes, the reader chose them.
    narrowed_to: tuple[tuple[str, str], ...] = ()

    @cached_property
    def ids(self) -> list[UUID]:
        return [project.pk for project in self.projects]

    @cached_property
    def calls(self) -> list[Call]:
        """The call asked for, else those of the projects, by code."""
        if self.call:
            return [self.call]
        calls = {project.lot.call_id: project.lot.call for project in self.projects}
        return sorted(calls.values(), key=lambda call: call.code)

    @property
    def enrolments(self) -> QuerySet[Enrolment]:
        """What is counted: all of the projects, or a coach's own."""
        return self._counted(Enrolment, "project").order_by()

    @property
    def ended(self) -> QuerySet[Enrolment]:
        """What ended by the day, with the numbers that decide on its outflow."""
        rows = outflow.with_terms(self.enrolments, self.numbers)
        return rows.filter(ended_on__lte=self.as_of)

    @property
    def matches(self) -> QuerySet[Match]:
        return self._counted(Match, "enrolment__project").order_by()

    def _counted(self, model: Any, project: str) -> Any:
        rows = model.objects.all()
        if self.role == Role.COACH:
            rows = rows.counted_for(self.reader)
        return rows if self.whole else rows.filter(**{f"{project}__in": self.ids})

    @property
    def role(self) -> str:
        acting = self.reader.acting if self.reader else None
        return acting.role if acting else ""

    @property
    def own_provinces(self) -> tuple[str, ...]:
        acting = self.reader.acting if self.reader else None
        return acting.provinces if acting else ()

    @property
    def shows_money(self) -> bool:
        return self.role not in NO_MONEY

    @property
    def shows_people(self) -> bool:
        """Whether true counts of persons may be told: not to the ministry."""
        if self.true_counts is not None:
            return self.true_counts
        return self.reader is None or self.role in COUNTS_PEOPLE

    def narrowed(self, **codes: str) -> Self:
        """Only the projects of a call, a lot, a province, a promoter, or one project."""
        kept = [
            project
            for project in self.projects
            if all(code in PLACES[name](project) for name, code in codes.items())
        ]
        whole = self.whole and len(kept) == len(self.projects)
        chosen = (*self.narrowed_to, *codes.items())
        return replace(self, projects=kept, whole=whole, narrowed_to=chosen)

    @cached_property
    def extensions(self) -> dict[UUID, Extension]:
        """The extensions decided by the day, per project."""
        decided = Extension.objects.filter(decided_on__lte=self.as_of, project__in=self.ids)
        return {ext.project_id: ext for ext in decided.select_related("project")}

    def last_day(self, project: Project) -> date:
        """The last day of the term, with the extension if it was decided by the day."""
        extension = self.extensions.get(project.pk)
        return extension.last_day if extension else project.ends_on

    @cached_property
    def numbers(self) -> outflow.Numbers:
        """The definition of outflow in each call, as far as it was changed."""
        return outflow.numbers(self.as_of, self.version)

    @property
    def outflow_version(self) -> int:
        """The version of the definition of outflow: the latest among the calls."""
        changed = [self.numbers[call.pk].version for call in self.calls if call.pk in self.numbers]
        return max([1, *changed])

    @property
    def names(self) -> dict[str, str]:
        return {project.code: project.name for project in self.projects}


def selection_of(
    projects: QuerySet[Project],
    as_of: date,
    *,
    reader: User | None = None,
    call: Call | None = None,
    version: int | None = None,
) -> Selection:
    """These projects, by code point of their codes, with what every report reads of them."""
    rows = projects.select_related("lot__call", "promoter").order_by()
    by_code = sorted(rows, key=lambda project: project.code)
    whole = not projects.query.where
    return Selection(as_of, by_code, reader, call, whole=whole, version=version)


def select(as_of: date, *, reader: User | None = None, call: Call | None = None) -> Selection:
    """All projects that the reader may count in, or those of one call."""
    projects = Project.objects.visible_to(reader) if reader else Project.objects.all()
    return selection_of(
        projects.filter(lot__call=call) if call else projects, as_of, reader=reader, call=call
    )
