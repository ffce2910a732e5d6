"""Who goes to whom: the most mentees, then the best score, then the longest wait. Pure.

The three goals become one whole number per pair, so large that no gain in a later goal makes up
for a loss in an earlier one; of those numbers the best sum is found exactly, block by block of
people who can reach each other. `bounds` proves it: prices of people and places that no choice
can beat (linear programming duality), in whole numbers, whatever found the choice.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matching.crowd import Array

NOBODY = -1


@dataclass(frozen=True, slots=True)
class Scale:
    """What one mentee placed and one point of score are worth, in days of waiting."""

    placed: int
    point: int

    @classmethod
    def of(cls, score: Array, days: Array) -> "Scale":
        """Worth more than everything that the goals after it can bring together."""
        point = 1 + int(days.sum())
        most = score.max(axis=1, initial=0).astype(np.int64).sum()
        return cls(1 + int(most) * point + int(days.sum()), point)

    def values(self, allowed: Array, score: Array, days: Array) -> Array:
        """What each allowed pair brings; 0 where there is no pair."""
        worth = score.astype(np.int64)
        worth *= self.point
        worth += days[:, None] + self.placed
        worth *= allowed
        return worth


@dataclass(frozen=True, slots=True)
class Bounds:
    """No choice places more mentees, and none that places so many scores more."""

    placed: int
    score: int


def assign(values: Array, places: Array) -> Array:
    """Per mentee (row) the mentor (column) in the choice with the best sum, or NOBODY.

    `values` are whole and 0 where a pair is not allowed; `places` is how many each mentor takes.
    """
    chosen = np.full(len(values), NOBODY)
    for rows, columns in blocks(values > 0):
        chosen[rows] = _assign_block(values[np.ix_(rows, columns)], places[columns], columns)
    return chosen


def blocks(allowed: Array) -> Iterator[tuple[Array, Array]]:
    """The mentees and mentors who can reach each other by allowed pairs, block by block."""
    left = allowed.any(axis=1)
    while left.any():
        rows, columns = _reached(allowed, int(left.argmax()))
        left &= ~rows
        yield rows.nonzero()[0], columns.nonzero()[0]


def _reached(allowed: Array, start: int) -> tuple[Array, Array]:
    rows, columns = (np.zeros(size, bool) for size in allowed.shape)
    rows[start] = True
    new_rows = np.array([start])
    while len(new_rows):
        new_columns = (allowed[new_rows].any(axis=0) & ~columns).nonzero()[0]
        columns[new_columns] = True
        new_rows = (allowed[:, new_columns].any(axis=1) & ~rows).nonzero()[0]
        rows[new_rows] = True
    return rows, columns


def _assign_block(values: Array, places: Array, columns: Array) -> Array:
    from scipy.optimize import linear_sum_assignment

    mentor_of_place = np.repeat(np.arange(len(places)), np.minimum(places, len(values)))
    costs = values[:, mentor_of_place].astype(np.float64)
    rows, taken = linear_sum_assignment(np.negative(costs, out=costs))
    mentors = mentor_of_place[taken]
    found = np.full(len(values), NOBODY)
    real = values[rows, mentors] > 0
    found[rows[real]] = columns[mentors[real]]
    return found


def bounds(values: Array, places: Array, chosen: Array, scale: Scale) -> Bounds:
    """What no choice can beat, from prices of people and places.

    Whatever the prices: when every pair costs at least what it brings, no choice brings more than
    all of them together. They are exact when the choice is the best there is.
    """
    prices = _prices(values, places, chosen)
    of_mentees = (values - prices).max(axis=1, initial=0)
    total = int(of_mentees.sum()) + int((prices * places).sum())
    placed = total // scale.placed
    return Bounds(placed, (total - placed * scale.placed) // scale.point)


def _prices(values: Array, places: Array, chosen: Array) -> Array:
    """Per mentor what a place is worth: the least for which nobody would rather go elsewhere.

    A mentee left over pushes the price of each mentor they could have; a mentee placed pushes the
    prices of the others by what they would gain. Prices rise until nobody pushes any more.
    """
    full = np.bincount(chosen[chosen >= 0], minlength=len(places)) >= places
    prices = np.where(full, values[chosen < 0].max(axis=0, initial=0), 0)
    gain = _gains(values, chosen, len(places))
    risen = np.ones(len(places), bool)
    for _round in range(len(places)):
        if not risen.any():
            break
        pushed = (prices[risen, None] + gain[risen]).max(axis=0)
        risen = full & (pushed > prices)
        prices[risen] = pushed[risen]
    return prices


def _gains(values: Array, chosen: Array, mentors: int) -> Array:
    """Per mentor (row) and other mentor: the most that someone of the one would gain there."""
    found = np.full((mentors, mentors), np.iinfo(np.int64).min // 2)
    placed = (chosen >= 0).nonzero()[0]
    placed = placed[np.argsort(chosen[placed], kind="stable")]
    if len(placed):
        own = chosen[placed]
        gain = values[placed]
        gain -= values[placed, own][:, None]
        taken, first = np.unique(own, return_index=True)
        found[taken] = np.maximum.reduceat(gain, first, axis=0)
    return found
