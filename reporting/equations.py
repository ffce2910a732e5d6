"""What a reader of several tables can calculate: which counts add up to which (domain.md 8).

Rows and columns add up to totals, parts and the rest to a whole, and the same count is the same
in every table. Pure: takes tables, gives a problem for `reporting.disclosure`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from typing import Any

from m2w.reference import languages, nationalities
from programmes.outflow import RESULTS
from reporting.disclosure import Problem, Sum
from reporting.facts import PROJECTS
from reporting.tables import Column, Coordinate, Count, Parents, Row, Table, value_of

At = frozenset[Coordinate]
Counts = dict[Count, int]

# One match counts under every language that it shares: those do not add up.
NOT_ADDING_UP = frozenset({"language"})
# Days are not added up: what was counted as of one stands beside what was as of another.
BESIDE_EACH_OTHER = frozenset({"as_of"})


@dataclass(frozen=True, slots=True)
class Whole:
    """A measure of which others are parts that do not overlap; `complete` when they are all."""

    measure: str
    parts: tuple[str, ...]
    complete: bool = False


WHOLES = (
    Whole("submitted", ("rejected",)),
    Whole("submitted", ("approved", "rejected")),
    Whole("approved", ("derogations",)),
    Whole("decided", ("approved", "rejected"), complete=True),
    Whole("started", ("active", "ended"), complete=True),
    Whole("started", ("active",)),
    Whole("ended", RESULTS, complete=True),
    Whole("ended", ("work",)),
    Whole("ended", ("sustainable_work",)),
    Whole("ended", ("in_observation",)),
    Whole("ended", ("sustainable_work", "in_observation")),
    Whole("work", ("sustainable_work",)),
    Whole("mentors_measured", ("mentors_grown",)),
    Whole("employers", ("employers_measured",)),
    Whole("employers_measured", ("employers_would_again",)),
)
# A measure that is another one at a coordinate: one count under two names.
SAME_AS = {"benefit_entitled": Count("submitted", frozenset({("benefit", "yes")}))}
# Each is a part of the one before, also where one in between is not told.
CHAIN = ("submitted", "approved", "started", "ended")
OTHER_THAN_DUTCH = "without_dutch"
# Where projects lie, and what is told of some of them together (`reporting.release.scope_of`).
PLACES = frozenset({"project", "lot", "call", "promoter", PROJECTS})


def problem_of(tables: Sequence[Table]) -> Problem:
    """The counts of these tables, in canonical places, and all sums between them."""
    counts = {count: n for table in tables for count, n in told(table)}
    sums = {*_wholes(counts), *_languages(counts)}
    for table in tables:
        sums.update(_roll_ups(table, counts))
    sums.update(_narrowings(tables, counts))
    in_order = {count: counts[count] for count in sorted(counts, key=_name)}
    return Problem(in_order, sorted(sums, key=_names))


def _name(count: Count) -> tuple[str, list[Coordinate]]:
    """By which counts always stand in one order, in whichever table and process: what is hidden
    depends on it, and two ways to hide the same table tell more than either."""
    return count.measure, sorted(count.at)


def _names(one: Sum) -> tuple[Any, ...]:
    return _name(one.whole), [_name(part) for part in one.parts], one.complete


def told(table: Table) -> Iterator[tuple[Count, int]]:
    """Every count that a table tells, or calculates with."""
    lines = [*table.rows, *([] if table.total is None else [table.total])]
    for row in lines:
        for column in table.columns:
            n = value_of(row, column.name)
            if column.type == "count" and n is not None:
                count = table.place(row, column)
                if count is not None:
                    yield count, n
    yield from table.behind.items()


# One name for one count -----------------------------------------------------------------------


@dataclass(frozen=True)
class Geography:
    """What lies in what: a project in a lot, a lot in a call, a nationality in a group."""

    parents: Parents

    def above(self, coordinate: Coordinate) -> At:
        """Everything that a coordinate lies in, not itself."""
        direct = set(self.parents.get(coordinate, ()))
        name, code = coordinate
        if name == "nationality":
            direct.add(("nationality_group", nationalities.group_of(code)))
        if name == "quarter":
            direct.add(("year", code[:4]))
        return frozenset(direct).union(*(self.above(one) for one in direct))

    def closure(self, at: At) -> At:
        return at.union(*(self.above(one) for one in at))

    def canonical(self, count: Count) -> Count:
        """By its one name, without the coordinates that follow from others."""
        measure, at = count.measure, count.at
        same = SAME_AS.get(measure)
        if same is not None and not {name for name, _code in at - same.at} & _dimensions(same.at):
            measure, at = same.measure, at | same.at
        implied = frozenset().union(*(self.above(one) for one in at))
        return Count(measure, at - implied)


def in_canonical_places(table: Table, parents: Parents) -> Table:
    """The table whose counts have the names that the same counts have in other tables."""
    geography, given = Geography(parents), table.place

    def place(row: Row, column: Column) -> Count | None:
        count = given(row, column)
        return None if count is None else geography.canonical(count)

    behind = {geography.canonical(count): n for count, n in table.behind.items()}
    measures = {count.measure for count, _n in told(table)}
    assumed = frozenset().union(*(SAME_AS[one].at for one in measures & SAME_AS.keys()))
    return replace(table, place=place, behind=behind, parents=parents, assumed=assumed)


def _dimensions(at: At) -> set[str]:
    return {name for name, _code in at}


def _outside_of(table: Table, at: At) -> At:
    """Where a count of a table stands without the table telling what stands beside it."""
    return table.scope | table.assumed & at


# What adds up to what -------------------------------------------------------------------------


def _wholes(counts: Counts) -> Iterator[Sum]:
    """A whole and its parts at the same place."""
    for at in {count.at for count in counts}:
        for one in WHOLES:
            yield from _sum(counts, one.measure, one.parts, at, complete=one.complete)
        chain = [measure for measure in CHAIN if Count(measure, at) in counts]
        for whole, part in pairwise(chain):
            yield from _sum(counts, whole, (part,), at, complete=False)


def _sum(
    counts: Counts, whole: str, parts: Iterable[str], at: At, *, complete: bool
) -> Iterator[Sum]:
    found = Sum(Count(whole, at), tuple(Count(part, at) for part in parts), complete)
    if all(count in counts for count in (found.whole, *found.parts)):
        yield found


def _languages(counts: Counts) -> Iterator[Sum]:
    """A match counts under each language that it shares, so each is a part by itself."""
    for count in counts:
        spoken = [code for name, code in count.at if name == "language"]
        if not spoken:
            continue
        everywhere = frozenset(one for one in count.at if one[0] != "language")
        whole = Count(count.measure, everywhere)
        if whole in counts:
            yield Sum(whole, (count,), complete=False)
        others = Count(OTHER_THAN_DUTCH, everywhere)
        if spoken == [languages.DUTCH] and whole in counts and others in counts:
            yield Sum(whole, (count, others))


def _roll_ups(table: Table, counts: Counts) -> Iterator[Sum]:
    """The counts of a table add up to those of fewer or wider coordinates, in whichever table
    these stand. What a table does not list, is nobody."""
    geography = Geography(table.parents)
    listed: dict[tuple[str, frozenset[str]], list[Count]] = defaultdict(list)
    # One count that stands in two cells, as where a call crosses its projects, is one part.
    for count in dict.fromkeys(count for count, _n in told(table)):
        names = frozenset(name for name, _code in count.at)
        if not names & NOT_ADDING_UP:
            listed[count.measure, names].append(count)
    for (measure, names), parts in listed.items():
        finer = {name for part in parts for name, _code in geography.closure(part.at)}
        for wider in {frozenset(n for n, _c in c.at) for c in counts if c.measure == measure}:
            if wider != names and wider <= finer and names & BESIDE_EACH_OTHER <= wider:
                for whole, ones in _gathered(parts, wider, geography).items():
                    within = _outside_of(table, ones[0].at)
                    if whole in counts and within <= geography.closure(whole.at):
                        yield Sum(whole, tuple(sorted(ones, key=_name)))


def _gathered(
    parts: Iterable[Count], names: frozenset[str], geography: Geography
) -> dict[Count, list[Count]]:
    """The parts at each place with these coordinates."""
    found: dict[Count, list[Count]] = defaultdict(list)
    for part in parts:
        at = frozenset(one for one in geography.closure(part.at) if one[0] in names)
        found[Count(part.measure, at)].append(part)
    return found


# Narrowed tables ------------------------------------------------------------------------------


def _narrowings(tables: Sequence[Table], counts: Counts) -> Iterator[Sum]:
    """A table about some persons or projects lies in one that is about more: what both tell of the
    same rows leaves the others."""
    scoped = [table for table in tables if table.scope or table.assumed]
    if not scoped:
        return
    parents: dict[Coordinate, set[Coordinate]] = defaultdict(set)
    for table in tables:
        for at, above in table.parents.items():
            parents[at].update(above)
    wider = _Wider(Geography(parents), counts)
    parts: dict[tuple[Count, tuple[str, ...]], set[Count]] = defaultdict(set)
    for table in scoped:
        for count, _n in told(table):
            for whole, names in wider.wholes_of(count, _outside_of(table, count.at) & count.at):
                parts[whole, names].add(count)
    for (whole, names), found in parts.items():
        # Groups of projects may overlap: those do not stand beside each other.
        apart = [[one] for one in found] if PROJECTS in names else [sorted(found, key=_name)]
        yield from (Sum(whole, tuple(ones), complete=False) for ones in apart)


class _Wider:
    """What each coordinate of a scope lies in, out of those that are counted at."""

    def __init__(self, geography: Geography, counts: Counts) -> None:
        self.geography, self.counts = geography, counts
        self.projects: dict[Coordinate, set[str]] = defaultdict(set)
        for name, code in geography.parents:
            if name == "project":
                for at in geography.closure(frozenset({(name, code)})):
                    self.projects[at].add(code)
        used = {at for count in counts for at in count.at if at[0] in PLACES}
        self.places = sorted(at for at in used if self.projects[at])

    def above(self, at: Coordinate) -> list[Coordinate]:
        if at[0] not in PLACES:
            return sorted(self.geography.above(at))
        own = self.projects[at]
        return [place for place in self.places if own < self.projects[place]]

    def wholes_of(self, count: Count, scope: At) -> Iterator[tuple[Count, tuple[str, ...]]]:
        """The counts of the same rows that are about more, and along what they are."""
        rest, narrow = count.at - scope, sorted(scope)
        choices = [[(at,), (), *((up,) for up in self.above(at))] for at in narrow]
        for chosen in product(*choices):
            names = tuple(at[0] for at, one in zip(narrow, chosen, strict=True) if one != (at,))
            at = rest.union(*(frozenset(one) for one in chosen))
            whole = self.geography.canonical(Count(count.measure, at))
            if names and whole in self.counts and whole != count:
                yield whole, names
