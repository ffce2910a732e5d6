"""Which sheets someone still has to write, and which rounds they look ahead to.

The calendar and what is known of it are those of the reports (reporting.rounds).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise

from m2w.accounts.models import User
from m2w.periods import Period
from m2w.reference import provinces
from programmes import rounds as calendar
from programmes.choices import EvaluationKind, EvaluationStatus, Level, Track
from programmes.evaluating import COMMENTING_ROLES, WRITING_ROLES, may_write, opens_on
from programmes.models import Evaluation, Project
from reporting import rounds
from reporting.selection import Selection, select


@dataclass(frozen=True, slots=True)
class Due:
    """One sheet of a round that is not final, and when it is due."""

    kind: str
    level: str
    code: str
    name: str
    track: str
    period: Period
    due_on: date
    status: str

    @property
    def url(self) -> str:
        """The page of the round: there it is begun or found."""
        named = {"level": self.level, "code": self.code, "start": self.period.start.isoformat()}
        if self.kind == EvaluationKind.BIMONTHLY:
            return reverse("evaluation_round", kwargs=named)
        return reverse("evaluation_of_kind", kwargs=named | {"kind": self.kind})

    @property
    def what(self) -> str | Promise:
        return Track(self.track).label if self.track else EvaluationKind(self.kind).label

    def __str__(self) -> str:
        return f"{self.name}, {self.what}"


def to_write(user: User, on: date) -> list[Due]:
    """The sheets that are due by the day, that this user writes and that are not final; the
    longest due first. The number of queries does not follow what there is."""
    role = user.acting.role if user.acting else ""
    if role not in WRITING_ROLES:
        return []
    selection = select(on, reader=user)
    # Nobody judges a project of an organisation that they work for as well.
    own = {one.code for one in selection.projects if one.promoter_id in user.organisations}
    found = [*of_rounds(selection), *of_projects(selection)]
    mine = [
        due
        for due in found
        if due.due_on <= on
        and due.status != "held"
        and may_write(role, due.kind, due.level, due.track)
        and not (due.level == Level.PROMOTER and due.code in own)
    ]
    return sorted(mine, key=lambda due: (due.due_on, due.name, due.track))


def to_comment(user: User, on: date) -> list[Due]:
    """The sheets of own projects that are open for what the promoter has to say and not due yet:
    those of the 14 days before their due day. The first due first."""
    role = user.acting.role if user.acting else ""
    if role not in COMMENTING_ROLES:
        return []
    selection = select(on, reader=user)
    found = [*of_rounds(selection), *of_projects(selection)]
    window = [due for due in found if opens_on(due.due_on) <= on < due.due_on]
    mine = [due for due in window if due.status != "held"]
    return sorted(mine, key=lambda due: (due.due_on, due.name, due.track))


def of_rounds(selection: Selection) -> Iterator[Due]:
    """Every two-monthly sheet of a round that began by the day, of the scopes someone reads."""
    names = names_of(selection)
    for one in rounds.bimonthly(selection):
        yield Due(
            EvaluationKind.BIMONTHLY,
            one.scope.level,
            one.scope.code,
            names[one.scope.code],
            one.track,
            one.period,
            one.due_on,
            one.status,
        )


def of_projects(selection: Selection) -> Iterator[Due]:
    """The six-month and final evaluation of every project, whoever writes them."""
    kinds = (EvaluationKind.SIX_MONTH.value, EvaluationKind.FINAL.value)
    rows = Evaluation.objects.filter(kind__in=kinds, project__in=selection.ids)
    status = {
        (project, kind): "held" if state == EvaluationStatus.FINAL else "draft"
        for project, kind, state in rows.values_list("project", "kind", "status")
    }
    for project in selection.projects:
        for kind, due_on in zip(kinds, dues_of(project), strict=True):
            yield Due(
                kind,
                Level.PROMOTER,
                project.code,
                project.name,
                "",
                Period(project.starts_on, due_on),
                due_on,
                status.get((project.pk, kind), "missing"),
            )


def dues_of(project: Project) -> tuple[date, date]:
    """When the six-month and the final evaluation of a project are due."""
    return calendar.six_month_due(project.starts_on), calendar.final_due(project.ends_on)


def names_of(selection: Selection) -> dict[str, str]:
    """The name of every scope, by its code."""
    shared = {code: str(name) for code, name in provinces.LABELS.items()}
    calls = {call.code: call.reference for call in selection.calls}
    return shared | calls | selection.names
