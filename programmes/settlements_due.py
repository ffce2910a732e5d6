"""What can be settled: the years of projects of which all that was declared is controlled."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from m2w.accounts.models import User
from m2w.expressions import SumMoney
from programmes.amounts import ZERO
from programmes.models import Claim, Project, Settlement


@dataclass(frozen=True, slots=True)
class YearToSettle:
    """A year of a project, and what was accepted of it."""

    project: Project
    year: int
    accepted: Decimal

    def __str__(self) -> str:
        return f"{self.project} {self.year}"


def years_to_settle(user: User) -> list[YearToSettle]:
    """Those that a manager may settle now, the earliest year first; in two queries."""
    settled = Settlement.objects.filter(project=OuterRef("project"), year=OuterRef("year"))
    claims = Claim.objects.visible_to(user).filter(~Exists(settled), declared_on__isnull=False)
    others: Any = claims.exclude(project__promoter__in=user.organisations).order_by()
    years = (
        others.values("project", "year")
        .annotate(
            waiting=Count("pk", filter=Q(controlled_on__isnull=True)),
            accepted=SumMoney("lines__amount_accepted"),
        )
        .filter(waiting=0)
        .values_list("project", "year", "accepted")
    )
    found = list(years)
    projects: Any = Project.objects.visible_to(user).select_related("promoter")
    by_key = projects.in_bulk({project for project, _year, _accepted in found})
    rows = [YearToSettle(by_key[key], year, sum_ or ZERO) for key, year, sum_ in found]
    return sorted(rows, key=lambda row: (row.year, row.project.name, row.project.code))
