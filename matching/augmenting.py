"""How many more mentees a change places, found by solving on from a proposal. Pure.

A proposal places the most mentees there can be. With a place or a pair more, someone left over
takes a mentor whose mentee moves to another one, and so on until a free place: one such path per
mentee placed more, and everyone who had a mentor keeps one.
"""

from collections.abc import Iterable

import numpy as np

from matching.assignment import NOBODY
from matching.crowd import Array


class Placing:
    """A choice of mentors that grows. `allowed` may have gained pairs since it was made."""

    def __init__(self, allowed: Array, places: Array, chosen: Array) -> None:
        self.allowed = allowed
        self.chosen = chosen.copy()
        self.free = places - np.bincount(chosen[chosen != NOBODY], minlength=len(places))
        self._dead = np.zeros(len(places), bool)

    def place(self, rows: Iterable[int], most: int) -> list[int]:
        """Of these mentees without a mentor those who get one, in this order, at most so many."""
        placed: list[int] = []
        for row in rows:
            if len(placed) == most:
                break
            if self._place(row):
                placed.append(row)
        return placed

    def _place(self, start: int) -> bool:
        """Find a path from a mentee to a free place and move everyone along it."""
        came_from = np.full(len(self.free), NOBODY)
        seen, wave = self._dead.copy(), [start]
        while wave:
            behind: list[int] = []
            for row in wave:
                new = (self.allowed[row] & ~seen).nonzero()[0]
                seen[new] = True
                came_from[new] = row
                if len(open_ones := new[self.free[new] > 0]):
                    self._move(int(open_ones[0]), came_from)
                    return True
                behind += np.isin(self.chosen, new).nonzero()[0].tolist()
            wave = behind
        # Nobody who can be reached from here can be placed: no later search need look again.
        self._dead |= seen
        return False

    def _move(self, mentor: int, came_from: Array) -> None:
        self.free[mentor] -= 1
        while mentor != NOBODY:
            row = int(came_from[mentor])
            before = int(self.chosen[row])
            self.chosen[row] = mentor
            mentor = before


def within_reach(allowed: Array, chosen: Array, start: int) -> tuple[Array, Array]:
    """Whom a mentee without a mentor could move: who can be reached, as masks of the mentees and
    of their mentors. A new place helps the mentee when it fits one of those mentees.
    """
    rows, columns = (np.zeros(size, bool) for size in allowed.shape)
    rows[start] = True
    new = rows
    while new.any():
        found = allowed[new].any(axis=0) & ~columns
        columns |= found
        new = np.isin(chosen, found.nonzero()[0]) & ~rows
        rows |= new
    return rows, columns
