"""How well a mentee and a mentor fit: six parts, each in whole points (domain.md 4). Pure.

Of every part a pair gets a grade, a small whole number; what a grade is worth is a share of the
weight that the call gives the part. One definition, for all pairs of two crowds at once: a single
pair is a crowd of one and another one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from m2w.reference.provinces import NEIGHBOURS, PROVINCES
from matching.crowd import NOWHERE, Array, Crowd

PARTS = ("sector", "language", "distance", "availability", "interests", "wishes")
MOST_WEIGHT = 1000

# What each grade is worth, as a share of the weight: (of how many, per grade) [choice].
SHARES = {
    # another sector, a related one, the same
    "sector": (2, (0, 1, 2)),
    # the weaker of the two in the language they share best: none, no level, A1 to C2
    "language": (6, (0, 0, 1, 2, 3, 4, 5, 6)),
    # far, only online, neighbouring province, same province, same postcode zone
    "distance": (10, (0, 2, 3, 5, 10)),
    # half-days free together; three are enough
    "availability": (3, (0, 1, 2, 3)),
    # interests shared; three are enough
    "interests": (3, (0, 1, 2, 3)),
}
FAR, ONLINE, NEIGHBOURING, SAME_PROVINCE, SAME_ZONE = range(5)
OTHER_SECTOR, RELATED_SECTOR, SAME_SECTOR = range(3)
ENOUGH = 3


class WeightError(ValueError):
    """Weights that no score can be made of; `part` is the one that is wrong."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


def checked(weights: object) -> dict[str, int]:
    """The weights of the six parts, in their order.

    Raises WeightError unless each part, and nothing else, has a whole number from 0 to 1000.
    """
    known: Mapping[str, Any] = weights if isinstance(weights, Mapping) else {}
    for part in (*PARTS, *known):
        weight = known.get(part, -1)
        whole = isinstance(weight, int) and not isinstance(weight, bool)
        if part not in PARTS or not whole or not 0 <= weight <= MOST_WEIGHT:
            raise WeightError(part)
    return {part: known[part] for part in PARTS}


def points(weight: int, share: int, of: int) -> int:
    """That share of a weight in whole points; a half is rounded up."""
    return (2 * weight * share + of) // (2 * of)


def table(part: str, weight: int) -> list[int]:
    """What each grade of a part is worth."""
    of, shares = SHARES[part]
    return [points(weight, share, of) for share in shares]


@dataclass(frozen=True)
class Scores:
    """The grades of all pairs of mentees (rows) and mentors (columns), and their points."""

    weights: Mapping[str, int]
    grades: Mapping[str, Array]
    wishes_asked: Array

    @cached_property
    def totals(self) -> Array:
        """The score of every pair. Its grades make one number, so that one table gives the sum."""
        sums, number = np.zeros(1, np.int16), np.zeros((1, 1), np.int16)
        for part in SHARES:
            worth = np.array(table(part, self.weights[part]), np.int16)
            sums = np.add.outer(sums, worth).ravel()
            number = number * np.int16(len(worth)) + self.grades[part]
        found: Array = sums[number]
        return found + self._points_for_wishes()

    def parts(self, mentee: int, mentor: int) -> dict[str, int]:
        """The points of one pair by part; they add up to its score."""
        found = {
            part: table(part, self.weights[part])[self.grades[part][mentee, mentor]]
            for part in SHARES
        }
        asked = int(self.wishes_asked[mentee, mentor])
        met = int(self.grades["wishes"][mentee, mentor])
        return found | {"wishes": points(self.weights["wishes"], met, asked) if asked else 0}

    def grade(self, part: str, mentee: int, mentor: int) -> int:
        return int(self.grades[part][mentee, mentor])

    def _points_for_wishes(self) -> Array:
        met, asked = self.grades["wishes"], self.wishes_asked
        most = int(asked.max(initial=0))
        if not most:
            return np.zeros(1, np.int16)
        weight, numbers = self.weights["wishes"], range(most + 1)
        worth = [[points(weight, share, of) if of else 0 for share in numbers] for of in numbers]
        return np.array(worth, np.int16).ravel()[asked * np.int16(most + 1) + met]


