"""Money of a project as of a day (domain.md 7): pure, on plain values, euro as Decimal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from programmes import claiming, terms
from reporting.tables import CENT, rounded

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Term:
    """The first and last day of a project, with an extension decided by the day."""

    first_day: date
    last_day: date

    @property
    def days(self) -> int:
        return terms.days(self.first_day, self.last_day)

    def elapsed(self, as_of: date) -> int:
        """Days of the term up to and including the day, counting first and last."""
        return terms.elapsed(self.first_day, self.last_day, as_of)


@dataclass(frozen=True, slots=True)
class Money:
    """What is known of one project by a day. `declared_per_year` holds (year, amount), and
    `controlled` is what was declared on claims that were controlled."""

    granted: Decimal = ZERO
    declared_per_year: Sequence[tuple[int, Decimal]] = ()
    controlled: Decimal = ZERO
    accepted: Decimal = ZERO
    settled: Decimal = ZERO
    paid: Decimal = ZERO

    @property
    def declared(self) -> Decimal:
        return sum((amount for _, amount in self.declared_per_year), ZERO)

    @property
    def refused(self) -> Decimal:
        """What control took off."""
        return self.controlled - self.accepted


def expected(granted: Decimal, term: Term, as_of: date) -> Decimal:
    """What would be used by the day if costs followed the calendar, to the cent."""
    return rounded(_share(granted, term, as_of), CENT)


def due_until(term: Term, as_of: date) -> date | None:
    """The last day up to which costs should have been declared: claims come once a year.

    The last day of the latest year of which the costs are due; none before the first day. Source:
    domain.md 7 [choice], `claiming.due_on`.
    """
    last = term.last_day
    years = range(last.year, term.first_day.year - 1, -1)
    due = (year for year in years if claiming.due_on(year, last) <= as_of)
    latest = next(due, None)
    return None if latest is None else claiming.opens_on(latest, last)


def use(money: Money, term: Term, until: date | None) -> Fraction | None:
    """Declared for the years that are due ÷ the part of the grant for those days."""
    planned = _share(money.granted, term, until) if until else Fraction(0)
    if until is None or not planned:
        return None
    declared = sum((amount for year, amount in money.declared_per_year if year <= until.year), ZERO)
    return Fraction(declared) / planned


def signal(ratio: Fraction | None, *, under_pct: int, over_pct: int) -> str | None:
    """`under`, `on_track` or `over`, judged on the unrounded ratio; none without one."""
    if ratio is None:
        return None
    if ratio * 100 < under_pct:
        return "under"
    return "over" if ratio * 100 > over_pct else "on_track"


def missing_years(money: Money, term: Term, until: date | None) -> list[int]:
    """The years that are due and for which nothing was declared."""
    if until is None:
        return []
    declared = {year for year, _ in money.declared_per_year}
    return [year for year in range(term.first_day.year, until.year + 1) if year not in declared]


def _share(amount: Decimal, term: Term, as_of: date) -> Fraction:
    return Fraction(amount) * term.elapsed(as_of) / term.days
