"""The hard rules of all pairs at once. Pure; each rule is that of `hard_rules.py`.

A pair has a bit for each rule it breaks, in the order of `HARD_RULES`: without any it is allowed,
and the lowest says under which rule the mentor counts (proposals.md 1).
"""

from collections.abc import Collection

import numpy as np

from matching.crowd import Array, Crowd, grade_of
from matching.hard_rules import HARD_RULES
from matching.scoring import best_shared, in_common
from matching.situation import Situation

CODES = tuple(rule.code for rule in HARD_RULES)
BIT = {code: 1 << number for number, code in enumerate(CODES)}


def broken_rules(situation: Situation, language: Array) -> Array:
    """Per pair of a waiting mentee (row) and a mentor (column): the bits of the rules it breaks.

    `language` is what `best_shared` found for them.
    """
    broken = np.zeros(language.shape, np.uint8)
    broken |= _of_mentors(situation)
    lowest = grade_of(situation.minimum_level)
    broken |= (language < lowest) * np.uint8(BIT["no_shared_language"])
    _mark(broken, situation, situation.misfits, "misfit")
    _mark(broken, situation, situation.vetoes, "vetoed")
    broken |= ~hard_wishes_met(situation.mentees, situation.volunteers) * np.uint8(BIT["hard_wish"])
    return broken


def fitting(mentees: Crowd, mentors: Crowd, minimum_level: str) -> Array:
    """Per pair whether the two themselves fit: a language shared, each hard wish met."""
    found: Array = best_shared(mentees.levels, mentors.levels) >= grade_of(minimum_level)
    return found & hard_wishes_met(mentees, mentors)


# By the bits of a pair: the number of the lowest one, of all rules together when there is none.
FIRST = np.array(
    [next((n for n in range(len(CODES)) if bits >> n & 1), len(CODES)) for bits in range(256)],
    np.int8,
)


def removed(broken: Array) -> dict[str, int]:
    """Of one mentee: how many mentors count under each rule, in the order of the rules."""
    counts = np.bincount(FIRST[broken], minlength=len(CODES)).tolist()
    return {code: counts[number] for number, code in enumerate(CODES) if counts[number]}


def coaches_of(situation: Situation) -> Array:
    """Per mentor (row) and coach (column): whether they share a language."""
    mentors = situation.volunteers
    coaches = mentors.levels_of(coach.languages for coach in situation.coaches)
    found: Array = best_shared(mentors.levels, coaches) >= grade_of(situation.minimum_level)
    return found


def _of_mentors(situation: Situation) -> Array:
    """The rules that look at the mentor alone."""
    coached = [any(row) for row in coaches_of(situation).tolist()]
    found = [
        (0 if mentor.is_active else BIT["not_active"])
        | (0 if mentor.is_trained else BIT["not_trained"])
        | (0 if mentor.places > 0 else BIT["full"])
        | (0 if framed else BIT["no_coach_language"])
        for mentor, framed in zip(situation.mentors, coached, strict=True)
    ]
    return np.array(found, np.uint8)


def _mark(
    broken: Array, situation: Situation, pairs: Collection[tuple[str, str]], rule: str
) -> None:
    """Note that these pairs of a mentee and a mentor break a rule."""
    if not pairs:
        return
    column = {mentor.code: number for number, mentor in enumerate(situation.mentors)}
    rows: dict[str, list[int]] = {}
    for number, one in enumerate(situation.waiting):
        rows.setdefault(one.mentee, []).append(number)
    for mentee, mentor in pairs:
        if mentor in column:
            broken[rows.get(mentee, []), column[mentor]] |= BIT[rule]


def hard_wishes_met(mentees: Crowd, mentors: Crowd) -> Array:
    """Per pair whether each meets every hard wish of the other."""
    (wishes, wanted), (wishes_back, wanted_back) = mentees.hard_wishes, mentors.hard_wishes
    unmet = in_common(wanted, ~mentors.meeting(wishes))
    unmet += in_common(~mentees.meeting(wishes_back), wanted_back)
    met: Array = unmet == 0
    return met
