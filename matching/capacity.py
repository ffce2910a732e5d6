"""How many mentees a mentor has at a time. Pure: periods in."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import TypeVar

from m2w.periods import Period

T = TypeVar("T")


def overbooked(items: Iterable[tuple[Period, T]], capacity: int) -> Iterator[T]:
    """Those that open on a day on which all places are taken already (readings.md 18).

    A place is free again on the day on which a duo ends.
    """
    ends: list[date | None] = []
    for period, item in sorted(items, key=lambda item: item[0].start):
        ends = [end for end in ends if end is None or end > period.start]
        if len(ends) < capacity:
            ends.append(period.end)
        else:
            yield item


def free_place(taken: Collection[int]) -> int:
    """The lowest numbered place that nobody holds; places count from 1."""
    return next(place for place in range(1, len(taken) + 2) if place not in taken)
