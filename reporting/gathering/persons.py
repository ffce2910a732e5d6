"""Facts of persons, under pseudonyms: enrolments, duos, mentors and hirings."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, Value, When

from m2w.reference.languages import DUTCH
from matching.models import SurveyAnswer
from matching.survey_moments import WOULD_AGAIN
from programmes import outflow
from programmes.choices import Decision
from programmes.models import Outcome
from reporting import goals
from reporting.facts import Fact
from reporting.gathering.basis import BATCH, At, Name, known
from reporting.measures import DIMENSIONS, MEASURES
from reporting.selection import Selection

OF_ITS_OWN_DAY = ("year", "quarter")
PROFILE = (
    *("nationality", "benefit_entitled", "subgroup", "diploma_level", "dutch_level"),
    *("province", "gender", "age"),
)


def enrolments(selection: Selection, name: Name, places: At) -> Iterator[Fact]:
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


def matches(selection: Selection, name: Name, places: At) -> Iterator[Fact]:
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


def mentors(selection: Selection, name: Name, places: At) -> Iterator[Fact]:
    by_code = {place["project"]: place for place in places.values()}
    for (project, match), (start, end) in goals.means_of_mentors(selection).items():
        yield Fact(
            "mentor",
            name("mentor", match),
            at=by_code[project],
            adds={"mentors_measured": 1} | ({"mentors_grown": 1} if end > start else {}),
            source={"start": str(start), "end": str(end)},
        )


def hirings(selection: Selection, name: Name, places: At) -> Iterator[Fact]:
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
