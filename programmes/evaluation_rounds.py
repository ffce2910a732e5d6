"""The rounds there are: of which scope, over which period, due when, and what is kept of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.models import User
from m2w.periods import Period
from m2w.reference import provinces
from m2w.refusals import Refused
from programmes import rounds
from programmes.access import reads_scope
from programmes.choices import EvaluationKind, Level
from programmes.evaluating import tracks_of
from programmes.models import Call, Evaluation, Meeting, Project

# What a row is read with, to know its scope and its round without asking again.
RELATED = ("project__lot__call", "project__promoter", "project__extension", "call")


@dataclass(frozen=True, slots=True)
class Scope:
    """What is evaluated together: a project, a province or a call."""

    level: str
    project: Project | None = None
    province: str = ""
    call: Call | None = None

    @property
    def code(self) -> str:
        owner = self.project or self.call
        return owner.code if owner else self.province

    @property
    def name(self) -> str:
        if self.call:
            return self.call.reference
        return self.project.name if self.project else str(provinces.label(self.province))

    @property
    def fields(self) -> dict[str, Any]:
        """Its part of a row."""
        return {
            "level": self.level,
            "project": self.project,
            "province": self.province,
            "call": self.call,
        }

    def projects(self) -> QuerySet[Project]:
        """The projects that are evaluated here, whichever the reader sees."""
        rows = Project.objects.select_related("lot__call", "promoter", "extension")
        if self.project:
            return rows.filter(pk=self.project.pk)
        if self.call:
            return rows.filter(lot__call=self.call)
        return rows.filter(lot__provinces__has=self.province)


@dataclass(frozen=True, slots=True)
class Round:
    """One occasion to evaluate a scope: its sheets are those of its tracks."""

    kind: str
    scope: Scope
    period: Period
    due_on: date

    @property
    def fields(self) -> dict[str, Any]:
        """What its meeting and its sheets have in common."""
        return {"kind": self.kind, "period_start": self.period.start, **self.scope.fields}

    @property
    def tracks(self) -> tuple[str, ...]:
        return tracks_of(self.kind)

    @property
    def last_day(self) -> date:
        """The last day of its period, on which its criteria and figures are taken."""
        return self.period.last_day or self.due_on

    @property
    def has_begun(self) -> bool:
        return self.period.start <= periods.today()

    def projects(self) -> list[Project]:
        """The projects that ran in its period, as is known today, by their code."""
        on = periods.today()
        rows = self.scope.projects().filter(starts_on__lte=self.last_day).order_by("code")
        return [row for row in rows if last_day_known(row, on) >= self.period.start]

    def sheets(self) -> QuerySet[Evaluation]:
        return Evaluation.objects.filter(**self.fields)

    def meetings(self) -> QuerySet[Meeting]:
        return Meeting.objects.filter(**self.fields)


def scope_named(level: str, code: str, user: User) -> Scope | None:
    """The scope with this code, for who reads its evaluations; None for any other."""
    if level == Level.PROMOTER:
        seen = Project.objects.visible_to(user).select_related("lot__call", "extension")
        project = seen.filter(code=code).first()
        return Scope(level, project=project) if project else None
    if level not in Level or not reads_scope(user.acting, level, code):
        return None
    if level == Level.PROVINCE:
        return Scope(level, province=code) if code in provinces.PROVINCES else None
    call = Call.objects.visible_to(user).filter(code=code).first()
    return Scope(level, call=call) if call else None


def scope_of(row: Evaluation | Meeting) -> Scope:
    return Scope(row.level, row.project, row.province, row.call)


def last_day_known(project: Project, on: date) -> date:
    """The last day of a project as it is decided by the day: an extension counts from then on."""
    decided = hasattr(project, "extension") and project.extension.decided_on <= on
    return project.extension.last_day if decided else project.ends_on


def rounds_of(scope: Scope, on: date) -> Iterator[Period]:
    """The two-monthly periods of a scope, as its terms are decided by the day; in order."""
    there = list(scope.projects())
    if not there:
        return iter(())
    first = min(project.starts_on for project in there)
    last = max(last_day_known(project, on) for project in there)
    every = rounds.promoter_rounds if scope.level == Level.PROMOTER else rounds.calendar_rounds
    return every(first, last)


def find_round(kind: str, scope: Scope, start: date, on: date) -> Round | None:
    """The round of a kind that begins on a day; None when there is none.

    A six-month or final evaluation is about a project from its first day.
    """
    if kind == EvaluationKind.BIMONTHLY:
        found = next((one for one in rounds_of(scope, on) if one.start == start), None)
        return Round(kind, scope, found, rounds.due_on(found)) if found else None
    project = scope.project
    if kind not in EvaluationKind or project is None or project.starts_on != start:
        return None
    six_month = kind == EvaluationKind.SIX_MONTH
    due = rounds.six_month_due(start) if six_month else rounds.final_due(project.ends_on)
    return Round(kind, scope, Period(start, due), due)


def require_round(kind: str, scope: Scope, start: date) -> Round:
    """The round of a kind that begins on a day, as is known today. Raises Refused(not_a_round)."""
    found = find_round(kind, scope, start, periods.today())
    if found is None:
        raise Refused("not_a_round", _("Dan begint er geen periode om te evalueren."))
    return found


def round_of(row: Evaluation | Meeting) -> Round:
    """The round that a sheet or a meeting is of. Raises Refused(not_a_round)."""
    return require_round(row.kind, scope_of(row), row.period_start)
