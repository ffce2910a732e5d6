"""What the figures of an answer are sums of: one row for each record, without a name.

A fact tells what a record adds to which measures as of a day, where it stands, and the values that
this came from. Its id is a pseudonym that only the key of its answer makes again, so that an answer
can be recounted, and compared with what is known later, record by record. Pure: no database.
"""

import gzip
import hashlib
import hmac
import io
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product
from typing import Any, Self

from reporting.measures import quarter
from reporting.tables import Count

Value = int | Decimal
# Some projects of an answer together (`reporting.release.scope_of`).
PROJECTS = "projects"
# The coordinate of what is counted on an earlier day of a series.
ANOTHER_DAY = "as_of"
PSEUDONYM_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Fact:
    """One record as of a day.

    `at` are its codes along dimensions, several for one where it counts under each; `adds` what it
    adds to each measure: a number of persons or an amount in euro; `on` the day that is a
    measure's own; `source` the values all this follows from, none later than the day.
    """

    kind: str
    id: str
    at: Mapping[str, Any] = field(default_factory=dict)
    adds: Mapping[str, Value] = field(default_factory=dict)
    on: Mapping[str, str] = field(default_factory=dict)
    source: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.id

    @property
    def is_of_the_day(self) -> bool:
        """Whether it tells how things are on the day of the answer itself."""
        return ANOTHER_DAY not in self.at

    def along(self, dimension: str, measure: str) -> list[str]:
        """Its codes along a dimension; none where it has no place there."""
        if dimension in {"year", "quarter"}:
            day = self.on.get(measure, "")
            return [day[:4] if dimension == "year" else quarter(day[:7])] if day else []
        found = self.at.get(dimension)
        if found is None:
            return []
        return list(found) if isinstance(found, list | tuple) else [found]

    def as_json(self) -> str:
        values = {
            "kind": self.kind,
            "id": self.id,
            "at": self.at,
            "adds": self.adds,
            "on": self.on,
            "source": self.source,
        }
        return json.dumps(values, ensure_ascii=False, sort_keys=True, default=_plain)

    @classmethod
    def from_json(cls, line: str) -> Self:
        values = json.loads(line)
        adds = {
            measure: Decimal(value) if isinstance(value, str) else value
            for measure, value in values.pop("adds").items()
        }
        return cls(**values, adds=adds)


def _plain(value: Any) -> str:
    """An amount as exact text, a day in ISO form."""
    return str(value) if isinstance(value, Decimal) else str(value.isoformat())


def pseudonym(key: bytes, model: str, pk: object) -> str:
    """The name of a record in one answer: without the key it leads to nobody."""
    digest = hmac.new(key, f"{model}:{pk}".encode(), hashlib.sha256)
    return digest.hexdigest()[:PSEUDONYM_LENGTH]


# Kept ---------------------------------------------------------------------------------------------


def packed(facts: Iterable[Fact]) -> bytes:
    """One JSON object per line, compressed; the same facts give the same bytes."""
    out = io.BytesIO()
    # Without a name or a time in it.
    with gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=0) as lines:
        for fact in facts:
            lines.write(f"{fact.as_json()}\n".encode())
    return out.getvalue()


def unpacked(content: bytes) -> Iterator[Fact]:
    """Raises OSError, EOFError or ValueError for what `packed` did not make."""
    with gzip.open(io.BytesIO(content), "rt", encoding="utf-8") as lines:
        for line in lines:
            yield Fact.from_json(line)


# Recounted ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shapes:
    """Along which dimensions counts are wanted, by measure, and of which groups of projects."""

    dimensions: Mapping[str, Collection[tuple[str, ...]]]
    groups: Collection[str]

    def codes(self, fact: Fact, dimension: str, measure: str) -> list[str]:
        if dimension == PROJECTS:
            project = fact.at.get("project")
            return [group for group in self.groups if project in group.split()]
        return fact.along(dimension, measure)


def shapes_of(wanted: Iterable[Count]) -> Shapes:
    dimensions: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    groups: set[str] = set()
    for count in wanted:
        dimensions[count.measure].add(tuple(sorted(name for name, _code in count.at)))
        groups |= {code for name, code in count.at if name == PROJECTS}
    return Shapes(dimensions, sorted(groups))


def contributions(fact: Fact, shapes: Shapes) -> Iterator[tuple[Count, Value]]:
    """What a fact adds, to each count of these shapes that it stands in."""
    for measure, value in fact.adds.items():
        for names in shapes.dimensions.get(measure, ()):
            if fact.is_of_the_day == (ANOTHER_DAY in names):
                continue
            for codes in product(*(shapes.codes(fact, name, measure) for name in names)):
                yield Count(measure, frozenset(zip(names, codes, strict=True))), value


def recounts(facts: Iterable[Fact], wanted: Collection[Count]) -> dict[Count, Value]:
    """Each count as the sum of what the facts add to it, in one pass."""
    found: dict[Count, Value] = dict.fromkeys(wanted, 0)
    shapes = shapes_of(wanted)
    for fact in facts:
        for count, value in contributions(fact, shapes):
            if count in found:
                found[count] += value
    return found


def recount(facts: Iterable[Fact], count: Count) -> Value:
    return recounts(facts, [count])[count]
