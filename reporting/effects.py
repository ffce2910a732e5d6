"""Why a grant is under- or over-used: what was planned but not spent, split into its causes.

Pure: plain values of one project in, euros out. Source: Q479 answer 2, domain.md 7; the split
itself [choice].

Planned is the part of the grant for the days that are due. For a year that was declared it is
set beside the mentees who started: planned − declared =
    mentees not started × the grant per target mentee      (of which some because of a late start)
  + mentees started × (the grant per target mentee − the cost of one).
For a year that was not declared all that was planned is missing. The parts add up to the cent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from reporting.budget import ZERO, Money, Term, due_until, missing_years
from reporting.tables import CENT, rounded

# A first start so many days after the first day of the project is a late one [choice].
LATE_AFTER_DAYS = 60


@dataclass(frozen=True, slots=True)
class Starts:
    """The mentees who started in a project by the day: how many per year, and the first."""

    per_year: Mapping[int, int] = field(default_factory=dict)
    first_on: date | None = None


@dataclass(frozen=True)
class Spending:
    """What is known of the money of one project by a day. `starts` is None for who may see no
    count of persons."""

    money: Money
    term: Term
    target: int
    as_of: date
    starts: Starts | None

    @cached_property
    def until(self) -> date | None:
        """The day up to which costs should have been declared."""
        return due_until(self.term, self.as_of)

    @cached_property
    def years(self) -> list[int]:
        """The years that are due and were declared."""
        until = self.until
        if until is None:
            return []
        return sorted(year for year, _ in self.money.declared_per_year if year <= until.year)

    @property
    def missing(self) -> list[int]:
        """The years that are due and were not declared."""
        return missing_years(self.money, self.term, self.until)

    @property
    def declared_due(self) -> Decimal:
        of_years = (amount for year, amount in self.money.declared_per_year if year in self.years)
        return sum(of_years, ZERO)

    @property
    def planned_due(self) -> Fraction:
        """The part of the grant for the days that are due, in euro."""
        return self.part(self.term.elapsed(self.until)) if self.until else Fraction(0)

    @property
    def declared_days(self) -> int:
        """The days of the term that lie in the years that were declared."""
        return sum(self.days_of(year) for year in self.years)

    @property
    def planned_mentees(self) -> Fraction:
        """How many an even pace would have started on those days."""
        return Fraction(self.target * self.declared_days, self.term.days)

    @property
    def started(self) -> int:
        """How many did start in the years that were declared."""
        if self.starts is None or not self.years:
            return 0
        return sum(self.starts.per_year.get(year, 0) for year in self.years)

    @property
    def late_days(self) -> int:
        """The days before the first start, when it came late; 0 when it did not."""
        if self.starts is None or self.until is None:
            return 0
        first = min(self.starts.first_on or self.until, self.until)
        days = (first - self.term.first_day).days
        return days if days > LATE_AFTER_DAYS else 0

    def part(self, days: int) -> Fraction:
        """So many days' part of the grant."""
        return Fraction(self.money.granted) * days / self.term.days

    def days_of(self, year: int) -> int:
        """The days of the term in a calendar year, as far as they are due."""
        until = self.until or date.min
        last = min(date(year, 12, 31), until)
        return self.term.elapsed(last) - self.term.elapsed(min(date(year - 1, 12, 31), until))


def gap(spending: Spending) -> Decimal:
    """Planned less declared, over what is due, to the cent; negative when more was spent."""
    return rounded(spending.planned_due, CENT) - spending.declared_due


def effects(spending: Spending) -> dict[str, Decimal]:
    """What each cause adds to the gap, in euro; those without any left out. They add up to `gap`.

    Codes: not_declared, late_start, mentees, unit_cost; and `execution` for the last three
    together, where there is no target or the reader may see no count of persons.
    """
    parts = {"not_declared": spending.part(sum(map(spending.days_of, spending.missing)))}
    planned = spending.part(spending.declared_days)
    if spending.starts is None or not spending.target:
        parts["execution"] = planned - Fraction(spending.declared_due)
    else:
        parts |= _of_mentees(spending, planned)
    return _to_the_cent(parts, gap(spending))


def _of_mentees(spending: Spending, planned: Fraction) -> dict[str, Fraction]:
    each = Fraction(spending.money.granted) / spending.target
    worked = spending.started * each
    fewer = planned - worked
    late = min(max(fewer, Fraction(0)), spending.part(_late_and_declared(spending)))
    return {
        "late_start": late,
        "mentees": fewer - late,
        "unit_cost": worked - Fraction(spending.declared_due),
    }


def _late_and_declared(spending: Spending) -> int:
    """The late days that lie in the years that were declared."""
    left, late = spending.late_days, 0
    for year in range(spending.term.first_day.year, (spending.until or date.min).year + 1):
        days = min(left, spending.days_of(year))
        late += days if year in spending.years else 0
        left -= days
    return late


def since_due(spending: Spending) -> Decimal:
    """What is expected by the day and not due yet: only time since the last due date, in euro."""
    expected = spending.part(spending.term.elapsed(spending.as_of))
    return rounded(expected, CENT) - rounded(spending.planned_due, CENT)


def _to_the_cent(parts: Mapping[str, Fraction], total: Decimal) -> dict[str, Decimal]:
    """The parts in cents; the largest takes what rounding leaves, so that they add up."""
    cents = {code: rounded(part, CENT) for code, part in parts.items()}
    largest = max(cents, key=lambda code: abs(cents[code]))
    cents[largest] += total - sum(cents.values(), ZERO)
    return {code: amount for code, amount in cents.items() if amount}
