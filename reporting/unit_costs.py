"""What one started mentee, one completed duo and one sustained job cost: over the years whose
costs are declared [choice], so that euros and people are of the same time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction

from django.db.models import Count

from matching.choices import MatchEndReason
from reporting.budget import ZERO
from reporting.effects import Spending
from reporting.indicators import counts_by
from reporting.measures import DIMENSIONS, MEASURES
from reporting.selection import Selection
from reporting.tables import CENT, rounded

PerProjectAndYear = dict[tuple[str, ...], int]
PER_PROJECT_AND_YEAR = (DIMENSIONS["project"], DIMENSIONS["year"])
# In a table that others than promoter and VDAB read, nothing is divided by fewer (domain.md 8).
FEWEST_IN_PROTECTED = 4


@dataclass(frozen=True, slots=True)
class Units:
    """Costs in euro, and the people and duos that they were for."""

    declared: Decimal = ZERO
    started: int = 0
    completed: int = 0
    sustained: int = 0

    def __add__(self, other: "Units") -> "Units":
        return Units(
            **{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(Units)}
        )

    def cost_per(self, unit: str, fewest: int = 1) -> Decimal | None:
        """Euro per `started`, `completed` or `sustained`; None with fewer than `fewest` of it."""
        count: int = getattr(self, unit)
        return rounded(Fraction(self.declared) / count, CENT) if count >= fewest else None


def units(selection: Selection, spent: Mapping[str, Spending]) -> dict[str, Units]:
    """Per project code, in three queries beside those of the spending."""
    counts = (
        counts_by(selection, MEASURES["started"], PER_PROJECT_AND_YEAR),
        completed_duos(selection),
        counts_by(selection, MEASURES["sustainable_work"], PER_PROJECT_AND_YEAR),
    )
    return {
        code: Units(one.declared_due, *(_in_years(of_unit, code, one.years) for of_unit in counts))
        for code, one in spent.items()
    }


def _in_years(counts: PerProjectAndYear, project: str, years: Iterable[int]) -> int:
    return sum(counts.get((project, str(year)), 0) for year in years)


def completed_duos(selection: Selection) -> PerProjectAndYear:
    """Duos that ended as completed by the day, per project code and year of that end."""
    year = DIMENSIONS["year"].expression("ended_on")
    rows = (
        selection.matches.filter(ended_on__lte=selection.as_of, end_reason=MatchEndReason.COMPLETED)
        .values("enrolment__project__code", year=year)
        .annotate(n=Count("enrolment"))
        .values_list("enrolment__project__code", "year", "n")
    )
    return {(project, year): n for project, year, n in rows}
