"""Which counts are hidden so that nobody is recognised (domain.md 8).

Counts from 1 up to a threshold are hidden, zero is shown. Then as few others as it takes, until
no hidden count, nor the small rest of a whole, can be narrowed down to fewer possible values
than the threshold by a reader who knows every shown count, all sums, and that a dash is at
least 1. Pure: no table, no database, no chance.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from reporting.attack import Attack, Flags, System

Key = Any  # whatever names a count
# After so many attempts to show a count again, what is hidden stays hidden; of a large table after
# fewer, so that nobody waits for a few cells more.
MOST_ATTEMPTS, MOST_LOOKED_AT = 60, 15_000


@dataclass(frozen=True, slots=True)
class Sum:
    """A whole and the parts that add up to it; with a rest that is told nowhere unless
    `complete`."""

    whole: Key
    parts: tuple[Key, ...]
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Problem:
    """The counts that tables tell, and what everyone knows of them.

    `known` are counts that the reader has already seen elsewhere: hiding them hides nothing.
    `kept` were hidden elsewhere, and stay hidden.
    """

    counts: Mapping[Key, int]
    sums: Sequence[Sum] = ()
    known: frozenset[Key] = frozenset()
    kept: frozenset[Key] = frozenset()


def is_small(count: int, smallest: int) -> bool:
    """Whether a count is never shown: more than none, fewer than the threshold."""
    return 0 < count < smallest


def hide(problem: Problem, smallest: int) -> frozenset[Key]:
    """The counts to hide, small ones and those from which one would follow."""
    hidden: set[Key] = set()
    for part in components(problem):
        hidden |= _hide_in(part, smallest)
    return frozenset(hidden)


def exposed(problem: Problem, hidden: Iterable[Key], smallest: int) -> list[Key | Sum]:
    """The hidden counts, and the sums with a small rest, that a reader narrows down to fewer
    than `smallest` values."""
    keys = frozenset(hidden)
    found: list[Key | Sum] = []
    for part in components(problem):
        laid_out = _Layout(part, smallest)
        mask = laid_out.mask(keys)
        weak = Attack(laid_out.system, smallest - 1).weak(mask, laid_out.secrets(mask))
        found += [laid_out.names[place] for place in weak]
    return found


def components(problem: Problem) -> list[Problem]:
    """The problem in parts of which no count tells anything of another's."""
    root: dict[Key, Key] = {key: key for key in problem.counts}

    def find(key: Key) -> Key:
        while root[key] != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    holding = [one for one in problem.sums if _holds(one, problem.counts)]
    for one in holding:
        for part in one.parts:
            root[find(part)] = find(one.whole)
    counts: dict[Key, dict[Key, int]] = {}
    sums: dict[Key, list[Sum]] = {}
    for key, n in problem.counts.items():
        counts.setdefault(find(key), {})[key] = n
    for one in holding:
        sums.setdefault(find(one.whole), []).append(one)
    return [
        Problem(part, sums.get(key, []), problem.known, problem.kept)
        for key, part in counts.items()
    ]


def _holds(one: Sum, counts: Mapping[Key, int]) -> bool:
    """Whether a sum is true of these counts: one that is not tells a reader nothing."""
    if one.whole not in counts or not all(part in counts for part in one.parts):
        return False
    rest = counts[one.whole] - sum(counts[part] for part in one.parts)
    return rest == 0 if one.complete else rest >= 0


# One connected part ---------------------------------------------------------------------------


