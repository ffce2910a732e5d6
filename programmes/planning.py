"""What part of a grant falls in each calendar year, by the days of the term. Pure.

Source: domain.md 7: granted × days of the term elapsed ÷ days of the term, first and last day
included. Amounts are euro, rounded half up to the cent.
"""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from m2w.periods import Period

CENT = Decimal("0.01")


def part_of_year(granted: Decimal, term: Period, year: int) -> Decimal:
    """What of a grant falls in a year. The parts of all years add up to the grant, to the cent."""
    return elapsed(granted, term, date(year, 12, 31)) - elapsed(
        granted, term, date(year - 1, 12, 31)
    )


def elapsed(granted: Decimal, term: Period, on: date) -> Decimal:
    """What of a grant falls on the days of its term up to and including a day."""
    days = (on - term.start).days + 1
    passed = min(max(days, 0), term.days)
    return (granted * passed / term.days).quantize(CENT, ROUND_HALF_UP)
