"""Which lines of a claim are controlled, when not all are.

Pure, and reproducible by anyone: the draw follows from the seed, the method, the size and the
lines alone, by SHA-256 and whole numbers. The order of the rows plays no part.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

from programmes.choices import SampleMethod

CENT = Decimal("0.01")
HASHES = 2**256


class Item(NamedTuple):
    """A line as far as a draw goes: the number it has on its claim, and what was declared."""

    number: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Draw:
    """The numbers of the lines that were drawn.

    Of the monetary method also how: `certain` are the lines at least as large as an interval;
    through the others, one after the other by number, go points of one euro amount, `interval`
    apart, from `start` on. Amounts are euro, rounded to the cent for who reads them.
    """

    chosen: frozenset[int]
    certain: frozenset[int] = frozenset()
    interval: Decimal | None = None
    start: Decimal | None = None


def draw(items: Sequence[Item], method: str, size: int, seed: str) -> Draw:
    """The sample of so many lines; all of them when there are no more.

    Of the monetary method lines of nothing are never drawn. Raises ValueError for a size below 1.
    """
    if size < 1:
        raise ValueError(size)
    if method == SampleMethod.RANDOM:
        return _by_line(items, size, seed)
    return _by_euro(items, size, seed)


def _by_line(items: Sequence[Item], size: int, seed: str) -> Draw:
    """The lines whose hashes come first: each line has the same chance."""
    ranked = sorted(items, key=lambda item: (_hash(f"{seed}:{item.number}"), item.number))
    return Draw(frozenset(item.number for item in ranked[:size]))


def _by_euro(items: Sequence[Item], size: int, seed: str) -> Draw:
    """Systematic sampling of euros: each euro has the same chance.

    A line at least as large as the interval is certain; without it the interval is another, until
    no line left is as large.
    """
    rest = sorted((item for item in items if item.amount > 0), key=lambda item: item.number)
    certain: set[int] = set()
    while rest and size > len(certain):
        interval = Fraction(sum(item.amount for item in rest)) / (size - len(certain))
        large = {item.number for item in rest if item.amount >= interval}
        if not large:
            start = interval * Fraction(_hash(seed), HASHES)
            chosen = certain | set(_points(rest, interval, start))
            return Draw(frozenset(chosen), frozenset(certain), _cents(interval), _cents(start))
        certain |= large
        rest = [item for item in rest if item.number not in large]
    return Draw(frozenset(certain), frozenset(certain))


def _points(items: Sequence[Item], interval: Fraction, start: Fraction) -> list[int]:
    """The lines that hold a point: `start`, and every interval from there on."""
    found, point, until = [], start, Fraction(0)
    for item in items:
        until += Fraction(item.amount)
        if point < until:
            found.append(item.number)
            point += interval
    return found


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest())


def _cents(amount: Fraction) -> Decimal:
    exact = Decimal(amount.numerator) / Decimal(amount.denominator)
    return exact.quantize(CENT, ROUND_HALF_UP)
