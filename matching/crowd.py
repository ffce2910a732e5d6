"""Many people as columns of numbers, so that all pairs of two crowds are judged at once.

What a column means is said once, here; `scoring.py` and `candidates.py` compare columns.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
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


GRADES = {level: rank + 1 for level, rank in DUTCH_RANK.items()}


def grade_of(level: str) -> int:
    """A level of a language as a number from 1, in order; one that is not known reaches none: 0."""
    return GRADES.get(level, 0)


class Crowd:
    """People, encoded once. `known` is a crowd to compare with: of words that only one side
    has (a language, an interest) nothing is shared, so they need no column.
    """

    def __init__(self, people: Iterable[Someone], known: "Crowd | None" = None) -> None:
        self.people: Sequence[Someone] = tuple(people)
        self._meeting: dict[str, Array] = {}
        self._sorts: dict[str, tuple[list[Someone], Array]] = {}
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
        return self.levels_of(person.languages for person in self.people)

    def levels_of(self, known: Iterable[Mapping[str, str]]) -> Array:
        """Per language, per one who knows them: the grade of the level, 0 for who does not speak
        it. The languages are those of this crowd.
        """
        everyone = list(known)
        rows, columns = _entries(self.language_column, everyone)
        found = np.zeros((len(self.language_column), len(everyone)), np.int8)
        found[rows, columns] = [
            GRADES.get(level, 0)
            for spoken in everyone
            for code, level in spoken.items()
            if code in self.language_column
        ]
        return found

    @cached_property
    def words(self) -> Array:
        """Per interest, per person: whether they have it."""
        interests = [[word.lower() for word in person.interests] for person in self.people]
        return _having(self.interest_column, interests)

    @cached_property
    def wishes(self) -> tuple[list[str], Array]:
        """The wishes that somebody here has, and per wish, per person whether they do."""
        return _wished([person.wishes for person in self.people])

    @cached_property
    def hard_wishes(self) -> tuple[list[str], Array]:
        """As `wishes`, of those that must be met."""
        return _wished([person.hard_wishes for person in self.people])

    @cached_property
    def half_days(self) -> Array:
        return _bits(HALF_DAY_BIT, [person.availability for person in self.people])

    @cached_property
    def sectors(self) -> Array:
        return _bits(SECTOR_BIT, [person.sectors for person in self.people])

    @cached_property
    def sector_groups(self) -> Array:
        return _bits(GROUP_BIT, [person.sectors for person in self.people])

    @cached_property
    def zones(self) -> Array:
        """The postcode zone: the first two digits."""
        zones = [int(p.postcode[:2]) if p.postcode else NOWHERE for p in self.people]
        return np.array(zones, np.int8)

    @cached_property
    def provinces(self) -> Array:
        numbers = [PROVINCE_NUMBER.get(person.province or "", NOWHERE) for person in self.people]
        return np.array(numbers, np.int8)

    @property
    def places(self) -> Array:
        """Zone and province as one number."""
        return self.zones.astype(np.int16) * len(PROVINCES) + self.provinces

    @cached_property
    def online(self) -> Array:
        return np.array([person.online is True for person in self.people], bool)

    def meeting(self, wishes: Sequence[str]) -> Array:
        """Per wish, per person: whether they meet it. Of people who are alike in what the wish is
        about, one is asked.
        """
        found = np.zeros((len(wishes), len(self)), bool)
        for number, wish in enumerate(wishes):
            if wish not in self._meeting:
                about, value = wish.split(":", 1)
                alike, which = self._alike(about)
                answers = np.array([meets(person, about, value) for person in alike], bool)
                self._meeting[wish] = answers[which]
            found[number] = self._meeting[wish]
        return found

    def _alike(self, about: str) -> tuple[list[Someone], Array]:
        """One person of each sort, and of which sort each one is."""
        if about not in self._sorts:
            sorts = [getattr(person, about) for person in self.people]
            one_of = dict(zip(sorts, self.people, strict=True))
            number = {sort: number for number, sort in enumerate(one_of)}
            which = np.array([number[sort] for sort in sorts], np.intp)
            self._sorts[about] = list(one_of.values()), which
        return self._sorts[about]


def _numbered(words: Iterable[str]) -> dict[str, int]:
    return {word: number for number, word in enumerate(sorted(set(words)))}


def _entries(column: Mapping[str, int], lists: Iterable[Collection[str]]) -> tuple[Array, Array]:
    """Of each word that has a column, list by list: its column, and the number of the list."""
    every = list(lists)
    numbers = np.repeat(np.arange(len(every)), [len(words) for words in every])
    columns = np.array([column.get(word, NOWHERE) for words in every for word in words], np.intp)
    known = columns != NOWHERE
    return columns[known], numbers[known]


def _having(column: Mapping[str, int], lists: Sequence[Sequence[str]]) -> Array:
    """Per word with a column, per list: whether it is in the list."""
    found = np.zeros((len(column), len(lists)), bool)
    found[_entries(column, lists)] = True
    return found


def _wished(lists: Sequence[Sequence[str]]) -> tuple[list[str], Array]:
    column = _numbered(wish for wishes in lists for wish in wishes)
    return list(column), _having(column, lists)


def _bits(bit: Mapping[str, int], lists: Sequence[Sequence[str]]) -> Array:
    """Per list of codes the bits of all of them."""
    found = np.zeros(len(lists), np.uint32)
    bits, numbers = _entries(bit, lists)
    np.bitwise_or.at(found, numbers, bits.astype(np.uint32))
    return found
