"""What is settled and paid of a project, and what is left of it.

Pure: plain values in, amounts and codes out; services put the codes into words. What waits for a
second person is held back: what adds takes room at once, what lowers frees none until it is
confirmed. Amounts are euro as Decimal. Source: domain.md 7, readings.md 21.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from programmes import limits
from programmes.limits import ZERO, Dated


class Change(NamedTuple):
    """A dated amount that adds to a sum or lowers it, and whether it counts already."""

    on: date
    amount: Decimal
    counts: bool = True

    @property
    def dated(self) -> Dated:
        return self.on, self.amount


def at_most(changes: Iterable[Change]) -> Mapping[date, Decimal]:
    """The running sum if all that waits and adds is done, and nothing that waits and lowers."""
    return limits.running(one.dated for one in changes if one.counts or one.amount > ZERO)


def at_least(changes: Iterable[Change]) -> Mapping[date, Decimal]:
    """The running sum if all that waits and lowers is done, and nothing that waits and adds."""
    return limits.running(one.dated for one in changes if one.counts or one.amount < ZERO)


def why_not_within(changes: Iterable[Change], allowed: Mapping[date, Decimal]) -> str:
    """Why changes together do not fit; empty when they do. Codes: below_zero on some day, or
    above_granted: on some day more than the running sum that is allowed."""
    changes = list(changes)
    if limits.first_day_below_zero(at_least(changes)):
        return "below_zero"
    return "above_granted" if limits.first_day_beyond(at_most(changes), allowed) else ""


def proposed(accepted: Decimal, granted: Decimal, settled_before: Decimal) -> Decimal:
    """What is settled of a year: what was accepted, as far as there is room under what was
    granted."""
    return max(ZERO, min(accepted, granted - settled_before))


def balance(settled: Decimal, paid: Decimal) -> Decimal:
    """What is still to be paid of all that was settled; below zero: to be recovered."""
    return settled - paid
