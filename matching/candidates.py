"""The hard rules of all pairs at once. Pure; each rule is that of `hard_rules.py`.

A pair has a bit for each rule it breaks, in the order of `HARD_RULES`: without any it is allowed,
and the lowest says under which rule the mentor counts (proposals.md 1).
"""

from collections.abc import Iterable

import numpy as np

from matching.crowd import Array, Crowd, grade_of
from matching.hard_rules import HARD_RULES
from matching.languages import shared
from matching.scoring import best_shared
from matching.situation import Situation

CODES = tuple(rule.code for rule in HARD_RULES)
BIT = {code: np.uint8(1 << number) for number, code in enumerate(CODES)}


def crowds(situation: Situation) -> tuple[Crowd, Crowd]:
    """The waiting mentees and the mentors, as columns."""
    mentors = Crowd(mentor.someone for mentor in situation.mentors)
    return Crowd((one.someone for one in situation.waiting), mentors), mentors


def broken_rules(situation: Situation, mentees: Crowd, mentors: Crowd) -> Array:
    """Per pair of a waiting mentee (row) and a mentor (column): the bits of the rules it breaks."""
    broken = np.zeros((len(mentees), len(mentors)), np.uint8)
    broken |= _of_mentors(situation)
    lowest = grade_of(situation.minimum_level)
    broken[best_shared(mentees, mentors) < lowest] |= BIT["no_shared_language"]
    _mark(broken, situation, situation.misfits, "misfit")
    _mark(broken, situation, situation.vetoes, "vetoed")
    broken[~hard_wishes_met(mentees, mentors)] |= BIT["hard_wish"]
    return broken


def fitting(mentees: Crowd, mentors: Crowd, minimum_level: str) -> Array:
    """Per pair whether the two themselves fit: a language shared, each hard wish met."""
    found: Array = best_shared(mentees, mentors) >= grade_of(minimum_level)
    return found & hard_wishes_met(mentees, mentors)


def first_rules(broken: Array) -> Array:
    """Per pair the number of the first rule it breaks; the number of rules when it breaks none."""
    lowest = [next((n for n in range(8) if bits >> n & 1), len(CODES)) for bits in range(256)]
    found: Array = np.array(lowest, np.int8)[broken]
    return found


def coaches_of(situation: Situation) -> Array:
    """Per mentor (row) and coach (column): whether they share a language."""
    found = np.zeros((len(situation.mentors), len(situation.coaches)), bool)
    for row, mentor in enumerate(situation.mentors):
        for column, coach in enumerate(situation.coaches):
            mine = mentor.someone.languages
            found[row, column] = bool(shared(mine, coach.languages, situation.minimum_level))
    return found


def _of_mentors(situation: Situation) -> Array:
    """The rules that look at the mentor alone."""
    coached = [bool(languages.any()) for languages in coaches_of(situation)]
    found: Array = np.zeros(len(situation.mentors), np.uint8)
    for number, mentor in enumerate(situation.mentors):
        found[number] = (
            (0 if mentor.is_active else BIT["not_active"])
            | (0 if mentor.is_trained else BIT["not_trained"])
            | (0 if mentor.places > 0 else BIT["full"])
            | (0 if coached[number] else BIT["no_coach_language"])
        )
    return found


def _mark(broken: Array, situation: Situation, pairs: Iterable[tuple[str, str]], rule: str) -> None:
    """Note that these pairs of a mentee and a mentor break a rule."""
    column = {mentor.code: number for number, mentor in enumerate(situation.mentors)}
    rows: dict[str, list[int]] = {}
    for number, one in enumerate(situation.waiting):
        rows.setdefault(one.mentee, []).append(number)
    for mentee, mentor in pairs:
        if mentor in column:
            broken[rows.get(mentee, []), column[mentor]] |= BIT[rule]


def hard_wishes_met(mentees: Crowd, mentors: Crowd) -> Array:
    wishes, wanted = mentees.wishing(hard=True)
    wishes_back, wanted_back = mentors.wishing(hard=True)
    unmet: Array = wanted @ (1 - mentors.meeting(wishes))
    unmet += (wanted_back @ (1 - mentees.meeting(wishes_back))).T
    met: Array = unmet == 0
    return met
