"""A proposal for a project: who with whom, with the proof, and why the others not yet. Pure.

The format in which it is told is that of `proposals.md`; `document.py` writes it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matching.assignment import NOBODY, Bounds, Scale, assign, bounds
from matching.candidates import broken_rules, coaches_of, removed
from matching.crowd import Array
from matching.languages import shared
from matching.reasons import Reason, reasons
from matching.scoring import Scores, score
from matching.situation import Situation


@dataclass(frozen=True, slots=True)
class ProposedPair:
    """A pair by the codes of its three, with its points and why."""

    enrolment: str
    mentor: str
    coach: str
    score: int
    parts: Mapping[str, int]
    shared_languages: tuple[str, ...]
    waiting_days: int
    reasons: tuple[Reason, ...]
    is_locked: bool


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A waiting enrolment for which no mentor is left: how many mentors each rule removed, and
    how many allowed ones others got.
    """

    enrolment: str
    waiting_days: int
    candidates: int
    removed: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Proof:
    """What the proposal reaches, beside what no choice can beat."""

    placed: int
    score: int
    waiting_days: int
    bounds: Bounds

    @property
    def is_optimal(self) -> bool:
        return (self.placed, self.score) == (self.bounds.placed, self.bounds.score)


class Judged:
    """All pairs of a situation: which rules each breaks, and its score. Raises WeightError."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self.scores: Scores = score(situation.mentees, situation.volunteers, situation.weights)
        self.broken = broken_rules(situation, self.scores.grades["language"])

    @cached_property
    def allowed(self) -> Array:
        found: Array = self.broken == 0
        return found

    @cached_property
    def totals(self) -> Array:
        """The score of every allowed pair, 0 of the others."""
        return self.scores.totals * self.allowed

    @cached_property
    def days(self) -> Array:
        return np.array([one.days for one in self.situation.waiting], np.int64)

    @cached_property
    def places(self) -> Array:
        """The places that each mentor has left, none below 0."""
        places = [max(0, mentor.places) for mentor in self.situation.mentors]
        return np.array(places, np.int64)

    def candidates(self) -> Iterator[tuple[str, str, int]]:
        """Every allowed pair with its score, sorted by code."""
        waiting = [one.code for one in self.situation.waiting]
        mentors = [mentor.code for mentor in self.situation.mentors]
        rows, columns = self.allowed.nonzero()
        scores = self.totals[rows, columns].tolist()
        for row, column, scored in zip(rows.tolist(), columns.tolist(), scores, strict=True):
            yield waiting[row], mentors[column], scored


@dataclass(frozen=True)
class Proposal:
    """Who with whom, and the proof; `judged` holds every pair that could be.

    `chosen` is per mentee the number of the mentor, `locked` marks those who were not free.
    """

    judged: Judged
    chosen: Array
    locked: Array
    proof: Proof

    @property
    def situation(self) -> Situation:
        return self.judged.situation

    @cached_property
    def pairs(self) -> tuple[ProposedPair, ...]:
        """The pairs, sorted by the code of the enrolment."""
        return tuple(_pairs(self.judged, self.chosen, self.locked))

    @cached_property
    def left_over(self) -> tuple[LeftOver, ...]:
        """Everyone who waits and is in no pair."""
        return tuple(_left_over(self.judged, self.chosen))


def propose(situation: Situation) -> Proposal:
    """The best proposal for a situation, around the pairs that are locked.

    Places the most mentees, then takes the best total score, then the longest wait (domain.md 4);
    of equals the same one whatever the order of rows. A locked pair that a rule forbids by now is
    not kept. The proof holds for every choice, also those without the locked pairs. Raises
    WeightError.
    """
    judged = Judged(situation)
    scale = Scale.of(judged.totals, judged.days)
    values = scale.values(judged.allowed, judged.totals, judged.days)
    free = chosen = assign(values, judged.places)
    locked = _locked(judged)
    if (held := locked != NOBODY).any():
        chosen = _around(locked, values, judged.places)
    proof = _proof(judged, chosen, bounds(values, judged.places, free, scale))
    return Proposal(judged, chosen, held, proof)


def _locked(judged: Judged) -> Array:
    """Per mentee the mentor they are locked to, as far as the rules and places still allow."""
    found = np.full(len(judged.situation.waiting), NOBODY)
    if not judged.situation.locked:
        return found
    column = {mentor.code: number for number, mentor in enumerate(judged.situation.mentors)}
    left = judged.places.copy()
    for row, one in enumerate(judged.situation.waiting):
        mentor = column.get(judged.situation.locked.get(one.code, ""))
        if mentor is not None and judged.allowed[row, mentor] and left[mentor]:
            found[row] = mentor
            left[mentor] -= 1
    return found


def _around(locked: Array, values: Array, places: Array) -> Array:
    """The best choice among those in which the locked pairs stand."""
    held = locked != NOBODY
    left = places - np.bincount(locked[held], minlength=len(places))
    rest = assign(np.where(held[:, None] | (left == 0), 0, values), left)
    return np.where(held, locked, rest)


def _pairs(judged: Judged, chosen: Array, locked: Array) -> Iterator[ProposedPair]:
    situation = judged.situation
    with_whom = coaches_of(situation)
    busy = [coach.open_matches for coach in situation.coaches]
    for row in (chosen != NOBODY).nonzero()[0].tolist():
        column = int(chosen[row])
        one, mentor = situation.waiting[row], situation.mentors[column]
        # The coach with the fewest duos, those of this proposal counted; then the lowest code.
        coach = min(with_whom[column].nonzero()[0].tolist(), key=lambda number: busy[number])
        busy[coach] += 1
        yield ProposedPair(
            one.code,
            mentor.code,
            situation.coaches[coach].code,
            int(judged.totals[row, column]),
            judged.scores.parts(row, column),
            shared(one.someone.languages, mentor.someone.languages, situation.minimum_level),
            one.days,
            tuple(reasons(one.someone, mentor.someone, judged.scores, row, column)),
            bool(locked[row]),
        )


def _left_over(judged: Judged, chosen: Array) -> Iterator[LeftOver]:
    for row in (chosen == NOBODY).nonzero()[0].tolist():
        one = judged.situation.waiting[row]
        candidates = int(judged.allowed[row].sum())
        yield LeftOver(one.code, one.days, candidates, removed(judged.broken[row]))


def _proof(judged: Judged, chosen: Array, found: Bounds) -> Proof:
    rows = (chosen != NOBODY).nonzero()[0]
    scored = int(judged.totals[rows, chosen[rows]].sum())
    return Proof(len(rows), scored, int(judged.days[rows].sum()), found)
