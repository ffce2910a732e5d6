"""Facts of what is planned and ruled: calls, projects and criteria."""

from collections import defaultdict
from collections.abc import Iterator

from programmes.choices import Level
from programmes.models import EvaluationCriterion
from reporting import rounds
from reporting.facts import Fact
from reporting.gathering.basis import At, Name, digest
from reporting.selection import Selection


def calls(selection: Selection, name: Name) -> Iterator[Fact]:
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


def projects(
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


def criteria(selection: Selection, name: Name) -> Iterator[Fact]:
    for criterion in EvaluationCriterion.objects.in_force(selection.as_of):
        yield Fact(
            "criterion",
            name("criterion", criterion.pk),
            at={"track": criterion.track},
            source={"text": digest(criterion.text_nl), "track": criterion.track},
        )
