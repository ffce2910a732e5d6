"""When too many persons stand in hidden cells: the finest form of a table that hides fewer.

Pure: takes what a reader sees and the dimensions, gives other dimensions.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import islice, product
from typing import NamedTuple

from reporting.crossing import TOTAL, Axes, Place
from reporting.tables import Shown, Table, is_hidden, value_of

# From this part of the persons on a coarser form is proposed.
TOO_MUCH = Fraction(1, 5)
# So many forms are tried at most, the finest first.
MOST_TRIED = 12
WIDER = {"nationality": "nationality_group", "quarter": "year", "project": "lot", "lot": "call"}
PLACES = frozenset({"project", "lot", "call"})
NO_LEVEL = ""


def hidden_share(table: Shown, axes: Axes) -> Fraction:
    """The part of the persons that stand in hidden inner cells, as a reader can calculate it; all
    of them where their number is hidden itself."""
    if not table.suppressed:
        return Fraction(0)
    inner = _inner(table, axes)
    total = table.total or {}
    wholes = [TOTAL] if axes.columns else inner
    if any(is_hidden(total, name) for name in wholes):
        return Fraction(1)
    told = sum(_counts(table, axes))
    everyone = sum(value_of(total, name) or 0 for name in wholes)
    return Fraction(everyone - told, everyone) if everyone else Fraction(0)


def small_share(table: Table, axes: Axes, smallest: int) -> Fraction:
    """The part of the persons that stand in counts too small to be shown: at least these are
    hidden, and to know that takes no protection of the table."""
    counts = _counts(table, axes)
    everyone = sum(counts)
    return Fraction(sum(n for n in counts if n < smallest), everyone) if everyone else Fraction(0)


def _counts(table: Table, axes: Axes) -> list[int]:
    """Those of the finest level that are told."""
    rows = [row for row in table.rows if all(row[name] != TOTAL for name in axes.rows)]
    return [value_of(row, name) or 0 for row in rows for name in _inner(table, axes)]


def _inner(table: Table, axes: Axes) -> list[str]:
    return [column.name for column in table.columns if _is_inner(column.name, axes)]


def _is_inner(name: str, axes: Axes) -> bool:
    """Whether a column holds counts of the finest level."""
    is_count = name not in axes.rows and ":" not in name
    return is_count and TOTAL not in name.split("/")


def finest(axes: Axes, share_of: Callable[[Axes], Fraction]) -> Axes | None:
    """The first coarser form in which fewer than `TOO_MUCH` of the persons are hidden."""
    tried = islice(coarser(axes), MOST_TRIED)
    return next((form for form in tried if share_of(form) < TOO_MUCH), None)


class Step(NamedTuple):
    """A dimension that takes the place of another, so many steps wider."""

    dimension: str
    steps: int
    of_place: bool


def coarser(axes: Axes) -> Iterator[Axes]:
    """Coarser forms, the finest first: persons are grouped before places are, as in nationality
    per project, group per project, nationality per call, group per call."""
    down = len(axes.rows)
    choices = [list(_steps(name, can_go=at not in {0, down})) for at, name in enumerate(axes.all)]
    for chosen in sorted(product(*choices), key=_rank):
        names = [step.dimension for step in chosen]
        form = Axes(_levels(names[:down]), _levels(names[down:]))
        if form != axes and len(set(form.all)) == len(form.all):
            yield form


def _steps(name: str, *, can_go: bool) -> Iterator[Step]:
    """A dimension and what is wider than it; a second level can also be left out."""
    steps, of_place = 0, name in PLACES
    wider: str | None = name
    while wider:
        yield Step(wider, steps, of_place)
        wider, steps = WIDER.get(wider), steps + 1
    if can_go:
        yield Step(NO_LEVEL, steps, of_place)


def _rank(chosen: tuple[Step, ...]) -> tuple[int, int]:
    places = sum(step.steps for step in chosen if step.of_place)
    return places, sum(step.steps for step in chosen)


def _levels(names: list[str]) -> Place:
    return tuple(name for name in names if name != NO_LEVEL)
