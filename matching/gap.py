"""What would place the mentees who are left over: the smallest change for each of them, and for a
project the mentors it could use most. Pure.

Each change is tried by solving on (`augmenting.py`): what it says it places, it places.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from m2w.choices import Gender
from m2w.reference.levels import reaches
from matching.assignment import NOBODY
from matching.augmenting import Placing, within_reach
from matching.candidates import BIT, fitting
from matching.crowd import Array, Crowd
from matching.hard_rules import honours
from matching.people import Someone
from matching.proposing import Proposal
from matching.situation import Volunteer

MOST_CAPACITY = 3


@dataclass(frozen=True, slots=True)
class Change:
    """One change and whom it places more, by the codes of their enrolments (proposals.md 1).

    Of `train` and `more_capacity` the `mentor` says who; of `relax_wish` the `enrolment`. Of
    `new_mentor` and `coach_language` the language and level say what is spoken; a new mentor who
    is not `framed` has to share another language with a coach. Of `none`, `lacks` says who speaks
    no language on the required level, when that is why: `mentee` or `coach`.
    """

    kind: str
    places: tuple[str, ...] = ()
    mentor: str = ""
    by: int = 0
    language: str = ""
    level: str = ""
    capacity: int = 0
    gender: str = ""
    online: bool | None = None
    province: str = ""
    enrolment: str = ""
    framed: bool = True
    lacks: str = ""


@dataclass(frozen=True)
class Option:
    """A change before it is tried: the pairs and places there are with it.

    `fits` marks the mentees who gain someone to go to, `most` is how many it can place more.
    """

    change: Change
    fits: Array
    most: int
    applied: Callable[[], tuple[Array, Array]]


class Gap:
    """The changes that would raise the number of mentees that a proposal places.

    Locked pairs stand: they and their places take no part.
    """

    def __init__(self, proposal: Proposal) -> None:
        judged, held = proposal.judged, proposal.locked
        self.situation = proposal.situation
        self.broken = judged.broken
        self.allowed: Array = judged.allowed & ~held[:, None]
        taken = np.bincount(proposal.chosen[held], minlength=len(judged.places))
        self.places: Array = judged.places - taken
        self.chosen = np.where(held, NOBODY, proposal.chosen)
        self.left_over = self._by_waiting((proposal.chosen == NOBODY).nonzero()[0].tolist())
        self._gains: dict[Change, int] = {}
        self._newcomers: dict[Change, Option] = {}

    def _by_waiting(self, rows: list[int]) -> list[int]:
        """Those who wait longest first; of equals the first code."""
        return sorted(rows, key=lambda row: (-self.situation.waiting[row].days, row))

    def smallest_change(self, code: str) -> Change:
        """The change to prefer for one enrolment that is left over: it places this one too.

        Training comes first, then a place more, a language of a coach, a new mentor, and last
        giving up wishes (proposals.md 1); of equals the one that places most, then the first code.
        Of new mentors, those come first whom a coach understands in the language asked for.
        """
        row = next(number for number in self.left_over if self._code(number) == code)
        moved, mentors = within_reach(self.allowed, self.chosen, row)
        for options in (
            self.trainings,
            self._more_capacity(mentors),
            self.coach_languages,
            self._new_mentors(row, framed=True),
            self._new_mentors(row, framed=False),
            self._relaxed_wishes(row),
        ):
            helping = [option for option in options if (option.fits & moved).any()]
            if best := max(helping, key=self.gain, default=None):
                return self.tried(best, row)
        return Change("none", lacks=self._who_lacks(row))

    def _who_lacks(self, row: int) -> str:
        """Without whose language nothing helps."""
        if not self._spoken(self.situation.waiting[row].someone.languages):
            return "mentee"
        return "" if self.coached_in else "coach"

    def _spoken(self, languages: Mapping[str, str]) -> list[str]:
        """The languages on the required level, by code."""
        minimum = self.situation.minimum_level
        return sorted(code for code, level in languages.items() if reaches(level, minimum))

    def wanted_mentors(self) -> list[Change]:
        """The new mentors that would place someone, those that place most first."""
        options = {
            option.change: option
            for row in self.left_over
            for framed in (True, False)
            for option in self._new_mentors(row, framed=framed)
        }
        changes = [self.tried(option) for option in options.values()]
        return sorted(
            changes, key=lambda c: (-len(c.places), c.language, c.province, c.gender, str(c.online))
        )

    def gain(self, option: Option) -> int:
        """How many mentees more a change places."""
        if option.most == 1:
            return 1
        if option.change not in self._gains:
            self._gains[option.change] = len(self._placed(option, self.left_over))
        return self._gains[option.change]

    def tried(self, option: Option, first: int | None = None) -> Change:
        """The change with whom it places, the one for whom it is sought among them."""
        sought = [] if first is None else [first]
        rows = self._placed(option, [*sought, *(row for row in self.left_over if row != first)])
        codes = tuple(sorted(map(self._code, rows)))
        capacity = len(codes) if option.change.kind == "new_mentor" else 0
        return replace(option.change, places=codes, capacity=capacity)

    def _code(self, row: int) -> str:
        return self.situation.waiting[row].code

    def _placed(self, option: Option, rows: Iterable[int]) -> list[int]:
        allowed, places = option.applied()
        return Placing(allowed, places, self.chosen).place(rows, option.most)

    @cached_property
    def trainings(self) -> list[Option]:
        """Mentors of whom nothing else is asked than to follow the training."""
        options = (
            self._freed(Change("train", mentor=mentor.code), [number], "not_trained", self.places)
            for number, mentor in enumerate(self.situation.mentors)
            if not mentor.is_trained and mentor.places > 0
        )
        return [option for option in options if option.fits.any()]

    def _more_capacity(self, reached: Array) -> list[Option]:
        """One place more: of a mentor who is full, or whose places are all given."""
        given = {number: self._with_one_more(number) for number in reached.nonzero()[0].tolist()}
        return [option for _number, option in sorted((self.full | given).items())]

    @cached_property
    def full(self) -> dict[int, Option]:
        """Mentors, by number, of whom nothing else is asked than a place more."""
        options = {
            number: self._freed(one_more(mentor), [number], "full", self._widened(number))
            for number, mentor in enumerate(self.situation.mentors)
            if mentor.places == 0
        }
        return {number: option for number, option in options.items() if option.fits.any()}

    def _with_one_more(self, number: int) -> Option:
        change = one_more(self.situation.mentors[number])
        places = self._widened(number)
        return Option(change, self.allowed[:, number], 1, lambda: (self.allowed, places))

    def _widened(self, number: int) -> Array:
        """The places, with one more of this mentor."""
        places = self.places.copy()
        places[number] += 1
        return places

    @cached_property
    def coach_languages(self) -> list[Option]:
        """Languages that a coach would have to speak for mentors who are there already."""
        minimum, mentors = self.situation.minimum_level, self.situation.mentors
        only = (self.broken == BIT["no_coach_language"]).any(axis=0).nonzero()[0].tolist()
        speakers: dict[str, list[int]] = {}
        for number in only:
            for language in self._spoken(mentors[number].someone.languages):
                speakers.setdefault(language, []).append(number)
        return [
            self._freed(
                Change("coach_language", language=language, level=minimum),
                speakers[language],
                "no_coach_language",
                self.places,
            )
            for language in sorted(speakers)
        ]

    def _freed(self, change: Change, columns: list[int], rule: str, places: Array) -> Option:
        """Mentors whom one rule alone ruled out, without that rule."""
        only: Array = self.broken[:, columns] == BIT[rule]

        def applied() -> tuple[Array, Array]:
            allowed = self.allowed.copy()
            allowed[:, columns] |= only
            return allowed, places

        fits: Array = np.logical_or.reduce(only, axis=1)
        return Option(change, fits, int(places[columns].sum()), applied)

    def _new_mentors(self, row: int, *, framed: bool) -> Iterator[Option]:
        """A mentor for this mentee, in each of their languages that a coach speaks; or, when not
        `framed`, in the others: such a mentor shares another language with a coach, as volunteers
        do. No mentor helps when no coach speaks any.
        """
        one = self.situation.waiting[row].someone
        wished = dict(wish.split(":", 1) for wish in one.hard_wishes)
        for language in self._spoken(one.languages) if self.coached_in else ():
            change = Change(
                "new_mentor",
                language=language,
                level=self.situation.minimum_level,
                gender=wished.get("gender", ""),
                online={"yes": True, "no": False}.get(wished.get("online", "")),
                province=wished.get("province") or one.province or "",
                framed=language in self.coached_in,
            )
            if change.framed == framed and honours(newcomer(change), one.hard_wishes):
                yield self._newcomer(change)

    @cached_property
    def coached_in(self) -> frozenset[str]:
        """The languages that some coach speaks on the required level."""
        spoken = (self._spoken(coach.languages) for coach in self.situation.coaches)
        return frozenset(code for codes in spoken for code in codes)

    def _newcomer(self, change: Change) -> Option:
        if change not in self._newcomers:
            mentor = Crowd([newcomer(change)])
            mentees = Crowd((one.someone for one in self.situation.waiting), mentor)
            fits = fitting(mentees, mentor, self.situation.minimum_level)[:, 0]

            def applied() -> tuple[Array, Array]:
                allowed = np.column_stack([self.allowed, fits])
                return allowed, np.append(self.places, MOST_CAPACITY)

            self._newcomers[change] = Option(change, fits, MOST_CAPACITY, applied)
        return self._newcomers[change]

    def _relaxed_wishes(self, row: int) -> Iterator[Option]:
        """Giving up their own hard wishes; those of the mentors stay. Where those of someone else
        stand in the way, a place more helps before.
        """
        one = self.situation.waiting[row]
        gained: Array = self.broken[row] == BIT["hard_wish"]
        for number in gained.nonzero()[0].tolist():
            theirs = self.situation.mentors[number].someone.hard_wishes
            gained[number] = honours(one.someone, theirs)

        def applied() -> tuple[Array, Array]:
            allowed = self.allowed.copy()
            allowed[row] |= gained
            return allowed, self.places

        fits = np.zeros(len(self.situation.waiting), bool)
        fits[row] = True
        option = Option(Change("relax_wish", enrolment=one.code), fits, 1, applied)
        if self._placed(option, [row]):
            yield option


def one_more(mentor: Volunteer) -> Change:
    return Change("more_capacity", mentor=mentor.code, by=1)


def newcomer(change: Change) -> Someone:
    """The mentor that a change asks for, and no more than it asks."""
    return Someone(
        {change.language: change.level},
        change.gender or Gender.UNKNOWN,
        change.province or None,
        change.online,
        hard_wishes=(),
    )