class _Layout:
    """The counts of a part of a problem, and the rests of its sums, in a row."""

    def __init__(self, problem: Problem, smallest: int) -> None:
        self.problem, self.smallest = problem, smallest
        self.ranks: dict[Key, int] = {}
        self.totals: dict[Key, list[tuple[Key, ...]]] = {}
        for one in problem.sums:
            if one.complete and len(one.parts) > 1:
                self.totals.setdefault(one.whole, []).append(one.parts)
        self.keys = list(problem.counts)
        place = {key: n for n, key in enumerate(self.keys)}
        rests = [one for one in problem.sums if not one.complete]
        self.names: list[Key | Sum] = [*self.keys, *rests]
        values = [*problem.counts.values(), *(self._rest(one) for one in rests)]
        rest_place = {id(one): len(self.keys) + n for n, one in enumerate(rests)}
        rows = [
            [(place[one.whole], 1.0)]
            + [(place[part], -1.0) for part in one.parts]
            + ([] if one.complete else [(rest_place[id(one)], -1.0)])
            for one in problem.sums
        ]
        self.told = len(self.keys)
        ranks = [self._rank(key) for key in self.keys] + [0] * len(rests)
        self.system = System(np.array(values, dtype=float), rows, self.told, ranks)

    def _rank(self, key: Key) -> int:
        """0 for a cell, 1 for the total of a row or column, more for a total of totals."""
        if key not in self.ranks:
            self.ranks[key] = 0  # should a sum ever lead back to its whole
            parts = {part for one in self.totals.get(key, ()) for part in one}
            self.ranks[key] = max((self._rank(part) + 1 for part in parts), default=0)
        return self.ranks[key]

    def _rest(self, one: Sum) -> int:
        counts = self.problem.counts
        return counts[one.whole] - sum(counts[part] for part in one.parts)

    def mask(self, hidden: Iterable[Key]) -> Flags:
        """Which places the reader does not know: hidden counts, and every rest."""
        keys = frozenset(hidden)
        told = [key in keys and key not in self.problem.known for key in self.keys]
        return np.array(told + [True] * (len(self.names) - self.told), dtype=bool)

    def secrets(self, mask: Flags) -> list[int]:
        """The places that must not be narrowed down: what is hidden, and small rests."""
        values = self.system.values
        return [
            int(place)
            for place in np.flatnonzero(mask)
            if place < self.told or is_small(int(values[place]), self.smallest)
        ]

    def may_hide(self) -> Flags:
        """A zero is never hidden, and what is known cannot be."""
        values = self.system.values
        free = [
            values[place] > 0 and key not in self.problem.known
            for place, key in enumerate(self.keys)
        ]
        return np.array(free + [True] * (len(self.names) - self.told), dtype=bool)


def _hide_in(problem: Problem, smallest: int) -> set[Key]:
    """The counts to hide in one part."""
    primary = {
        key
        for key, n in problem.counts.items()
        if (is_small(n, smallest) or key in problem.kept) and key not in problem.known
    }
    layout = _Layout(problem, smallest)
    mask = layout.mask(primary)
    if not layout.secrets(mask):
        return primary
    attack = Attack(layout.system, smallest - 1)
    mask = _covered(layout, attack, mask)
    mask = _uncovered(layout, attack, mask, primary)
    return {key for key, gone in zip(layout.keys, mask, strict=False) if gone} | primary


def _covered(layout: _Layout, attack: Attack, mask: Flags) -> Flags:
    """Hide more until nothing is exposed.

    What has room keeps it when more is hidden, and what no choice gives room is beyond help: the
    reader has already seen too much of it. Neither is looked at again.
    """
    may_hide = layout.may_hide()
    settled: set[int] = set()
    while todo := [place for place in layout.secrets(mask) if place not in settled]:
        suspects = attack.suspects(mask, todo)
        settled.update(set(todo) - set(suspects))
        # What stands beside newly hidden counts may have room now: it waits for the next round.
        waits = np.zeros_like(mask)
        for place in suspects:
            if waits[place]:
                continue
            more = attack.cover(mask, place, may_hide)
            if more.any():
                mask = mask | more
                waits |= attack.beside(more)
            else:
                settled.add(place)
    return mask


def _uncovered(layout: _Layout, attack: Attack, mask: Flags, primary: set[Key]) -> Flags:
    """Show again what need not be hidden, the largest counts first."""
    extra = [
        place for place in np.flatnonzero(mask[: layout.told]) if layout.keys[place] not in primary
    ]
    if not extra:
        return mask
    hopeless = set(attack.weak(mask, layout.secrets(mask)))
    extra.sort(key=lambda place: (-layout.system.values[place], place))
    attempts = min(MOST_ATTEMPTS, MOST_LOOKED_AT // len(layout.names))
    for place in map(int, extra[:attempts]):
        without = mask.copy()
        without[place] = False
        secrets = [one for one in layout.secrets(without) if one not in hopeless]
        if not attack.exposes(without, secrets, place):
            mask = without
    return mask
