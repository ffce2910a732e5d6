"""Facts of evaluations: the sheets of rounds, and those after six months and at the end."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from programmes.choices import EvaluationKind, Level
from reporting import rounds
from reporting.facts import Fact
from reporting.gathering.basis import At, Name, digest
from reporting.selection import Selection


def sheets(name: Name, held: list[rounds.Round], as_of: date) -> Iterator[Fact]:
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


def of_projects(selection: Selection, name: Name, places: At) -> Iterator[Fact]:
    """The evaluations after six months and at the end."""
    for kind in (EvaluationKind.SIX_MONTH, EvaluationKind.FINAL):
        for project, sheet in rounds.of_projects(selection, kind).items():
            yield Fact(
                "evaluation",
                name("evaluation", f"{kind}:{project}"),
                at=places[project] | {"evaluation": kind.value},
                source=_of_sheet(sheet),
            )
