"""What a promoter may declare, and by when (domain.md 7). Pure: plain values in, codes out.

Amounts are euro to the cent, hours have two decimals. What is computed is rounded half up after
its last step (readings.md 31).
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from m2w.periods import add_months
from programmes.choices import CostCategory

MONTHS_TO_CLAIM = 3
ZERO = Decimal("0.00")
# Of a leap year; more is a mistake, and an amount of thirteen digits too.
MOST_HOURS, MOST_EUROS = 8784, Decimal(10**12)
# As long as the database keeps them: a supplier, a bar and a number.
LONGEST_SUPPLIER, LONGEST_NUMBER = 219, 60


# When -------------------------------------------------------------------------------------------


def due_on(year: int, last_day: date) -> date:
    """The day by which the costs of a year are declared: 31 March of the next year, and for the
    last year of a term three months after its last day. Source: domain.md 7 [choice]."""
    if year < last_day.year:
        return date(year + 1, 3, 31)
    return add_months(last_day, MONTHS_TO_CLAIM)


def opens_on(year: int, last_day: date) -> date:
    """The last day of a year within the term: after it all of its costs are known."""
    return min(date(year, 12, 31), last_day)


def years_begun(first_day: date, last_day: date, today: date) -> range:
    """The years of which the term has had a day by today."""
    return range(first_day.year, min(last_day, today).year + 1 if first_day <= today else 0)


def remind_on(year: int, last_day: date) -> date:
    """The first day of the month in which they are due: 1 March for most years."""
    return due_on(year, last_day).replace(day=1)


# How much ---------------------------------------------------------------------------------------


def to_the_cent(exact: Fraction) -> Decimal:
    """Half up, of what is not below zero."""
    return Decimal(floor(exact * 100 + Fraction(1, 2))).scaleb(-2)


def cost_of_hours(yearly_cost: Decimal, hours: Decimal, norm: int) -> Decimal:
    """What the hours of someone cost: their yearly cost ÷ the hours of a full year × the hours."""
    return to_the_cent(Fraction(yearly_cost) * Fraction(hours) / norm)


def most_overhead(staff_costs: Decimal, percentage: Decimal) -> Decimal:
    """The overhead that goes with staff costs, as a percentage of them."""
    return to_the_cent(Fraction(staff_costs) * Fraction(percentage) / 100)


# The same invoice ---------------------------------------------------------------------------------


def folded(words: str) -> str:
    """Letters and digits of any script, without case, accents, spaces and punctuation."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", words).casefold())
    return "".join(sign for sign in plain if sign.isalnum())


def invoice_key(supplier: str, number: str) -> str:
    """What tells the same invoice of the same supplier, however they are written; empty when one
    of both is not there."""
    who, which = folded(supplier), folded(number)
    return f"{who[:LONGEST_SUPPLIER]}|{which[:LONGEST_NUMBER]}" if who and which else ""


# One line -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cost:
    """What someone wants to declare on one line. `other_hours` are those of the same member of
    staff on every other line of the year."""

    category: str
    description: str = ""
    supplier: str = ""
    has_staff: bool = False
    hours: Decimal | None = None
    yearly_cost: Decimal | None = None
    spent_on: date | None = None
    amount: Decimal | None = None
    other_hours: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class YearOfProject:
    """The days of a year on which a project can have had costs, today included, and the hours of
    a full year in its call, if they are set. `first_day` comes after `last_day` when none."""

    first_day: date
    last_day: date
    hours_norm: int | None = None


def year_of(
    year: int, first_day: date, last_day: date, today: date, norm: int | None
) -> YearOfProject:
    """Of the term from first to last day, as decided by now."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return YearOfProject(max(first, first_day), min(last, last_day, today), norm)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a line cannot stand, at one of its fields (named as in the model)."""

    field: str
    code: str


def amount_of(cost: Cost, norm: int | None) -> Decimal | None:
    """What a line comes to: computed for hours of staff where the call has a norm."""
    if norm and cost.has_staff and cost.hours is not None and cost.yearly_cost is not None:
        return cost_of_hours(cost.yearly_cost, cost.hours, norm)
    return cost.amount


def faults(cost: Cost, year: YearOfProject) -> Iterator[Fault]:
    """Everything that keeps a line from standing in a claim of that year.

    Codes: required, staff_only, needs_staff, not_positive, too_many, too_much, above_norm,
    outside_year, computed.
    """
    yield from of_staff(cost, year)
    if not (cost.description or cost.has_staff):
        yield Fault("description", "required")
    if cost.spent_on is None:
        if not cost.has_staff:
            yield Fault("spent_on", "required")
    elif not year.first_day <= cost.spent_on <= year.last_day:
        yield Fault("spent_on", "outside_year")
    yield from of_amount(cost, year)


def of_staff(cost: Cost, year: YearOfProject) -> Iterator[Fault]:
    """The member of staff, their hours and what they cost."""
    numbers = {"hours": cost.hours, "yearly_cost": cost.yearly_cost}
    given = [name for name, value in numbers.items() if value is not None]
    if cost.category != CostCategory.STAFF:
        named = [*(["staff"] if cost.has_staff else []), *given]
        yield from (Fault(name, "staff_only") for name in named)
        return
    if cost.has_staff:
        yield from of_hours(numbers, year)
        if year.hours_norm and (cost.hours or ZERO) + cost.other_hours > year.hours_norm:
            yield Fault("hours", "above_norm")
    elif given:
        yield Fault("staff", "needs_staff")


def of_hours(numbers: dict[str, Decimal | None], year: YearOfProject) -> Iterator[Fault]:
    """Both are needed where the amount is computed from them."""
    for name, value in numbers.items():
        if value is None:
            if year.hours_norm:
                yield Fault(name, "required")
        elif value <= 0:
            yield Fault(name, "not_positive")
    if (numbers["hours"] or ZERO) > MOST_HOURS:
        yield Fault("hours", "too_many")


def of_amount(cost: Cost, year: YearOfProject) -> Iterator[Fault]:
    amount = amount_of(cost, year.hours_norm)
    is_computed = bool(cost.category == CostCategory.STAFF and cost.has_staff and year.hours_norm)
    if amount is None:
        if not is_computed:
            yield Fault("amount_declared", "required")
    elif cost.amount is not None and cost.amount != amount:
        yield Fault("amount_declared", "computed")
    elif amount <= 0:
        yield Fault("amount_declared", "not_positive")
    elif amount >= MOST_EUROS:
        yield Fault("amount_declared", "too_much")