def score(mentees: Crowd, mentors: Crowd, weights: object) -> Scores:
    """Score all pairs of two crowds. Raises WeightError."""
    met, asked = _wishes(mentees, mentors)
    grades = {
        "sector": _sector(mentees, mentors),
        "language": best_shared(mentees.levels, mentors.levels),
        "distance": _distance(mentees, mentors),
        "availability": _free_together(mentees, mentors),
        "interests": np.minimum(in_common(mentees.words, mentors.words), ENOUGH),
        "wishes": met,
    }
    return Scores(checked(weights), grades, asked)


def best_shared(one: Array, other: Array) -> Array:
    """From the levels of two sides: of the language that each pair shares best the grade of the
    weaker one, 0 when they share none.
    """
    found = np.zeros((one.shape[1], other.shape[1]), np.int8)
    for mine, theirs in zip(one, other, strict=True):
        (speakers,) = mine.nonzero()
        if len(speakers) and theirs.any():
            both = np.minimum(mine[speakers, None], theirs)
            found[speakers] = np.maximum(found[speakers], both)
    return found


def _sector(mentees: Crowd, mentors: Crowd) -> Array:
    def sharing(mine: Array, theirs: Array) -> Array:
        kinds, which = np.unique(mine, return_inverse=True)
        found: Array = ((kinds[:, None] & theirs) != 0).astype(np.int8)[which]
        return found

    related = sharing(mentees.sector_groups, mentors.sector_groups)
    same = sharing(mentees.sectors, mentors.sectors)
    return same + related


def _distance(mentees: Crowd, mentors: Crowd) -> Array:
    """Each place is compared once: mentees live in few."""
    _places, first, which = np.unique(mentees.places, return_index=True, return_inverse=True)
    zone, province = mentees.zones[first, None], mentees.provinces[first, None]
    found = np.where(mentors.online, ONLINE, FAR).astype(np.int8)
    found = np.repeat(found[None], len(first), axis=0)
    known = province != NOWHERE
    found[known & _BORDERS[province, mentors.provinces]] = NEIGHBOURING
    found[known & (province == mentors.provinces)] = SAME_PROVINCE
    found[(zone != NOWHERE) & (zone == mentors.zones)] = SAME_ZONE
    near: Array = found[which]
    return near


def _borders() -> Array:
    """Which provinces border on which; the last row and column are nowhere."""
    found = np.zeros((len(PROVINCES) + 1, len(PROVINCES) + 1), bool)
    for number, province in enumerate(PROVINCES):
        for neighbour in NEIGHBOURS[province]:
            found[number, PROVINCES.index(neighbour)] = True
    return found


_BORDERS = _borders()


def _free_together(mentees: Crowd, mentors: Crowd) -> Array:
    together = np.bitwise_count(mentees.half_days[:, None] & mentors.half_days)
    return np.minimum(together, ENOUGH).astype(np.int8)


def in_common(mine: Array, theirs: Array) -> Array:
    """From what each person of two sides has (per thing, per person): how many things a pair has
    in common.
    """
    found = np.zeros((mine.shape[1], theirs.shape[1]), np.int8)
    for having, others in zip(mine, theirs, strict=True):
        (rows,) = having.nonzero()
        if len(rows) and others.any():
            found[rows] += others
    return found


def _wishes(mentees: Crowd, mentors: Crowd) -> tuple[Array, Array]:
    """How many of the wishes of both are met, of how many."""
    (wishes, wanted), (wishes_back, wanted_back) = mentees.wishes, mentors.wishes
    met = in_common(wanted, mentors.meeting(wishes))
    met += in_common(mentees.meeting(wishes_back), wanted_back)
    asked = wanted.sum(axis=0, dtype=np.int8)[:, None] + wanted_back.sum(axis=0, dtype=np.int8)
    return met, asked
