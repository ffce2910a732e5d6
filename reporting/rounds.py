"""Which evaluations were held, are open or missing, as of a day (domain.md 5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from m2w.accounts.choices import Role
from m2w.periods import Period
from programmes import rounds
from programmes.choices import EvaluationKind, EvaluationStatus, Level, Track
from programmes.models import Evaluation, Project
from reporting.selection import Selection, select

PROMOTER_ROLES = {Role.COORDINATOR, Role.COACH}
PROVINCE_ROLES = {Role.COUNSELLOR, Role.FOLLOWER}


class Scope(NamedTuple):
    """Who is evaluated together: a project, a province or a call."""

    level: str
    code: str


class Sheet(NamedTuple):
    """What is recorded of one evaluation; nothing later than the day is known."""

    held_on: date | None
    score: int | None
    verdict: str
    conclusion: str

    @property
    def is_draft(self) -> bool:
        return self.held_on is None


@dataclass(frozen=True, slots=True)
class Round:
    """One track of one period of a scope, and how it stands."""

    scope: Scope
    track: str
    period: Period
    status: str
    sheet: Sheet | None

    @property
    def kind(self) -> str:
        return EvaluationKind.BIMONTHLY.value

    @property
    def due_on(self) -> date:
        return rounds.due_on(self.period)


def bimonthly(selection: Selection) -> list[Round]:
    """Every round that started by the day, by level, scope, track and period."""
    as_of, sheets = selection.as_of, _bimonthly_sheets(selection)
    found = [
        _round(scope, track, period, sheets.get((scope, track, period.start)), as_of)
        for scope, periods in _calendar(selection)
        for period in periods
        if period.start <= as_of
        for track in Track.values
    ]
    return sorted(found, key=lambda r: (r.scope, r.track, r.period.start))


def _round(scope: Scope, track: str, period: Period, sheet: Sheet | None, as_of: date) -> Round:
    if sheet:
        status = "draft" if sheet.is_draft else "held"
    else:
        status = "missing" if as_of >= rounds.due_on(period) else "open"
    return Round(scope, track, period, status, sheet)


def _calendar(selection: Selection) -> Iterator[tuple[Scope, Iterator[Period]]]:
    """Every scope with its rounds: projects by their own term, provinces and calls by blocks."""
    for project in selection.projects:
        last_day = selection.last_day(project)
        yield (
            Scope(Level.PROMOTER, project.code),
            rounds.promoter_rounds(project.starts_on, last_day),
        )
    scopes = _shared_scopes(selection)
    if not scopes:
        return
    # A province or call is evaluated as a whole, whichever of its projects were chosen.
    whole = select(selection.as_of, call=selection.call)
    for scope in sorted(scopes):
        there = [project for project in whole.projects if scope in _scopes_of(project)]
        first_day = min(project.starts_on for project in there)
        last_day = max(whole.last_day(project) for project in there)
        yield scope, rounds.calendar_rounds(first_day, last_day)


def _shared_scopes(selection: Selection) -> set[Scope]:
    """The provinces and calls of the chosen projects that the reader follows."""
    return {
        scope
        for project in selection.projects
        for scope in _scopes_of(project)
        if _follows(selection, scope)
    }


def _scopes_of(project: Project) -> list[Scope]:
    provinces = [Scope(Level.PROVINCE, code) for code in project.lot.provinces]
    return [*provinces, Scope(Level.CENTRAL, project.lot.call.code)]


def _follows(selection: Selection, scope: Scope) -> bool:
    """Promoters follow their own projects only; VDAB in a province its own provinces."""
    if selection.role in PROMOTER_ROLES:
        return False
    if selection.role in PROVINCE_ROLES:
        return scope.level == Level.PROVINCE and scope.code in selection.own_provinces
    return True


def _bimonthly_sheets(selection: Selection) -> dict[tuple[Scope, str, date], Sheet]:
    calls = [call.pk for call in selection.calls]
    of_scope = Q(project__in=selection.ids) | Q(call__in=calls) | ~Q(province="")
    rows = (
        _known(selection.as_of)
        .filter(of_scope, kind=EvaluationKind.BIMONTHLY)
        .annotate(scope_code=Coalesce("project__code", "call__code", "province"))
        .values_list("level", "scope_code", "track", "period_start", *Sheet._fields)
    )
    return {
        (Scope(level, code), track, start): Sheet(*sheet)
        for level, code, track, start, *sheet in rows
    }


def of_projects(selection: Selection, kind: str) -> dict[UUID, Sheet]:
    """The six-month or final evaluations held by the day, per project."""
    rows = (
        _known(selection.as_of)
        .filter(kind=kind, project__in=selection.ids, status=EvaluationStatus.FINAL)
        .values_list("project", *Sheet._fields)
    )
    return {project: Sheet(*sheet) for project, *sheet in rows}


def _known(as_of: date) -> QuerySet[Evaluation]:
    """Drafts, which have no date, and what was held by the day."""
    known = Q(status=EvaluationStatus.DRAFT) | Q(held_on__lte=as_of)
    return Evaluation.objects.filter(known).order_by()


def status_on(due_on: date, sheet: Sheet | None, as_of: date) -> str:
    """`held`, `late` from its due day on, or `not_due`."""
    if sheet:
        return "held"
    return "late" if as_of >= due_on else "not_due"
