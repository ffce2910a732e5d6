"""How soon ended enrolments found work, and whether they kept it, as of a day."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import Count, DateField, F, TextField, Value
from django.db.models.functions import Cast, Least

from m2w.expressions import DaysBetween
from m2w.periods import add_months
from programmes.choices import WORK_KINDS
from programmes.spells import Work, known, spells
from reporting.measures import Dimension
from reporting.selection import Selection

# After so many months of work we look whether it goes on.
KEPT_FOR = (3, 6, 12)
OF_ENROLMENT = ("key", "by", "started_on", "horizon_end", "gap_days")


@dataclass(slots=True)
class Found:
    """Of a group: in how many days from the first match each found work, for how many of them so
    many months have passed since, and how many of those were at work all that time."""

    days: Counter[int] = field(default_factory=Counter)
    long_ago: Counter[int] = field(default_factory=Counter)
    kept: Counter[int] = field(default_factory=Counter)

    @property
    def people(self) -> int:
        return self.days.total()

    def add(self, person: "AtWork") -> None:
        self.days[person.days] += 1
        self.long_ago.update(person.long_ago)
        self.kept.update(person.kept)


class AtWork(NamedTuple):
    """One enrolment that led to work: in how many days from its first match, and for how many
    days from then on we could look."""

    group: str
    days: int
    looked_for: int
    long_ago: tuple[int, ...]
    kept: tuple[int, ...]


def found_work(selection: Selection, dimension: Dimension) -> list[AtWork]:
    """Every ended enrolment with work that counts by the day (domain.md 6), in one query."""
    as_of = selection.as_of
    rows = (
        # To make an object of every key takes longer than all that is asked of it.
        selection.ended.annotate(key=Cast("pk", TextField()), by=dimension.expression("ended_on"))
        .filter(outcomes__kind__in=WORK_KINDS, outcomes__started_on__lte=as_of)
        .order_by("pk", "outcomes__started_on")
        .values_list(*OF_ENROLMENT, "outcomes__started_on", "outcomes__ended_on")
    )
    people = groupby(rows.iterator(), itemgetter(slice(len(OF_ENROLMENT))))
    found = (at_work(person, (Work(*row[-2:]) for row in jobs), as_of) for person, jobs in people)
    return [one._replace(group=dimension.fold(one.group)) for one in found if one]


def at_work(person: Any, jobs: Iterable[Work], as_of: date) -> AtWork | None:
    """How one enrolment led to work; None when none of it counts."""
    _key, group, first_match, horizon_end, gap_days = person
    since = [job for job in known(jobs, as_of) if job.started_on >= first_match]
    if not since or since[0].started_on > horizon_end:
        return None
    first = since[0].started_on
    long_ago = tuple(n for n in KEPT_FOR if add_months(first, n) <= as_of)
    counting = [spell for spell in spells(since, gap_days) if spell.started_on <= horizon_end]
    kept = tuple(n for n in long_ago if any(spell.lasted(n, as_of) for spell in counting))
    looked_for = min(as_of, horizon_end) - first_match
    return AtWork(group, (first - first_match).days, looked_for.days, long_ago, kept)


def per_group(people: list[AtWork]) -> dict[str, Found]:
    groups: dict[str, Found] = {}
    for person in people:
        groups.setdefault(person.group, Found()).add(person)
    return groups


def together(people: list[AtWork]) -> Found:
    whole = Found()
    for person in people:
        whole.add(person)
    return whole


def still_looking(selection: Selection, people: list[AtWork]) -> Counter[int]:
    """Of those who found no work: for how many days from their first match we could look."""
    looked = DaysBetween(
        Least(Value(selection.as_of, DateField()), F("horizon_end")), F("started_on")
    )
    rows = (
        selection.ended.values(looked=looked)
        .annotate(n=Count("project"))
        .values_list("looked", "n")
    )
    return Counter(dict(rows)) - Counter(person.looked_for for person in people)
