"""How long something took, of many: the middle, the spread, and how a share grows in time.

Pure: histograms of days in, plain numbers out.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate
from typing import NamedTuple

from reporting.tables import TENTH, rounded

# How many took so many days.
Histogram = Mapping[int, int]
DAYS_A_MONTH = 1461 / 48


class Spread(NamedTuple):
    """Days: the middle half lies from `low` to `high`; `middle` is the median."""

    low: Decimal
    middle: Decimal
    high: Decimal


def spread(histogram: Histogram) -> Spread | None:
    """Quartiles; none without any."""
    if not histogram:
        return None
    return Spread(*(quantile(histogram, Fraction(part, 4)) for part in (1, 2, 3)))


def median(histogram: Histogram) -> Decimal | None:
    """The middle value, or the mean of the middle two, with one decimal; none without any."""
    return quantile(histogram, Fraction(1, 2)) if histogram else None


def quantile(histogram: Histogram, part: Fraction) -> Decimal:
    """The value at this part of the way from the first to the last in order; between two values
    as far as it lies between them, with one decimal."""
    values = sorted(histogram)
    ends = list(accumulate(histogram[value] for value in values))
    place = part * (ends[-1] - 1)
    below, rest = divmod(place, 1)
    first, second = (
        values[bisect_right(ends, position)] for position in (below, below + bool(rest))
    )
    return rounded(first + (second - first) * rest, TENTH)


def growth(found: Histogram, still_looking: Histogram, months: int) -> list[float]:
    """The share in percent that found work within 0, 1, … `months` months.

    Who found none counts for as long as we could look (Kaplan–Meier); of how many that was how
    many days, `still_looking` says.
    """
    steps = [(-1, 1.0), *without(found, still_looking)]
    days = [day for day, _share in steps]
    moments = (int(month * DAYS_A_MONTH) for month in range(months + 1))
    return [100 * (1 - steps[bisect_right(days, moment) - 1][1]) for moment in moments]


def without(found: Histogram, still_looking: Histogram) -> Iterator[tuple[int, float]]:
    """From each day on the share that has found none yet."""
    left, share = sum(found.values()) + sum(still_looking.values()), 1.0
    for day in sorted({*found, *still_looking}):
        share *= 1 - found.get(day, 0) / left
        left -= found.get(day, 0) + still_looking.get(day, 0)
        yield day, share
