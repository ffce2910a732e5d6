"""Limits on dated amounts: what was granted, settled or paid by each day.

Pure: plain values in, plain values out; services and the data package share them. Amounts are
euro as Decimal. Source: domain.md 7, readings.md 13 and 21.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from programmes.choices import GrantKind, PaymentKind

Dated = tuple[date, Decimal]
ZERO = Decimal(0)


def granted(kind: str, amount: Decimal) -> Decimal:
    """What a decision adds to the maximum of a project; a decrease subtracts."""
    return -amount if kind == GrantKind.DECREASE else amount


def paid(kind: str, amount: Decimal) -> Decimal:
    """What a payment adds to what was paid; a recovery subtracts."""
    return -amount if kind == PaymentKind.RECOVERY else amount


def running(changes: Iterable[Dated]) -> dict[date, Decimal]:
    """The sum by the end of each day on which something changed, in order of time."""
    per_day: dict[date, Decimal] = {}
    for day, amount in changes:
        per_day[day] = per_day.get(day, ZERO) + amount
    total, sums = ZERO, {}
    for day in sorted(per_day):
        total += per_day[day]
        sums[day] = total
    return sums


def first_day_above(sums: Mapping[date, Decimal], limit: Decimal) -> date | None:
    """The first day on which a running sum is above a fixed limit."""
    return next((day for day, total in sums.items() if total > limit), None)


def first_day_below_zero(sums: Mapping[date, Decimal]) -> date | None:
    """The first day on which a running sum is negative."""
    return next((day for day, total in sums.items() if total < ZERO), None)


def first_day_beyond(sums: Mapping[date, Decimal], allowed: Mapping[date, Decimal]) -> date | None:
    """The first day on which a running sum is above another one, such as paid above granted."""
    total = limit = ZERO
    for day in sorted({*sums, *allowed}):
        total, limit = sums.get(day, total), allowed.get(day, limit)
        if total > limit:
            return day
    return None


def sum_by(sums: Mapping[date, Decimal], day: date) -> Decimal:
    """A running sum as it stands by the end of a day."""
    latest = max((on for on in sums if on <= day), default=None)
    return sums[latest] if latest else ZERO
