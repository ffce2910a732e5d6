"""The facts behind every figure that is a sum, from the records as of a day.

One query per kind, whatever the number of rows. Nothing later than the day is known, and nothing
names anyone: no name, no birth date, no code of a person.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, Value, When

from m2w.reference.languages import DUTCH
from matching.models import SurveyAnswer
from matching.survey_moments import WOULD_AGAIN
from programmes import outflow
from programmes.amounts import GRANTED, PAID
from programmes.choices import Decision, EvaluationKind, GrantKind, Level
from programmes.models import (
    ClaimLine,
    EvaluationCriterion,
    Grant,
    Outcome,
    Payment,
    Settlement,
    SettlementCorrection,
)
from reporting import goals, rounds
from reporting.facts import Fact, pseudonym
from reporting.measures import DIMENSIONS, MEASURES
from reporting.selection import Selection

Name = Callable[[str, object], str]
At = dict[UUID, dict[str, Any]]

OF_ITS_OWN_DAY = ("year", "quarter")
PROFILE = (
    *("nationality", "benefit_entitled", "subgroup", "diploma_level", "dutch_level"),
    *("province", "gender", "age"),
)
BATCH = 2000


def facts_of(selection: Selection, key: bytes) -> Iterator[Fact]:
    """Every fact of a selection as of its day, under pseudonyms that this key makes."""
    name = partial(pseudonym, key)
    places = _places(selection)
    held = rounds.bimonthly(selection)
    yield from _calls(selection, name)
    yield from _projects(selection, name, places, held)
    yield from _criteria(selection, name)
    yield from _enrolments(selection, name, places)
    yield from _matches(selection, name, places)
    yield from _mentors(selection, name, places)
    yield from _hirings(selection, name, places)
    yield from _rounds(name, held, selection.as_of)
    yield from _evaluations(selection, name, places)
    yield from _grants(selection, name, places)
    yield from _claims(selection, name, places)
    yield from _settlements(selection, name, places)
    yield from _payments(selection, name, places)


def digest(text: str) -> str:
    """A text that is compared, not read."""
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""


def known(day: date | None, as_of: date) -> str | None:
    """A date after the day counts as empty (domain.md 6)."""
    return day.isoformat() if day and day <= as_of else None


def _places(selection: Selection) -> At:
    """Where everything of a project stands."""
    return {
        project.pk: {
            "project": project.code,
            "lot": project.lot.code,
            "call": project.lot.call.code,
            "promoter": project.promoter.code,
            "lot_province": list(project.lot.provinces),
        }
        for project in selection.projects
    }


# What is planned and ruled ------------------------------------------------------------------------


def _calls(selection: Selection, name: Name) -> Iterator[Fact]:
    for call in selection.calls:
        yield Fact(
            "call",
            name("call", call.pk),
            at={"call": call.code},
            adds={"budget": call.budget},
            source={
                "budget": str(call.budget),
                "under_use_pct": call.under_use_pct,
                "over_use_pct": call.over_use_pct,
            },
        )


def _projects(
    selection: Selection, name: Name, places: At, held: list[rounds.Round]
) -> Iterator[Fact]:
    due: dict[str, int] = defaultdict(int)
    for found in held:
        if found.scope.level == Level.PROMOTER and found.due_on <= selection.as_of:
            due[found.scope.code] += 1
    for project in selection.projects:
        yield Fact(
            "project",
            name("project", project.pk),
            at=places[project.pk],
            adds={"target_mentees": project.target_mentees, "rounds_due": due[project.code]},
            source={
                "name": digest(project.name),
                "subgroups": list(project.lot.subgroups),
                "starts_on": project.starts_on.isoformat(),
                "ends_on": project.ends_on.isoformat(),
                "target_mentees": project.target_mentees,
            },
        )
        if extension := selection.extensions.get(project.pk):
            yield Fact(
                "extension",
                name("extension", extension.pk),
                at=places[project.pk],
                source={
                    "decided_on": extension.decided_on.isoformat(),
                    "months": extension.months,
                },
            )


def _criteria(selection: Selection, name: Name) -> Iterator[Fact]:
    for criterion in EvaluationCriterion.objects.in_force(selection.as_of):
        yield Fact(
            "criterion",
            name("criterion", criterion.pk),
            at={"track": criterion.track},
            source={"text": digest(criterion.text_nl), "track": criterion.track},
        )


# Persons ------------------------------------------------------------------------------------------


def _enrolments(selection: Selection, name: Name, places: At) -> Iterator[Fact]:
    as_of, outcomes = selection.as_of, _outcomes(selection, name)
    counted = {f"is_{code}": _flag(measure.where(as_of)) for code, measure in MEASURES.items()}
    placed = {
        f"by_{code}": dimension.expression("submitted_on")
        for code, dimension in DIMENSIONS.items()
        if code not in OF_ITS_OWN_DAY
    }
    rows = (
        outflow.with_terms(selection.enrolments, selection.numbers)
        .filter(Q(submitted_on__lte=as_of) | Q(withdrawn_on__lte=as_of))
        .annotate(**counted, **placed, result=outflow.result(as_of))
        .values(
            *("pk", "project", "submitted_on", "decided_on", "started_on", "ended_on"),
            *("withdrawn_on", "decision", "decision_reason", "derogation_reason", "end_reason"),
            *(f"profile_{field}" for field in PROFILE),
            *("horizon_end", "result", *counted, *placed),
        )
    )
    for row in rows.iterator(BATCH):
        source = _source(row, as_of) | {
            "project": places[row["project"]]["project"],
            "outcomes": outcomes.get(row["pk"], {}),
        }
        adds, at = _adds(row, source, as_of), places[row["project"]] | _at(row)
        if source["reason"]:
            at["reason"] = source["reason"]
        yield Fact(
            "enrolment",
            name("enrolment", row["pk"]),
            at=at,
            adds=dict.fromkeys(adds, 1),
            on={code: day for code in adds if (day := _own_day(code, source))},
            source=source,
        )


def _flag(where: Q) -> Case:
    return Case(
        When(where, then=Value(value=True)),
        default=Value(value=False),
        output_field=BooleanField(),
    )


def _at(row: dict[str, Any]) -> dict[str, Any]:
    """Its codes along every dimension; a file that was never submitted has no profile."""
    return {
        code: DIMENSIONS[code].fold(value)
        for code in DIMENSIONS
        if (value := row.get(f"by_{code}")) not in {None, ""}
    }


def _source(row: dict[str, Any], as_of: date) -> dict[str, Any]:
    days = ("submitted_on", "decided_on", "started_on", "ended_on", "withdrawn_on")
    source: dict[str, Any] = {day: known(row[day], as_of) for day in days}
    decided, ended = source["decided_on"], source["ended_on"]
    profile = {field: row[f"profile_{field}"] for field in PROFILE}
    return source | {
        "decision": row["decision"] if decided else "",
        "reason": row["decision_reason"] if decided else "",
        "derogation": bool(decided and row["derogation_reason"]),
        "end_reason": row["end_reason"] if ended else "",
        **(profile if source["submitted_on"] else {}),
    }


def _adds(row: dict[str, Any], source: dict[str, Any], as_of: date) -> list[str]:
    """The measures that count it, by their definition of the day."""
    found = {
        **{code: row[f"is_{code}"] for code in MEASURES},
        "decided": source["decided_on"],
        "derogations": source["derogation"],
        "matched": source["started_on"] and source["decision"] == Decision.APPROVED,
    }
    if source["ended_on"]:
        lasting = row["is_sustainable_work"]
        found |= {
            row["result"]: True,
            "in_observation": not lasting and row["horizon_end"] > as_of,
        }
    return [code for code, counts in found.items() if counts]


BY_DECISION = {"decided", "derogations"}
BY_START = {"matched"}


def _own_day(code: str, source: dict[str, Any]) -> str | None:
    """The day by which a year or a quarter places what is counted."""
    if code in MEASURES:
        day: str | None = source[MEASURES[code].on]
    elif code in BY_DECISION:
        day = source["decided_on"]
    else:
        day = source["started_on" if code in BY_START else "ended_on"]
    return day


def _outcomes(selection: Selection, name: Name) -> dict[UUID, dict[str, list[str | None]]]:
    """Per enrolment what became of the person, by pseudonym: kind, first and last day."""
    as_of = selection.as_of
    rows = Outcome.objects.filter(started_on__lte=as_of).order_by()
    if not selection.whole:
        rows = rows.filter(enrolment__project__in=selection.ids)
    found: dict[UUID, dict[str, list[str | None]]] = defaultdict(dict)
    for pk, enrolment, kind, started_on, ended_on in rows.values_list(
        "pk", "enrolment", "kind", "started_on", "ended_on"
    ).iterator(BATCH):
        found[enrolment][name("outcome", pk)] = [
            kind,
            started_on.isoformat(),
            known(ended_on, as_of),
        ]
    return found


def _matches(selection: Selection, name: Name, places: At) -> Iterator[Fact]:
    rows = selection.matches.filter(started_on__lte=selection.as_of).values_list(
        "pk", "enrolment__project", "started_on", "shared_languages"
    )
    for pk, project, started_on, shared in rows.iterator(BATCH):
        languages = list(shared)
        adds = {"matches": 1} | ({} if DUTCH in languages else {"without_dutch": 1})
        yield Fact(
            "match",
            name("match", pk),
            at=places[project] | {"language": languages},
            adds=adds,
            on=dict.fromkeys(adds, started_on.isoformat()),
            source={"started_on": started_on.isoformat(), "languages": languages},
        )


def _mentors(selection: Selection, name: Name, places: At) -> Iterator[Fact]:
    by_code = {place["project"]: place for place in places.values()}
    for (project, match), (start, end) in goals.means_of_mentors(selection).items():
        yield Fact(
            "mentor",
            name("mentor", match),
            at=by_code[project],
            adds={"mentors_measured": 1} | ({"mentors_grown": 1} if end > start else {}),
            source={"start": str(start), "end": str(end)},
        )


def _hirings(selection: Selection, name: Name, places: At) -> Iterator[Fact]:
    as_of = selection.as_of
    again = SurveyAnswer.objects.filter(
        survey=OuterRef("surveys"), item=WOULD_AGAIN.item, value=WOULD_AGAIN.value
    )
    rows = goals.lasting_hirings(selection).order_by().annotate(would_again=Exists(again))
    for pk, project, kind, started_on, ended_on, answered_on, would_again in rows.values_list(
        *("pk", "enrolment__project", "kind", "started_on", "ended_on"),
        *("surveys__answered_on", "would_again"),
    ).iterator(BATCH):
        answered = known(answered_on, as_of)
        measured = {"employers_measured": 1} if answered else {}
        pleased = {"employers_would_again": 1} if answered and would_again else {}
        yield Fact(
            "hiring",
            name("hiring", pk),
            at=places[project],
            adds={"employers": 1} | measured | pleased,
            source={
                "kind": kind,
                "started_on": started_on.isoformat(),
                "ended_on": known(ended_on, as_of),
                "answered_on": answered,
                "again": bool(pleased),
            },
        )


# Evaluations --------------------------------------------------------------------------------------


def _rounds(name: Name, held: list[rounds.Round], as_of: date) -> Iterator[Fact]:
    """The sheets of rounds; one that is held counts once its round is due."""
    for found in held:
        sheet, start = found.sheet, found.period.start.isoformat()
        if sheet is None:
            continue
        of_project = found.scope.level == Level.PROMOTER
        counts = of_project and found.status == "held" and found.due_on <= as_of
        yield Fact(
            "evaluation",
            name("evaluation", f"{found.scope.level}:{found.scope.code}:{found.track}:{start}"),
            at={
                "level": found.scope.level,
                "scope": found.scope.code,
                "track": found.track,
                "period_start": start,
                **({"project": found.scope.code} if of_project else {}),
            },
            adds={"rounds_held": 1} if counts else {},
            source=_of_sheet(sheet),
        )


def _of_sheet(sheet: rounds.Sheet) -> dict[str, Any]:
    return {
        "held_on": sheet.held_on.isoformat() if sheet.held_on else None,
        "score": sheet.score,
        "verdict": sheet.verdict,
        "conclusion": digest(sheet.conclusion),
    }


def _evaluations(selection: Selection, name: Name, places: At) -> Iterator[Fact]:
    """The evaluations after six months and at the end."""
    for kind in (EvaluationKind.SIX_MONTH, EvaluationKind.FINAL):
        for project, sheet in rounds.of_projects(selection, kind).items():
            yield Fact(
                "evaluation",
                name("evaluation", f"{kind}:{project}"),
                at=places[project] | {"evaluation": kind.value},
                source=_of_sheet(sheet),
            )


# Money --------------------------------------------------------------------------------------------


def _grants(selection: Selection, name: Name, places: At) -> Iterator[Fact]:
    rows = Grant.objects.confirmed().filter(
        project__in=selection.ids, decided_on__lte=selection.as_of
    )
    for pk, project, kind, decided_on, amount in _amounts(rows, GRANTED, "decided_on"):
        extends = {"granted_by_extension": amount} if kind == GrantKind.EXTENSION else {}
        yield _money(
            "grant",
            name("grant", pk),
            places[project],
            {"granted": amount} | extends,
            decided_on,
            kind=kind,
        )


def _amounts(rows: Any, amount: Any, day: str, kind: str = "kind") -> Any:
    signed = rows.order_by().annotate(signed=amount)
    return signed.values_list("pk", "project", kind, day, "signed").iterator(BATCH)


def _money(
    kind: str,
    name: str,
    place: dict[str, Any],
    adds: dict[str, Decimal],
    day: date,
    /,
    **source: Any,
) -> Fact:
    values = {measure: str(amount) for measure, amount in adds.items()}
    own = dict.fromkeys(adds, day.isoformat())
    return Fact(kind, name, place, adds, own, {"on": day.isoformat(), **values, **source})


def _claims(selection: Selection, name: Name, places: At) -> Iterator[Fact]:
    as_of = selection.as_of
    rows = ClaimLine.objects.filter(
        claim__project__in=selection.ids, claim__declared_on__lte=as_of
    ).order_by()
    for (
        pk,
        project,
        year,
        category,
        declared_on,
        controlled_on,
        declared,
        accepted,
    ) in rows.values_list(
        *("pk", "claim__project", "claim__year", "claim__category", "claim__declared_on"),
        *("claim__controlled_on", "amount_declared", "amount_accepted"),
    ).iterator(BATCH):
        controlled = known(controlled_on, as_of)
        found = {"accepted": accepted} if controlled and accepted is not None else {}
        yield _money(
            "claim",
            name("claimline", pk),
            places[project],
            {"declared": declared} | found,
            declared_on,
            year=year,
            category=category,
            controlled_on=controlled,
        )


def _settlements(selection: Selection, name: Name, places: At) -> Iterator[Fact]:
    as_of, ids = selection.as_of, selection.ids
    settled = Settlement.objects.confirmed().filter(project__in=ids, settled_on__lte=as_of)
    for pk, project, year, day, amount in settled.order_by().values_list(
        "pk", "project", "year", "settled_on", "amount"
    ):
        adds = {"settled": amount}
        yield _money("settlement", name("settlement", pk), places[project], adds, day, year=year)
    corrected = SettlementCorrection.objects.confirmed().filter(
        settlement__project__in=ids, corrected_on__lte=as_of
    )
    for pk, project, day, amount in corrected.order_by().values_list(
        "pk", "settlement__project", "corrected_on", "amount"
    ):
        adds = {"settled": amount}
        yield _money("correction", name("settlementcorrection", pk), places[project], adds, day)


def _payments(selection: Selection, name: Name, places: At) -> Iterator[Fact]:
    rows = Payment.objects.filter(project__in=selection.ids, paid_on__lte=selection.as_of)
    for pk, project, kind, paid_on, amount in _amounts(rows, PAID, "paid_on"):
        yield _money(
            "payment", name("payment", pk), places[project], {"paid": amount}, paid_on, kind=kind
        )
