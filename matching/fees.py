"""What a volunteer may be paid: at most so much a day and so much a year. Pure.

The maxima are data in `data/volunteer_maxima.toml`; a year without its own takes those of the last
year before it that has them [choice], and one before all of them the first. Amounts are euro.
"""

import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from m2w.periods import Period

DATA = Path(__file__).with_name("data") / "volunteer_maxima.toml"
ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Maxima:
    """The maxima of a year; `known_for` is the year whose amounts they are."""

    known_for: int
    day: Decimal
    year: Decimal


class Paid(NamedTuple):
    """What a volunteer got for a day, or is to get."""

    day: date
    amount: Decimal


class Excess(NamedTuple):
    """A maximum that is exceeded: day_maximum or year_maximum, on or in the year of a day, and
    how much was left beside what is new."""

    code: str
    day: date
    left: Decimal


@cache
def known_maxima() -> Mapping[int, Maxima]:
    """Every year of which the amounts are known."""
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return {
        int(year): Maxima(int(year), Decimal(row["day"]), Decimal(row["year"]))
        for year, row in rows.items()
    }


def maxima(year: int) -> Maxima:
    """What holds in a year, by the last amounts that are known for it."""
    known = known_maxima()
    return known[max((one for one in known if one <= year), default=min(known))]


def total_of(fees: Iterable[Paid], year: int) -> Decimal:
    return sum((fee.amount for fee in fees if fee.day.year == year), ZERO)


def excess(new: Collection[Paid], others: Collection[Paid]) -> Excess | None:
    """The first maximum that new fees of one volunteer exceed beside all their other ones, those
    of other projects too; None when they stay within all of them."""
    days, years = _sums(others)
    for fee in sorted(new):
        allowed = maxima(fee.day.year)
        if days[fee.day] + fee.amount > allowed.day:
            return Excess("day_maximum", fee.day, max(ZERO, allowed.day - days[fee.day]))
        if years[fee.day.year] + fee.amount > allowed.year:
            return Excess("year_maximum", fee.day, max(ZERO, allowed.year - years[fee.day.year]))
        days[fee.day] += fee.amount
        years[fee.day.year] += fee.amount
    return None


def _sums(fees: Iterable[Paid]) -> tuple[dict[date, Decimal], dict[int, Decimal]]:
    days: dict[date, Decimal] = defaultdict(lambda: ZERO)
    years: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for fee in fees:
        days[fee.day] += fee.amount
        years[fee.day.year] += fee.amount
    return days, years


def why_not_on(day: date, term: Period, active: Period, today: date) -> str:
    """Why nobody gets a fee for a day; empty when they can: in_future, outside_term of the
    project, not_registered as a volunteer then."""
    if day > today:
        return "in_future"
    if day not in term:
        return "outside_term"
    return "" if day in active else "not_registered"
