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


# Up to here floating point numbers count exactly.
EXACT = 2**53


@dataclass(frozen=True, slots=True)
class Scale:
    """What one mentee placed and one point of score are worth, in the wait of a pair; waits are
    counted in days, or in more days at a time where the numbers would grow too large.
    """

    placed: int
    point: int
    days: int = 1

    @classmethod
    def of(cls, score: Array, days: Array) -> "Scale":
        """Worth more than everything that the goals after it can bring together."""
        most = int(score.max(axis=1, initial=0).sum(dtype=np.int64))
        at_a_time = 1
        while True:
            waited = int((days // at_a_time).sum())
            placed = 1 + most * (1 + waited) + waited
            if placed * (len(days) + 1) < EXACT:
                return cls(placed, 1 + waited, at_a_time)
            at_a_time *= 2

    def values(self, allowed: Array, score: Array, days: Array) -> Array:
        """What each allowed pair brings; 0 where there is no pair."""
        worth = score.astype(np.float64)
        worth *= self.point
        worth += (days // self.days + self.placed)[:, None]
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
        chosen[rows] = _assign_block(values, places, rows, columns)
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


def _assign_block(values: Array, places: Array, rows: Array, columns: Array) -> Array:
    from scipy.optimize import linear_sum_assignment

    # A mentor has a column for each place, as far as there are mentees for it.
    of_places = np.repeat(columns, np.minimum(places[columns], len(rows)))
    costs = values[np.ix_(rows, of_places)]
    placed, taken = linear_sum_assignment(np.negative(costs, out=costs))
    found = np.full(len(rows), NOBODY)
    real = costs[placed, taken] < 0
    found[placed[real]] = of_places[taken[real]]
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

    Each mentee keeps what they bring above the price of their place; who brings more elsewhere
    pushes the price there, and who has that place keeps less. Until nobody pushes any more.
    """
    placed = (chosen != NOBODY).nonzero()[0]
    mentors = chosen[placed]
    full = np.bincount(mentors, minlength=len(places)) >= places
    brought = np.zeros(len(chosen))
    brought[placed] = values[placed, mentors]
    prices = np.zeros(len(places))
    pushed = (values - brought[:, None]).max(axis=0, initial=0)
    # Of the best choice no push comes back to where it began; whatever the prices, they bound.
    for _round in range(len(places) + 1):
        risen = full & (pushed > prices)
        if not risen.any():
            break
        prices[risen] = pushed[risen]
        moved = placed[risen[mentors]]
        kept = brought[moved] - prices[chosen[moved]]
        pushed = (values[moved] - kept[:, None]).max(axis=0, initial=0)
    return prices
