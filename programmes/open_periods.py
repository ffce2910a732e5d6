"""Periods in which something is open, and which of them clash.

Pure: plain dates in; services and the data package share it. Source: readings.md 17.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import TypeVar

from m2w.periods import Period

T = TypeVar("T")


def open_period(opened_on: date | None, *closed_on: date | None) -> Period | None:
    """From the opening up to the first closing; None when it was open on no day."""
    if opened_on is None:
        return None
    end = min((day for day in closed_on if day is not None), default=None)
    return None if end is not None and end <= opened_on else Period(opened_on, end)


def clashes(items: Iterable[tuple[Period, T]]) -> Iterator[tuple[T, T]]:
    """Neighbours in order of opening that are open on one day; closing frees the day."""
    ordered = sorted(items, key=lambda item: item[0].start)
    for (period, item), (next_period, next_item) in pairwise(ordered):
        if period.overlaps(next_period):
            yield item, next_item
