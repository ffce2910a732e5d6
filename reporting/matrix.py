"""The matrix of two-monthly evaluations: level × track × period, as of a day (domain.md 5).

Pure: rounds in, a table out. A column is a calendar block of two months; in it stands the one
round of a scope that begins in that block, whatever the first day of its project.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from django.utils.text import capfirst

from m2w.details import Text
from m2w.periods import Period, add_months
from programmes.choices import Level, Track
from reporting.rounds import Round, Scope
from reporting.tables import percent

# From what is wrong to what is well.
STATES = ("missing", "open", "draft", "held")


@dataclass(frozen=True, slots=True)
class Cell:
    """The round of a scope in a block: one track of it, or all three together.

    It stands as the worst of them; `count` is how many do, 0 when it is all of them.
    """

    rounds: tuple[Round, ...]
    state: str
    count: int

    @property
    def scope(self) -> Scope:
        return self.rounds[0].scope

    @property
    def period(self) -> Period:
        return self.rounds[0].period


def cell_of(rounds: Sequence[Round]) -> Cell:
    statuses = [one.status for one in rounds]
    state = min(statuses, key=STATES.index)
    count = statuses.count(state)
    return Cell(tuple(rounds), state, 0 if count == len(rounds) else count)


@dataclass(frozen=True, slots=True)
class Line:
    label: Text
    cells: Sequence[Cell | None]


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading: a level, or one scope of it."""

    heading: Text
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Matrix:
    blocks: Sequence[Period]
    groups: Sequence[Group]


def block_of(day: date) -> date:
    """The first day of the calendar block of two months that holds a day."""
    return date(day.year, day.month - (day.month - 1) % 2, 1)


def matrix_of(found: Sequence[Round], names: Mapping[str, str], *, by_track: bool) -> Matrix:
    """The rounds as a table, the latest block first.

    `by_track` gives each scope a group with a line for each track; otherwise each level is a
    group with a line for each scope, in which a round is one cell.
    """
    blocks = blocks_of(found)
    scopes = {scope: list(of) for scope, of in groupby(found, lambda one: one.scope)}
    levels = [(level, [s for s in scopes if s.level == level]) for level in Level]
    if by_track:
        groups = [
            Group(heading_of(scope, names), list(tracks_of(scopes[scope], blocks)))
            for _level, there in levels
            for scope in there
        ]
    else:
        groups = [
            Group(level.label, [line_of(names[s.code], scopes[s], blocks) for s in there])
            for level, there in levels
            if there
        ]
    return Matrix(blocks, groups)


def blocks_of(found: Iterable[Round]) -> list[Period]:
    """Every block in which a round begins, the latest first."""
    starts = sorted({block_of(one.period.start) for one in found}, reverse=True)
    return [Period(start, add_months(start, 2)) for start in starts]


def heading_of(scope: Scope, names: Mapping[str, str]) -> str:
    return f"{capfirst(Level(scope.level).label)} {names[scope.code]}"


def tracks_of(rounds: Iterable[Round], blocks: Sequence[Period]) -> Iterator[Line]:
    by_track = {track: list(of) for track, of in groupby(rounds, lambda one: one.track)}
    for track in Track:
        if track in by_track:
            yield line_of(capfirst(track.label), by_track[track], blocks)


def line_of(label: Text, rounds: Iterable[Round], blocks: Sequence[Period]) -> Line:
    cells: dict[date, list[Round]] = {}
    for one in rounds:
        cells.setdefault(block_of(one.period.start), []).append(one)
    return Line(
        label,
        [cell_of(cells[b.start]) if b.start in cells else None for b in blocks],
    )


# How complete it is ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Completeness:
    """Of rounds (a period and a track each): how many were due by the day, and held of those."""

    label: Text
    due: int
    held: int

    @property
    def share(self) -> Decimal | None:
        return percent(self.held, self.due)


def completeness(label: Text, rounds: Iterable[Round], as_of: date) -> Completeness:
    due = [one for one in rounds if one.due_on <= as_of]
    return Completeness(label, len(due), sum(one.status == "held" for one in due))


def missing(found: Iterable[Round]) -> list[Round]:
    """What was not held, the longest overdue first."""
    absent = [one for one in found if one.status == "missing"]
    return sorted(absent, key=lambda one: (one.due_on, one.scope, one.track))
