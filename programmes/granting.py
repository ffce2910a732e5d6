"""Whether a grant fits: within the budgets, and never less than what is settled or paid already.

Pure: plain values in, a code out; services put it into words. What waits for a second person is
held back: one that adds takes room in the budgets, one that lowers frees none until it is
confirmed. Amounts are euro as Decimal. Source: domain.md 7.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from programmes import limits
from programmes.choices import GrantKind
from programmes.limits import ZERO, Dated

# An extension is granted on a request; its grant comes with it.
ENTERED_KINDS = (GrantKind.INITIAL, GrantKind.INCREASE, GrantKind.DECREASE)


class Decided(NamedTuple):
    """A grant as far as the limits go: from when, what it adds (less than zero for a decrease),
    and whether it counts already."""

    on: date
    adds: Decimal
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Books:
    """What stands beside a grant: the other grants of its project, its lot and its call, the
    budgets of these two, and what was settled and paid of the project by day."""

    of_project: Sequence[Decided]
    of_lot: Sequence[Decided]
    of_call: Sequence[Decided]
    call_budget: Decimal
    lot_budget: Decimal | None = None
    settled: Sequence[Dated] = ()
    paid: Sequence[Dated] = ()


def why_not(new: Decided, books: Books) -> str:
    """The first limit that a grant would break on any day; empty when it fits.

    over_budget and over_lot_budget for one that adds, of which only the second can be allowed,
    for a reason; below_zero, below_settled and below_paid for one that lowers.
    """
    if new.adds > ZERO:
        return _why_not_more(new, books)
    return _why_not_less(new, books) if new.adds < ZERO else ""


def _why_not_more(new: Decided, books: Books) -> str:
    if limits.first_day_above(at_most([*books.of_call, new]), books.call_budget):
        return "over_budget"
    if books.lot_budget is None:
        return ""
    above = limits.first_day_above(at_most([*books.of_lot, new]), books.lot_budget)
    return "over_lot_budget" if above else ""


def _why_not_less(new: Decided, books: Books) -> str:
    left = at_least([*books.of_project, new])
    if limits.first_day_below_zero(left):
        return "below_zero"
    if limits.first_day_beyond(limits.running(books.settled), left):
        return "below_settled"
    return "below_paid" if limits.first_day_beyond(limits.running(books.paid), left) else ""


def at_most(grants: Iterable[Decided]) -> Mapping[date, Decimal]:
    """The most that can be granted by each day, whatever becomes of what waits."""
    return limits.running((one.on, one.adds) for one in grants if one.counts or one.adds > ZERO)


def at_least(grants: Iterable[Decided]) -> Mapping[date, Decimal]:
    """The least that can be granted by each day, whatever becomes of what waits."""
    return limits.running((one.on, one.adds) for one in grants if one.counts or one.adds < ZERO)
