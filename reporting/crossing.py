"""Cross tables: counts along rows and columns of one or two levels, with everything they add up to.

Pure: takes counts by the codes they stand at, gives the lines of a table.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from m2w.periods import add_months

# The codes from the first level on; fewer than there are levels: all that lie in those.
Place = tuple[str, ...]
ALL: Place = ()
TOTAL = "total"
# Of a series of days each is counted by itself.
MOST_DAYS = 24
MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Axes:
    """The dimensions down and across, one or two each; none across for a series of days."""

    rows: Place
    columns: Place = ()

    @property
    def all(self) -> Place:
        return self.rows + self.columns


@dataclass(frozen=True, slots=True)
class Pivot:
    """The places down and across in order, subtotals after their parts, and what stands where."""

    lines: Sequence[Place]
    heads: Sequence[Place]
    numbers: Mapping[tuple[Place, Place], int]

    def at(self, line: Place, head: Place) -> int:
        return self.numbers.get((line, head), 0)


def pivot(counts: Mapping[Place, int], axes: Axes, days: Iterable[str] = ()) -> Pivot:
    """Every count at the place where it stands and at all that this lies in.

    The codes of a count are those of the rows, then those of the columns, or one of the days.
    Days are never added up, and each has its column.
    """
    down, across = len(axes.rows), len(axes.columns) or 1
    numbers: dict[tuple[Place, Place], int] = defaultdict(int)
    for codes, n in counts.items():
        for line in within(codes[:down]):
            for head in within(codes[down:]):
                numbers[line, head] += n
    heads = {head for _line, head in numbers} | {ALL} if axes.columns else {(day,) for day in days}
    lines = {line for line, _head in numbers if line}
    return Pivot(in_order(lines, down), in_order(heads, across), numbers)


def within(place: Place) -> list[Place]:
    """A place and all that it lies in, up to everything."""
    return [place[:depth] for depth in range(len(place) + 1)]


def in_order(places: Iterable[Place], depth: int) -> list[Place]:
    """By code point of their codes; what adds others up comes after them."""

    def rank(place: Place) -> list[tuple[bool, str]]:
        return [(False, code) for code in place] + [(True, "")] * (depth - len(place))

    return sorted(places, key=rank)


def name_of(head: Place, depth: int) -> str:
    """The name of a column: `f`, or with two levels `f/yes` and `f/total`; that of all `total`."""
    if head == ALL:
        return TOTAL
    return "/".join([*head, *[TOTAL] * (depth - len(head))])


# A series of days -----------------------------------------------------------------------------


def ends(every: str, since: date, until: date) -> list[date]:
    """The last days of all months, quarters or years from one day up to and including another."""
    step = MONTHS[every]
    first_month = (since.month - 1) // step * step + 1
    start = since.replace(month=first_month, day=1)
    found = []
    while (end := add_months(start, step) - timedelta(days=1)) <= until:
        found.append(end)
        start = add_months(start, step)
    return found


def days_of(as_of: date, every: str, since: date | None, chosen: Iterable[date]) -> list[date]:
    """The days of a series up to the as-of date, which is always the last; none for no series."""
    days = set(chosen)
    if every and since:
        days.update(ends(every, since, as_of))
    return sorted({*(day for day in days if day <= as_of), as_of}) if days or every else []
