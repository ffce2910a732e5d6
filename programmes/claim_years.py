"""The costs of a project in a year: planned, declared, accepted, and its part of the grant."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.text import capfirst

from m2w import periods
from m2w.accounts.models import User
from programmes import claiming, limits
from programmes.choices import CostCategory
from programmes.claiming import ZERO
from programmes.due import ClaimYear, years_to_claim
from programmes.models import Claim, CostPlan, Grant, Project
from programmes.planning import part_of_year

URGENCY = (LATE, SOON) = ("late", "soon")
FIGURES = ("planned", "costs", "declared", "accepted", "difference")


@dataclass(frozen=True, slots=True)
class YearLine:
    """One category in euro. `costs` is what stands on its claim, submitted or not, and
    `difference` what of the plan is left of it."""

    category: str
    planned: Decimal | None
    claim: Claim | None

    @property
    def title(self) -> str:
        return capfirst(str(CostCategory(self.category).label))

    @property
    def costs(self) -> Decimal | None:
        return amount(self.claim, "costs")

    @property
    def declared(self) -> Decimal | None:
        return amount(self.claim, "declared")

    @property
    def accepted(self) -> Decimal | None:
        return amount(self.claim, "accepted")

    @property
    def difference(self) -> Decimal | None:
        return None if self.planned is None else self.planned - (self.costs or ZERO)


def amount(claim: Claim | None, name: str) -> Decimal | None:
    found: Decimal | None = getattr(claim, name, None)
    return found


def lines_of(project: Project, year: int, reader: User) -> list[YearLine]:
    """Each category that was planned or claimed, in the order of the list."""
    claims = Claim.objects.visible_to(reader).filter(project=project, year=year)
    claimed = {one.category: one for one in claims.with_amounts(periods.today())}
    plans = CostPlan.objects.visible_to(reader).filter(project=project, year=year)
    planned = dict(plans.values_list("category", "amount"))
    return [
        YearLine(category, planned.get(category), claimed.get(category))
        for category in CostCategory.values
        if category in planned or category in claimed
    ]


def total_of(lines: Iterable[YearLine]) -> dict[str, Decimal | None]:
    """What all categories come to; a figure that no category has stays empty."""
    lines = list(lines)
    return {name: added(lines, name) for name in FIGURES}


def added(lines: Iterable[YearLine], name: str) -> Decimal | None:
    known = [value for line in lines if (value := getattr(line, name)) is not None]
    return sum(known, ZERO) if known else None


def granted_for(project: Project, year: int, on: date) -> Decimal:
    """The part for the days of a year of what was granted to a project by a day."""
    grants = Grant.objects.confirmed().filter(project=project, decided_on__lte=on)
    rows = grants.values_list("kind", "amount")
    granted = sum((limits.granted(kind, amount) for kind, amount in rows), ZERO)
    return part_of_year(granted, project.term, year)


def years_of(project: Project) -> range:
    """The years of the term."""
    last = project.term.last_day or project.ends_on
    return range(project.starts_on.year, last.year + 1)


def years_begun(project: Project, on: date) -> range:
    """Those in which it can have had costs by a day."""
    return claiming.years_begun(project.starts_on, project.term.last_day or project.ends_on, on)


def due_on(project: Project, year: int) -> date:
    """The day by which the costs of a year are declared."""
    return claiming.due_on(year, project.term.last_day or project.ends_on)


def years_owed_by(user: User, urgency: str = "") -> list[ClaimYear]:
    """The years of which someone is to declare the costs, what is due first first; of a
    `URGENCY` only those that are late, or those that are not yet."""
    on = periods.today()
    projects = Project.objects.visible_to(user).select_related("extension")
    owed = years_to_claim(projects, on)
    return [one for one in owed if urgency in {"", LATE if one.is_late(on) else SOON}]
