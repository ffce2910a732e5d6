"""From the budget of a call to what was settled: its steps, and the same along a dimension."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from m2w.reference import provinces
from programmes.models import Call, Project
from reporting import budget
from reporting.budget import ZERO
from reporting.effects import Spending, gap
from reporting.tables import TENTH, rounded


@dataclass(frozen=True, slots=True)
class Division:
    """Along what projects are taken together: the key of a project, and the name of that key."""

    code: str
    label: str | Promise
    plural: str | Promise
    key: Callable[[Project], str]
    name: Callable[[Project], str]


def province_names(project: Project) -> str:
    """A lot of several provinces is one group, so that the groups add up to the whole."""
    return " + ".join(provinces.label(code) for code in project.lot.provinces)


DIVISIONS = {
    "lot": Division(
        "lot", _("perceel"), _("percelen"), lambda one: one.lot.code, lambda one: one.lot.name
    ),
    "province": Division(
        "province",
        _("provincie"),
        _("provincies"),
        lambda one: "+".join(one.lot.provinces),
        province_names,
    ),
    "promoter": Division(
        "promoter",
        _("promotor"),
        _("promotoren"),
        lambda one: one.promoter.code,
        lambda one: one.promoter.name,
    ),
    "project": Division(
        "project", _("project"), _("projecten"), lambda one: one.code, lambda one: one.name
    ),
}


@dataclass(frozen=True, slots=True)
class Sums:
    """The money of some projects together, in euro, and how it is judged over what is due.

    `gap` is the sum of what each project used less than planned, to the cent: what its causes add
    up to.
    """

    granted: Decimal = ZERO
    declared: Decimal = ZERO
    controlled: Decimal = ZERO
    accepted: Decimal = ZERO
    settled: Decimal = ZERO
    paid: Decimal = ZERO
    planned_due: Fraction = Fraction(0)
    declared_due: Decimal = ZERO
    gap: Decimal = ZERO

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            **{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(Sums)}
        )

    @property
    def refused(self) -> Decimal:
        return self.controlled - self.accepted

    @property
    def use(self) -> Fraction | None:
        """Declared for the years that are due ÷ the part of the grants for those days."""
        return Fraction(self.declared_due) / self.planned_due if self.planned_due else None

    @property
    def use_pct(self) -> Decimal | None:
        return None if self.use is None else rounded(self.use * 100, TENTH)

    def signal(self, call: Call) -> str | None:
        return budget.signal(self.use, under_pct=call.under_use_pct, over_pct=call.over_use_pct)


def sums_of(spent: Spending) -> Sums:
    money = spent.money
    return Sums(
        money.granted,
        money.declared,
        money.controlled,
        money.accepted,
        money.settled,
        money.paid,
        spent.planned_due,
        spent.declared_due,
        gap(spent),
    )


def together(parts: Iterable[Sums]) -> Sums:
    return sum(parts, Sums())


@dataclass(frozen=True, slots=True)
class Group:
    """Some projects that belong together along a division."""

    code: str
    name: str
    sums: Sums


def groups(projects: Sequence[Project], spent: Mapping[str, Spending], by: Division) -> list[Group]:
    """The projects along a division, by name."""
    found: dict[str, list[Project]] = defaultdict(list)
    for project in projects:
        found[by.key(project)].append(project)
    made = [
        Group(key, by.name(of_key[0]), together(sums_of(spent[project.code]) for project in of_key))
        for key, of_key in found.items()
    ]
    return sorted(made, key=lambda group: (group.name, group.code))
