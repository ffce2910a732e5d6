"""What a reader can find out of hidden counts by calculating, and which counts to hide against it.

The reader solves linear programs over what is not known: every sum holds, a dash is at least 1,
a rest at least 0. All is in deviations from the true values: the truth is always possible, and
a count is safe once there are possible worlds in which it differs enough.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

Places = Any  # a row of places
Flags = Any  # a row of booleans
Vector = Any  # a row of numbers

# Deviations larger than this are not looked at: fewer worlds than there are, never more.
FARTHEST = 60.0
EXACTLY = 150  # places among which the cheapest are found exactly
DEARER = 4.0  # how many cells may be hidden to show their total
MOST_SEEN = 1000
WORLDS_AT_ONCE = 10  # rounds that move everything together, before each count by itself
NEARLY = 1e-6


class System:
    """True values in a row, and the sums between them. The first `told` are counts that tables
    tell, the others rests. A total has a rank above that of its parts: hiding it costs more."""

    def __init__(
        self,
        values: Vector,
        rows: Sequence[Sequence[tuple[int, float]]],
        told: int,
        ranks: Sequence[int],
    ) -> None:
        from scipy.sparse import csc_array

        self.values, self.told = values, told
        self.weights = DEARER ** np.array(ranks, dtype=float)
        entries = [(r, place, sign) for r, row in enumerate(rows) for place, sign in row]
        at = ([r for r, _p, _s in entries], [p for _r, p, _s in entries])
        signs = [sign for _r, _p, sign in entries]
        self.matrix = csc_array((signs, at), shape=(len(rows), len(values)))
        # What a reader takes for the least: 1 for a dash, 0 for a rest.
        self.least = np.where(np.arange(len(values)) < told, 1.0, 0.0)

    def down(self) -> Vector:
        """How far each value may go down."""
        return np.maximum(self.least - self.values, -FARTHEST)


class Attack:
    """A reader who wants to know hidden counts to within `room` or fewer."""

    def __init__(self, system: System, room: int) -> None:
        self.system, self.room = system, room
        self.matrix = system.matrix
        # Worlds that were found: each stays possible for as long as what differs in it is hidden.
        self.seen = np.zeros((0, len(system.values)), dtype=np.int16)

    def weak(self, mask: Flags, secrets: Places) -> list[int]:
        """Those of the secret places that vary by less than `room` over all possible worlds."""
        return list(self._weak(mask, secrets))

    def suspects(self, mask: Flags, secrets: Places) -> list[int]:
        """Those of the secret places of which a few worlds do not show that they have room: all
        that are weak are among them."""
        return _Worlds(self, mask).move_together(secrets)

    def exposes(self, mask: Flags, secrets: Places, shown: int) -> bool:
        """Whether any of the secret places is weak now that one place is shown. The first that is
        found tells it, most often one in a sum with that place."""
        beside = self.beside(np.arange(mask.size) == shown)
        return next(self._weak(mask, secrets, lambda one: not beside[one]), None) is not None

    def _weak(
        self, mask: Flags, secrets: Places, order: Callable[[int], int] | None = None
    ) -> Iterator[int]:
        if secrets:
            worlds = _Worlds(self, mask)
            left = worlds.move_together(secrets)
            in_order = sorted(left, key=order) if order else left
            yield from (place for place in in_order if not worlds.has_room(place))

    def beside(self, places: Flags) -> Flags:
        """Which places stand in a sum with any of these."""
        sums = np.abs(self.matrix) @ places > 0
        return np.abs(self.matrix).T @ sums > 0

    def possible(self, mask: Flags) -> Any:
        """The worlds seen in which only hidden places differ."""
        return self.seen[~self.seen[:, ~mask].any(axis=1)]

    def remember(self, places: Places, world: Vector) -> None:
        whole = np.zeros((1, self.seen.shape[1]), dtype=np.int16)
        whole[0, places] = world
        self.seen = np.concatenate([self.seen[-MOST_SEEN:], whole])

    def cover(self, mask: Flags, place: int, may_hide: Flags) -> Flags:
        """The cheapest places to hide as well, so that one place gets room; none when it has room,
        or when there is no way."""
        more = np.zeros_like(mask)
        low, high = _Worlds(self, mask).range_of(place)
        if high - low >= self.room:
            return more
        free = mask | may_hide
        cost = self._cost(mask, free)
        moved = None
        if len(cost) <= EXACTLY:
            moved = self._cheapest_worlds(free, cost, place)
        if moved is None:
            moved = self._cheapest_move(free, cost, place, (self.room + low, high - self.room))
        if moved is not None:
            more[np.flatnonzero(free)[moved]] = True
        return more & ~mask

    def _cost(self, mask: Flags, free: Flags) -> Vector:
        """Of hiding each place that may be: as few as possible, cells rather than totals, and small
        counts rather than large ones. What is hidden already costs nothing."""
        values, weights = self.system.values[free], self.system.weights[free]
        by_size = 1.0 + 0.5 * values / (1.0 + values.max(initial=0.0))
        return np.where(mask[free], 0.0, weights * by_size)

    def _cheapest_worlds(self, free: Flags, cost: Vector, place: int) -> Flags | None:
        """Where two worlds differ from the truth that put one place `room` apart, exactly."""
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import block_diag, eye_array, hstack, vstack

        part, count = self.matrix[:, free], len(cost)
        down, most = self.system.down()[free], 3.0 * self.room
        here = int(np.searchsorted(np.flatnonzero(free), place))
        apart = np.zeros(3 * count)
        apart[here], apart[count + here] = 1.0, -1.0
        one, nothing = eye_array(count), 0.0 * eye_array(count)
        # A place that differs in a world is hidden: |change| <= most * hidden.
        hidden = most * one
        rules = [
            LinearConstraint(
                hstack([block_diag([part, part]), np.zeros((2 * part.shape[0], count))]), 0.0, 0.0
            ),
            LinearConstraint(
                vstack(
                    [
                        hstack([sign * world_one, sign * world_two, hidden])
                        for sign in (1.0, -1.0)
                        for world_one, world_two in ((one, nothing), (nothing, one))
                    ]
                ),
                0.0,
                np.inf,
            ),
            LinearConstraint(apart, self.room, np.inf),
        ]
        least = np.maximum(down, -most)
        found = milp(
            np.concatenate([np.zeros(2 * count), cost]),
            constraints=rules,
            integrality=np.ones(3 * count),
            bounds=Bounds(
                np.concatenate([least, least, np.zeros(count)]),
                np.concatenate([np.full(2 * count, most), np.ones(count)]),
            ),
            options={"node_limit": 500, "presolve": False},
        )
        return None if found.x is None else found.x[2 * count :] > NEARLY

    def _cheapest_move(
        self, free: Flags, cost: Vector, place: int, distances: Sequence[float]
    ) -> Flags | None:
        """Where one world differs from the truth in which the place moves as far as it takes, one
        way or the other: of many places, nearly the cheapest."""
        here = int(np.searchsorted(np.flatnonzero(free), place))
        for needed in distances:
            moved = self._move(free, cost, here, needed)
            if moved is not None:
                return moved
        return None

    def _move(self, free: Flags, cost: Vector, here: int, needed: float) -> Flags | None:
        from scipy.optimize import linprog
        from scipy.sparse import hstack

        part, count = self.matrix[:, free], len(cost)
        down = -self.system.down()[free]
        if down[here] < -needed:
            return None
        least, most = np.zeros(2 * count), np.concatenate([np.full(count, FARTHEST), down])
        up, other = (here, count + here) if needed > 0 else (count + here, here)
        least[up], most[other] = abs(needed), 0.0
        found = linprog(
            np.concatenate([cost, cost]),
            A_eq=hstack([part, -part], format="csc"),
            b_eq=np.zeros(part.shape[0]),
            bounds=np.column_stack([least, most]),
            method="highs",
        )
        if found.status != 0:
            return None
        return np.abs(found.x[:count] - found.x[count:]) > NEARLY


class _Worlds:
    """The possible worlds when some places are unknown, as far as they were looked at."""

    def __init__(self, attack: Attack, mask: Flags) -> None:
        self.attack, self.room = attack, attack.room
        self.places = np.flatnonzero(mask)
        self.matrix = attack.matrix[:, self.places]
        touched = np.diff(self.matrix.tocsr().indptr) > 0
        self.matrix = self.matrix.tocsr()[touched].tocsc()
        self.down = attack.system.down()[self.places]
        seen = attack.possible(mask)[:, self.places]
        self.lowest = seen.min(axis=0, initial=0).astype(float)
        self.highest = seen.max(axis=0, initial=0).astype(float)

    def move_together(self, secrets: Places) -> list[int]:
        """Look at worlds in which many secrets move at once, until that moves no others; those
        are left."""
        chance = np.random.default_rng(0)
        todo: Any = np.searchsorted(self.places, secrets)
        todo = todo[~self._roomy(todo)]
        for _round in range(WORLDS_AT_ONCE):
            if not len(todo):
                break
            goal = np.zeros(len(self.places))
            goal[todo] = chance.normal(size=len(todo))
            up = np.full(len(self.places), FARTHEST)
            up[todo] = self.room
            before = len(todo)
            self._look(goal, up)
            todo = todo[~self._roomy(todo)]
            if len(todo) == before:
                break
        return [int(place) for place in self.places[todo]]

    def has_room(self, place: int) -> bool:
        low, high = self.range_of(place)
        return high - low >= self.room

    def range_of(self, place: int) -> tuple[float, float]:
        """The least and the largest deviation of one place, in whole numbers, no further than is
        of interest."""
        n = int(np.searchsorted(self.places, place))
        up = np.full(len(self.places), FARTHEST)
        up[n] = self.room
        for sign in (-1.0, 1.0):
            if self._roomy(np.array([n])).all():
                break
            goal = np.zeros(len(self.places))
            goal[n] = sign
            self._look(goal, up)
        return self.lowest[n], self.highest[n]

    def _roomy(self, todo: Any) -> Any:
        return self.highest[todo] - self.lowest[todo] >= self.room

    def _look(self, goal: Vector, up: Vector) -> None:
        """Find the world that reaches furthest towards a goal, and remember what moved in it."""
        world = self._furthest(goal, up)
        if world is not None:
            self.attack.remember(self.places, world)
            self.lowest = np.minimum(self.lowest, world)
            self.highest = np.maximum(self.highest, world)

    def _furthest(self, goal: Vector, up: Vector) -> Vector | None:
        from scipy.optimize import linprog

        if not self.matrix.shape[0]:
            return np.where(goal > 0, up, self.down)
        found = linprog(
            -goal,
            A_eq=self.matrix,
            b_eq=np.zeros(self.matrix.shape[0]),
            bounds=np.column_stack([self.down, up]),
            method="highs",
        )
        if found.status != 0:
            return None
        whole = np.rint(found.x)
        if np.abs(found.x - whole).max(initial=0.0) < NEARLY:
            return whole
        return self._furthest_in_whole_numbers(goal, up)

    def _furthest_in_whole_numbers(self, goal: Vector, up: Vector) -> Vector | None:
        """Persons do not come in halves."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        found = milp(
            -goal,
            constraints=LinearConstraint(self.matrix, 0.0, 0.0),
            integrality=np.ones(len(goal)),
            bounds=Bounds(self.down, up),
            options={"mip_rel_gap": 0.0, "presolve": False},
        )
        return None if found.x is None else np.rint(found.x)
