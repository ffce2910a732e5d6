"""What a project will have cost by the end of its term, and how far such a forecast was off.

Pure: plain values in, euros out. Two methods [choice], each tried on the years that are known:
a year is forecast from the years before it, and set beside what was really declared. The method
with the smallest error over all projects is used, and that error is told.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from reporting.budget import ZERO
from reporting.effects import Spending
from reporting.tables import CENT, rounded

Method = Callable[[Spending, Sequence[int], int], Fraction]


def pace(spending: Spending, known: Sequence[int], days: int) -> Fraction:
    """So many days at the cost per day of the years that are known."""
    known_days = sum(spending.days_of(year) for year in known)
    if not known_days:
        return plan(spending, known, days)
    return Fraction(_declared(spending, known)) * days / known_days


def plan(spending: Spending, known: Sequence[int], days: int) -> Fraction:
    """So many days as they were granted, whatever came of it before."""
    return spending.part(days)


METHODS: dict[str, Method] = {"pace": pace, "plan": plan}


@dataclass(frozen=True, slots=True)
class Error:
    """How far a method was off on past years: the sum of what it missed, up or down, and the sum
    of what was really declared, in euro."""

    missed: Fraction = Fraction(0)
    declared: Decimal = ZERO
    years: int = 0

    @property
    def share(self) -> Fraction | None:
        """Of what was declared; None where no past year tells."""
        return self.missed / Fraction(self.declared) if self.declared else None

    def __add__(self, other: "Error") -> "Error":
        return Error(
            self.missed + other.missed, self.declared + other.declared, self.years + other.years
        )


def error_of(method: str, projects: Collection[Spending]) -> Error:
    """Every declared year but the first of each project, forecast from the years before it."""
    total = Error()
    for spending in projects:
        for at, year in enumerate(spending.years[1:], start=1):
            forecast = METHODS[method](spending, spending.years[:at], spending.days_of(year))
            declared = _declared(spending, [year])
            total += Error(abs(forecast - Fraction(declared)), declared, 1)
    return total


def best_method(projects: Collection[Spending]) -> str:
    """The code of the method that was least off; `plan` when no past year tells."""
    errors = {method: error_of(method, projects).share for method in METHODS}
    told = {method: error for method, error in errors.items() if error is not None}
    return min(told, key=lambda method: told[method]) if told else "plan"


def forecast(spending: Spending, method: str) -> Decimal:
    """What will be declared by the end of the term, in euro; at most what was granted.

    What is known of the years that are due stays; for the rest of the term, and for years that
    are due and missing, the method tells.
    """
    days = spending.term.days - spending.declared_days
    rest = METHODS[method](spending, spending.years, days)
    total = rounded(Fraction(spending.declared_due) + rest, CENT)
    return max(min(total, spending.money.granted), spending.declared_due)


def _declared(spending: Spending, years: Collection[int]) -> Decimal:
    amounts = (amount for year, amount in spending.money.declared_per_year if year in years)
    return sum(amounts, ZERO)
