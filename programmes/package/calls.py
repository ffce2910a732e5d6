"""calls.csv, lots.csv, projects.csv and extensions.csv."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from m2w.accounts.package import is_promoter
from m2w.data_package import kinds
from m2w.data_package.facts import Broken, Facts, broken
from m2w.data_package.schema import Field, Row, reference
from m2w.data_package.tables import Objection, Table, in_order
from m2w.periods import Period
from programmes.choices import EvaluationKind, Subgroup, Verdict
from programmes.models import Call, Extension, Lot, Project
from programmes.package.facts import (
    CallFacts,
    EvaluationFacts,
    ExtensionFacts,
    LotFacts,
    ProjectFacts,
)
from programmes.terms import last_day_after

SUBGROUPS = (Subgroup.HOA.value, Subgroup.LOA.value, Subgroup.YOUTH.value)


class CallTable(Table):
    name = "calls"
    model = Call
    facts = CallFacts
    required = True
    fields = (
        Field("code", kinds.CODE, required=True),
        Field("title", kinds.text(200), required=True),
        Field("reference", kinds.text(60), required=True),
        Field("budget", kinds.AMOUNT, required=True),
        Field("opens_on", kinds.DATE, required=True),
        Field("closes_on", kinds.DATE),
        Field("initial_months", kinds.integer(1, 240), default=24),
        Field("extension_months", kinds.integer(0, 240), default=12),
        Field("max_dutch_level", kinds.DUTCH_LIMIT, default="A2"),
        Field("max_level_may_be_attested", kinds.YES_NO, default=False),
        Field("min_shared_language_level", kinds.LANGUAGE_LEVEL, default="A2"),
        Field("sustainable_months", kinds.integer(0, 240), default=3),
        Field("outflow_horizon_months", kinds.integer(0, 240), default=12),
        Field("spell_gap_days", kinds.integer(0, 3650), default=31),
    )

    def objections(self, row: Row) -> Iterator[Objection]:
        yield from in_order(row, "opens_on", "closes_on")


class LotTable(Table):
    name = "lots"
    model = Lot
    facts = LotFacts
    fields = (
        Field("code", kinds.CODE, required=True),
        reference("call", "calls"),
        Field("number", kinds.text(20), required=True),
        Field("name", kinds.text(200), required=True),
        Field("provinces", kinds.PROVINCES, required=True),
        Field("subgroups", kinds.codes(SUBGROUPS)),
        Field("target_mentees", kinds.integer(0, 1_000_000)),
        Field("budget", kinds.AMOUNT),
        Field("financing_number", kinds.text(40)),
    )


class ProjectTable(Table):
    name = "projects"
    model = Project
    facts = ProjectFacts
    fields = (
        Field("code", kinds.CODE, required=True),
        reference("lot", "lots"),
        reference("promoter", "organisations"),
        Field("name", kinds.text(200), required=True),
        Field("starts_on", kinds.DATE, required=True),
        Field("ends_on", kinds.DATE),
        Field("target_mentees", kinds.integer(0, 1_000_000), required=True),
        Field("expected_duration_months", kinds.integer(1, 240), default=6),
        Field("contact_every_days", kinds.integer(1, 3650), default=14),
    )

    def complete(self, row: Row, facts: Facts) -> None:
        """Without a last day the project lasts as long as the call says (readings.md 11)."""
        row["ends_on"] = row["ends_on"] or initial_last_day(facts, row["lot"], row["starts_on"])


class ExtensionTable(Table):
    name = "extensions"
    model = Extension
    key = ("project",)
    facts = ExtensionFacts
    fields = (
        reference("project", "projects"),
        Field("decided_on", kinds.DATE, required=True),
        Field("months", kinds.integer(1, 240), required=True),
        Field("evaluation_held_on", kinds.DATE),
    )

    def objections(self, row: Row) -> Iterator[Objection]:
        yield from in_order(row, "evaluation_held_on", "decided_on")


def call_of(facts: Facts, lot: str) -> CallFacts | None:
    """The call of a lot, when both are sound."""
    known = facts.of(LotFacts).get(lot)
    return facts.of(CallFacts).get(known.call) if known else None


def initial_last_day(facts: Facts, lot: str, starts_on: date) -> date:
    """The last day of the initial term; the first day when the call is not known."""
    call = call_of(facts, lot)
    return last_day_after(starts_on, call.initial_months) if call else starts_on


def term_of(facts: Facts, project: ProjectFacts) -> Period:
    """The whole term of a project, its extension included."""
    extension = facts.of(ExtensionFacts).get(project.code)
    months = extension.months if extension else 0
    initial = Period.through(project.starts_on, project.ends_on)
    return Period.through(project.starts_on, last_day_after(initial.end or project.ends_on, months))


def projects_belong_to_promoters(facts: Facts) -> Iterator[Broken]:
    for project in facts.of(ProjectFacts).values():
        if not is_promoter(facts, project.promoter):
            text = _("deze organisatie is geen promotor")
            yield broken("not_a_promoter", text, (project, "promoter"))


def projects_last_as_the_call_says(facts: Facts) -> Iterator[Broken]:
    """Another last day than that of the initial term is refused (readings.md 11)."""
    for project in facts.of(ProjectFacts).values():
        call = call_of(facts, project.lot)
        if call and project.ends_on != last_day_after(project.starts_on, call.initial_months):
            text = _("dit is niet de laatste dag van de eerste termijn volgens de oproep")
            yield broken("initial_term", text, (project, "ends_on"), (call, "initial_months"))


def extensions_fit_the_call(facts: Facts) -> Iterator[Broken]:
    for extension in facts.of(ExtensionFacts).values():
        project = facts.of(ProjectFacts).get(extension.project)
        call = call_of(facts, project.lot) if project else None
        if call and extension.months > call.extension_months:
            text = _("de oproep laat zo’n lange verlenging niet toe")
            yield broken(
                "extension_too_long", text, (extension, "months"), (call, "extension_months")
            )


def extensions_follow_a_positive_evaluation(facts: Facts) -> Iterator[Broken]:
    """Only a positive final evaluation, held by the decision, opens an extension (Q479).

    Where no evaluations are known at all, the date of it that the row states suffices [choice].
    """
    held, doubtful = defaultdict(list), facts.doubtful(EvaluationFacts, "scope")
    for evaluation in facts.of(EvaluationFacts).values():
        if evaluation.kind == EvaluationKind.FINAL and evaluation.held_on:
            held[evaluation.scope].append(evaluation)
    none_known = not facts.of(EvaluationFacts)
    for extension in facts.of(ExtensionFacts).values():
        evaluations = held[extension.project]
        stated = extension.evaluation_held_on and none_known
        opened = any(opens(evaluation, extension) for evaluation in evaluations)
        if not stated and not opened and extension.project not in doubtful:
            text = _("geen positieve eindevaluatie gehouden voor deze beslissing")
            verdicts = ((evaluation, "verdict") for evaluation in evaluations)
            places = (extension, "decided_on"), *verdicts
            yield broken("extension_without_positive_evaluation", text, *places)


def opens(evaluation: EvaluationFacts, extension: ExtensionFacts) -> bool:
    """Whether a final evaluation allows an extension."""
    held_on = evaluation.held_on
    in_time = held_on is not None and held_on <= extension.decided_on
    return in_time and evaluation.verdict == Verdict.POSITIVE


RULES = (
    projects_belong_to_promoters,
    projects_last_as_the_call_says,
    extensions_fit_the_call,
    extensions_follow_a_positive_evaluation,
)
