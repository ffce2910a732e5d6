"""What a reader of several tables can calculate: which counts add up to which (domain.md 8).

Rows and columns add up to totals, parts and the rest to a whole, and the same count is the same
in every table. Pure: takes tables, gives a problem for `reporting.disclosure`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from m2w.reference import nationalities
from programmes.outflow import RESULTS
from reporting.disclosure import Problem, Sum
from reporting.tables import Count, Table

Coordinate = tuple[str, str]
At = frozenset[Coordinate]
Parents = Mapping[Coordinate, set[Coordinate]]
Counts = dict[Count, int]

# One match counts under every language that it shares: those do not add up.
NOT_ADDING_UP = frozenset({"language"})


@dataclass(frozen=True, slots=True)
class Whole:
    """A measure of which others are parts that do not overlap; `complete` when they are all."""

    measure: str
    parts: tuple[str, ...]
    complete: bool = False


WHOLES = (
    Whole("submitted", ("approved",)),
    Whole("submitted", ("rejected",)),
    Whole("submitted", ("approved", "rejected")),
    Whole("submitted", ("benefit_entitled",)),
    Whole("approved", ("started",)),
    Whole("approved", ("derogations",)),
    Whole("decided", ("approved", "rejected"), complete=True),
    Whole("started", ("active", "ended"), complete=True),
    Whole("started", ("ended",)),
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
