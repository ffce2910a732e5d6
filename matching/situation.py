"""Everything a proposal looks at, as plain values: one project on one day (proposals.md 2)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from matching.crowd import Crowd
from matching.people import Someone


@dataclass(frozen=True, slots=True)
class Waiting:
    """An enrolment without a mentor. `mentee` is the code of the file, by which a veto and a
    misfit are known; `days` counts from the submission.
    """

    code: str
    mentee: str
    someone: Someone
    days: int


@dataclass(frozen=True, slots=True)
class Volunteer:
    """A mentor of the promoter; `places` are those that nobody takes yet."""

    code: str
    someone: Someone
    is_active: bool
    is_trained: bool
    places: int


@dataclass(frozen=True, slots=True)
class Coach:
    """A mentor-coach of the promoter."""

    code: str
    languages: Mapping[str, str]
    open_matches: int


@dataclass(frozen=True)
class Situation:
    """Who waits, who is there, and what a person decided before. Everyone sorted by code, so that
    no answer depends on the order of rows.

    `misfits` and `vetoes` are pairs of the codes of a mentee and a mentor. `locked` are pairs of
    the codes of an enrolment and a mentor that stay together whatever else is proposed.
    """

    project: str
    on: date
    minimum_level: str
    weights: Mapping[str, int]
    waiting: tuple[Waiting, ...]
    mentors: tuple[Volunteer, ...]
    coaches: tuple[Coach, ...]
    misfits: frozenset[tuple[str, str]] = frozenset()
    vetoes: frozenset[tuple[str, str]] = frozenset()
    locked: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("waiting", "mentors", "coaches"):
            by_code = sorted(getattr(self, name), key=lambda someone: someone.code)
            object.__setattr__(self, name, tuple(by_code))

    @cached_property
    def volunteers(self) -> Crowd:
        """The mentors as columns, to be compared."""
        return Crowd(mentor.someone for mentor in self.mentors)

    @cached_property
    def mentees(self) -> Crowd:
        """The mentees as columns, to be compared with the mentors."""
        return Crowd((one.someone for one in self.waiting), self.volunteers)
