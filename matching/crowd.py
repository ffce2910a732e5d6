"""Many people as columns of numbers, so that all pairs of two crowds are judged at once.

What a column means is said once, here; `scoring.py` and `candidates.py` compare columns.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from m2w.reference.half_days import HALF_DAYS
from m2w.reference.levels import DUTCH_RANK
from m2w.reference.provinces import PROVINCES
from m2w.reference.sectors import SECTORS
from matching.hard_rules import meets
from matching.people import Someone
from matching.sectors import RELATED

Array = NDArray[Any]

HALF_DAY_BIT = {code: 1 << number for number, code in enumerate(HALF_DAYS)}
SECTOR_BIT = {code: 1 << number for number, code in enumerate(SECTORS)}
GROUP_BIT = {code: 1 << number for number, group in enumerate(RELATED) for code in group}
PROVINCE_NUMBER = {code: number for number, code in enumerate(PROVINCES)}
NOWHERE = -1


def grade_of(level: str) -> int:
    """A level of a language as a number from 1, in order; one that is not known reaches none: 0."""
    return DUTCH_RANK.get(level, -1) + 1


class Crowd:
    """People, encoded once. `known` is a crowd to compare with: of words that only one side
    has (a language, an interest) nothing is shared, so they need no column.
    """

    def __init__(self, people: Iterable[Someone], known: "Crowd | None" = None) -> None:
        self.people: Sequence[Someone] = tuple(people)
        self.language_column: dict[str, int] = (
            self._languages() if known is None else known.language_column
        )
        self.interest_column: dict[str, int] = (
            self._interests() if known is None else known.interest_column
        )

    def __len__(self) -> int:
        return len(self.people)

    def _languages(self) -> dict[str, int]:
        return _numbered(code for person in self.people for code in person.languages)

    def _interests(self) -> dict[str, int]:
        return _numbered(word.lower() for person in self.people for word in person.interests)

    @cached_property
    def levels(self) -> Array:
        """Per language, per person: the grade of the level, 0 for who does not speak it."""
        found = np.zeros((len(self.language_column), len(self)), np.int8)
        for number, person in enumerate(self.people):
            for code, level in person.languages.items():
                if (column := self.language_column.get(code)) is not None:
                    found[column, number] = grade_of(level)
        return found

    @cached_property
    def words(self) -> Array:
        """Per person, per interest: whether they share it; as numbers, to be multiplied."""
        found = np.zeros((len(self), len(self.interest_column)), np.float32)
        for number, person in enumerate(self.people):
            for word in person.interests:
                if (column := self.interest_column.get(word.lower())) is not None:
                    found[number, column] = 1
        return found

    @cached_property
    def half_days(self) -> Array:
        return _bits(HALF_DAY_BIT, (person.availability for person in self.people))

    @cached_property
    def sectors(self) -> Array:
        return _bits(SECTOR_BIT, (person.sectors for person in self.people))

    @cached_property
    def sector_groups(self) -> Array:
        return _bits(GROUP_BIT, (person.sectors for person in self.people))

    @cached_property
    def zones(self) -> Array:
        """The postcode zone: the first two digits."""
        zones = [int(p.postcode[:2]) if p.postcode else NOWHERE for p in self.people]
        return np.array(zones, np.int8)

    @cached_property
    def provinces(self) -> Array:
        numbers = [PROVINCE_NUMBER.get(person.province or "", NOWHERE) for person in self.people]
        return np.array(numbers, np.int8)

    @cached_property
    def online(self) -> Array:
        return np.array([person.online is True for person in self.people], bool)

    def wishing(self, *, hard: bool) -> tuple[list[str], Array]:
        """The wishes that somebody here has, and per person which of them."""
        lists = [person.hard_wishes if hard else person.wishes for person in self.people]
        column = _numbered(wish for wishes in lists for wish in wishes)
        found = np.zeros((len(self), len(column)), np.float32)
        for number, wishes in enumerate(lists):
            for wish in wishes:
                found[number, column[wish]] = 1
        return list(column), found

    def meeting(self, wishes: Sequence[str]) -> Array:
        """Per wish, per person: whether they meet it. People alike are asked once."""
        alike, which = self._alike
        asked = [wish.split(":", 1) for wish in wishes]
        answers = [[meets(person, *wish) for person in alike] for wish in asked]
        return np.array(answers, np.float32).reshape(len(wishes), len(alike))[:, which]

    @cached_property
    def _alike(self) -> tuple[list[Someone], Array]:
        """One person of each sort that wishes can tell apart, and of which sort each one is."""
        sorts: dict[Any, int] = {}
        first: list[Someone] = []
        which = np.zeros(len(self), np.intp)
        for number, person in enumerate(self.people):
            sort = (person.gender, person.online, person.province)
            if sort not in sorts:
                sorts[sort] = len(first)
                first.append(person)
            which[number] = sorts[sort]
        return first, which


def _numbered(words: Iterable[str]) -> dict[str, int]:
    return {word: number for number, word in enumerate(sorted(set(words)))}


def _bits(bit: dict[str, int], lists: Iterable[Sequence[str]]) -> Array:
    return np.array([_sum_of(bit, codes) for codes in lists], np.uint32)


def _sum_of(bit: dict[str, int], codes: Sequence[str]) -> int:
    found = 0
    for code in codes:
        found |= bit[code]
    return found
