"""outcomes.csv and evaluations.csv."""

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, ClassVar

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

from m2w.data_package import kinds
from m2w.data_package.facts import Broken, Facts, broken
from m2w.data_package.schema import Field, Row, reference
from m2w.data_package.tables import Objection, Table, in_order
from m2w.reference import provinces
from programmes.choices import (
    EvaluationKind,
    EvaluationStatus,
    Level,
    OutcomeKind,
    Track,
    Verdict,
)
from programmes.models import Call, Evaluation, Outcome, Project
from programmes.package.calls import term_of
from programmes.package.facts import (
    CallFacts,
    EvaluationFacts,
    ExtensionFacts,
    LotFacts,
    ProjectFacts,
)
from programmes.rounds import calendar_rounds, promoter_rounds


class OutcomeTable(Table):
    name = "outcomes"
    model = Outcome
    key = ("enrolment", "kind", "started_on")
    fields: ClassVar[tuple[Field, ...]] = (
        reference("enrolment", "enrolments"),
        Field("kind", kinds.choice(OutcomeKind.values), required=True),
        Field("started_on", kinds.DATE, required=True),
        Field("ended_on", kinds.DATE),
        Field("employer", kinds.text(200)),
        Field("sector", kinds.SECTOR),
        Field("verified_on", kinds.DATE),
    )

    def objections(self, row: Row) -> Iterator[Objection]:
        yield from in_order(row, "started_on", "ended_on")


class EvaluationTable(Table):
    """The level decides whose code `scope` holds: a project, a province or a call."""

    name = "evaluations"
    model = Evaluation
    key = ("kind", "level", "scope", "track", "period_start")
    lookup = "period_start"
    facts = EvaluationFacts
    fields = (
        Field("kind", kinds.choice(EvaluationKind.values), required=True),
        Field("level", kinds.choice(Level.values), required=True),
        Field("scope", kinds.CODE, required=True, source="scope_code"),
        Field("track", kinds.choice(Track.values)),
        Field("period_start", kinds.DATE, required=True),
        Field("held_on", kinds.DATE),
        Field("status", kinds.choice(EvaluationStatus.values), required=True),
        Field("score", kinds.integer(1, 4)),
        Field("verdict", kinds.choice(Verdict.values)),
        Field("conclusion", kinds.text()),
    )

    def queryset(self) -> QuerySet[Evaluation]:
        scope = Coalesce("project__code", "call__code", NullIf(F("province"), Value("")))
        return Evaluation.objects.annotate(scope_code=scope).order_by()

    def objections(self, row: Row) -> Iterator[Objection]:
        yield from track_of_kind(row)
        if row["status"] == EvaluationStatus.FINAL and row["held_on"] is None:
            text = _("een definitieve evaluatie heeft een datum waarop ze gehouden is")
            yield Objection("held_on", "final_not_held", text)
        if row["status"] == EvaluationStatus.DRAFT:
            text = _("een ontwerp is niet gehouden en heeft geen score of oordeel")
            for column in ("held_on", "score", "verdict"):
                if row[column]:
                    yield Objection(column, "draft_with_result", text)

    def attributes(self, rows: Sequence[Row], facts: Facts) -> Iterator[dict[str, Any]]:
        scopes = {row["scope"] for row in rows}
        projects = dict(Project.objects.filter(code__in=scopes).values_list("code", "pk"))
        calls = dict(Call.objects.filter(code__in=scopes).values_list("code", "pk"))
        for row in rows:
            values = {name: value for name, value in row.items() if name != "scope"}
            level, scope = row["level"], row["scope"]
            yield {
                **values,
                "project_id": projects[scope] if level == Level.PROMOTER else None,
                "province": scope if level == Level.PROVINCE else "",
                "call_id": calls[scope] if level == Level.CENTRAL else None,
            }


def track_of_kind(row: Row) -> Iterator[Objection]:
    bimonthly = row["kind"] == EvaluationKind.BIMONTHLY
    if bimonthly != bool(row["track"]):
        text = _("een tweemaandelijkse evaluatie heeft een spoor, een andere niet")
        yield Objection("track", "track_of_kind", text)
    if not bimonthly and row["level"] != Level.PROMOTER:
        text = _("deze evaluatie gaat over één project")
        yield Objection("level", "level_of_kind", text)


def scopes_exist(facts: Facts) -> Iterator[Broken]:
    known: dict[str, Iterable[str]] = {
        Level.PROMOTER: facts.of(ProjectFacts),
        Level.PROVINCE: provinces.PROVINCES,
        Level.CENTRAL: facts.of(CallFacts),
    }
    doubtful: dict[str, Container[str]] = {
        Level.PROMOTER: facts.doubtful(ProjectFacts, "code"),
        Level.PROVINCE: (),
        Level.CENTRAL: facts.doubtful(CallFacts, "code"),
    }
    for evaluation in facts.of(EvaluationFacts).values():
        level, scope = Level(evaluation.level), evaluation.scope
        if scope not in known[level] and scope not in doubtful[level]:
            text = _(
                "verwacht de code van een project, een provincie of een oproep, naar het niveau"
            )
            yield broken("unknown_scope", text, (evaluation, "scope"))


def periods_are_rounds(facts: Facts) -> Iterator[Broken]:
    """A two-monthly sheet is about a round that there is (domain.md 5)."""
    rounds = _Rounds(facts)
    for evaluation in facts.of(EvaluationFacts).values():
        days = rounds.starts(evaluation)
        if days is not None and evaluation.period_start not in days:
            text = _("dan begint er geen periode om te evalueren")
            yield broken("not_a_round", text, (evaluation, "period_start"))


class _Rounds:
    """The first days of the rounds of each scope."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._extended = facts.doubtful(ExtensionFacts, "project")
        self._unread = facts.doubtful(ProjectFacts, "code") or facts.doubtful(LotFacts, "code")
        self._found: dict[tuple[str, str, str], set[date] | None] = {}

    def starts(self, evaluation: EvaluationFacts) -> set[date] | None:
        """None when the scope is not known."""
        key = evaluation.kind, evaluation.level, evaluation.scope
        if key not in self._found:
            self._found[key] = self._find(*key)
        return self._found[key]

    def _find(self, kind: str, level: str, scope: str) -> set[date] | None:
        projects = self._projects(level, scope)
        if self._unread or any(project.code in self._extended for project in projects):
            return None
        if not projects:
            return None if level == Level.PROMOTER else set()
        if kind != EvaluationKind.BIMONTHLY:
            return {project.starts_on for project in projects}
        first = min(project.starts_on for project in projects)
        last = max(term_of(self._facts, p).last_day or p.ends_on for p in projects)
        rounds = promoter_rounds if level == Level.PROMOTER else calendar_rounds
        return {period.start for period in rounds(first, last)}

    def _projects(self, level: str, scope: str) -> list[ProjectFacts]:
        lots = self._facts.of(LotFacts)
        found = []
        for project in self._facts.of(ProjectFacts).values():
            lot = lots.get(project.lot)
            inside = {
                Level.PROMOTER: project.code == scope,
                Level.PROVINCE: lot is not None and scope in lot.provinces,
                Level.CENTRAL: lot is not None and lot.call == scope,
            }
            if inside[Level(level)]:
                found.append(project)
        return found


RULES = (scopes_exist, periods_are_rounds)
