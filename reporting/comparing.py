"""What an answer said then beside what the same records say now, for the same day. Pure.

Every cell that changed comes with its causes. A record that was not there, or a value that was
empty and is filled in now, was registered late; one that was changed or removed was corrected;
and where the record says the same but counts otherwise, the definition changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from typing import Any

from reporting import paper
from reporting.cells import columns_of, sum_of
from reporting.choices import Cause
from reporting.facts import Fact, Shapes, Value, contributions, shapes_of
from reporting.tables import Column, Count, Row, Shown, is_hidden, value_of

Key = tuple[str, str]
Facts = Mapping[Key, Fact]

# The kinds of records behind what is no sum, by report; without one any kind may be behind it.
BEHIND = {
    "projects": {"project", "extension"},
    "monitoring": {"criterion"},
    "extensions": {"project", "extension"},
    "six-month-evaluations": {"project", "evaluation"},
    "bimonthly-evaluations": {"project", "extension", "evaluation"},
    "appraisal": {"project", "extension", "evaluation", "grant", "claim"},
    "funnel": {"enrolment"},
    "budget": {
        *("project", "extension", "call", "grant", "claim", "settlement", "correction"),
        *("payment", "enrolment"),
    },
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One cause of a change, the records behind it, and what they add up to; a difference only
    where the cell is a sum."""

    cause: Cause
    records: int
    difference: Value | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """A cell that is not what it was. `then` and `now` are None where there is nothing. `shown` is
    the table in which the row stands, `versions` those of its definition, then and now.

    A cell that is hidden on either side is not compared: who reads that it did not change, and
    knows one of both, knows the other.
    """

    table: str
    shown: Shown
    row: Row
    column: Column
    then: Any
    now: Any
    versions: tuple[int, int]
    reasons: Sequence[Reason]

    @property
    def of_persons(self) -> bool:
        return self.column.type == "count" or bool(self.column.of)


# Records ------------------------------------------------------------------------------------------


def by_key(facts: Iterable[Fact]) -> dict[Key, Fact]:
    return {fact.key: fact for fact in facts}


def cause_of(then: Fact | None, now: Fact | None) -> Cause:
    """Why a record tells something else than it did."""
    if then is None:
        return Cause.LATE
    if now is None:
        return Cause.CORRECTED
    return _difference(then.source, now.source) or Cause.DEFINITION


def _difference(then: Any, now: Any) -> Cause | None:
    """How a value changed: a correction anywhere in it makes it corrected."""
    if then == now and isinstance(then, bool) == isinstance(now, bool):
        return None
    if isinstance(then, Mapping) and isinstance(now, Mapping):
        names = {*then, *now}
        return _worst(_difference(then.get(name), now.get(name)) for name in names)
    if _is_empty(then):
        return None if _is_empty(now) else Cause.LATE
    if isinstance(then, list) and isinstance(now, list):
        return _worst(_difference(one, other) for one, other in zip_longest(then, now))
    return Cause.CORRECTED


def _worst(causes: Iterable[Cause | None]) -> Cause | None:
    found = set(causes)
    return next((cause for cause in (Cause.CORRECTED, Cause.LATE) if cause in found), None)


def _is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})


@dataclass
class Differences:
    """What every record that changed took from or added to the counts that are asked about."""

    then: Facts
    now: Facts
    shapes: Shapes
    causes: dict[Key, Cause] = field(default_factory=dict)
    added: dict[Count, dict[Key, Value]] = field(default_factory=lambda: defaultdict(dict))

    def __post_init__(self) -> None:
        for key in {*self.then, *self.now}:
            then, now = self.then.get(key), self.now.get(key)
            if then != now:
                self.causes[key] = cause_of(then, now)
                for count, difference in self._moved(then, now):
                    self.added[count][key] = difference

    def _moved(self, then: Fact | None, now: Fact | None) -> Iterator[tuple[Count, Value]]:
        before = dict(contributions(then, self.shapes)) if then else {}
        after = dict(contributions(now, self.shapes)) if now else {}
        for count in {*before, *after}:
            if difference := after.get(count, 0) - before.get(count, 0):
                yield count, difference

    def of(self, count: Count) -> list[Reason]:
        """The causes of a change in a sum: together they are the whole difference."""
        records: dict[Cause, list[Value]] = defaultdict(list)
        for key, difference in self.added.get(count, {}).items():
            records[self.causes[key]].append(difference)
        return _in_order(Reason(cause, len(found), sum(found)) for cause, found in records.items())

    def behind(self, keys: Iterable[Key]) -> list[Reason]:
        """The causes of a change in what is no sum, from the records that it rests on."""
        numbers: dict[Cause, int] = defaultdict(int)
        for key in keys:
            numbers[self.causes[key]] += 1
        return _in_order(Reason(cause, number) for cause, number in numbers.items())

    def at(self, kinds: Iterable[str] | None, row: Row) -> list[Key]:
        """The records of these kinds that changed and stand in the row."""
        where = {name: _code(value) for name, value in row.items() if _code(value)}
        if where.get("level") == "promoter":
            where["project"] = where["scope"]
        return [
            key
            for key in self.causes
            if (kinds is None or key[0] in kinds)
            and any(
                _stands_in(fact, where)
                for fact in (self.then.get(key), self.now.get(key))
                if fact is not None and fact.is_of_the_day
            )
        ]


def _code(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else ""


def _stands_in(fact: Fact, where: Mapping[str, str]) -> bool:
    """Whether a record stands at the codes of a row, as far as it has any along them."""
    return all(where[name] in fact.along(name, "") for name in fact.at if name in where)


def _in_order(reasons: Iterable[Reason]) -> list[Reason]:
    order = list(Cause)
    return sorted(reasons, key=lambda reason: order.index(reason.cause))


# Cells --------------------------------------------------------------------------------------------


def compare(
    then: Mapping[str, Shown],
    now: Mapping[str, Shown],
    facts_then: Iterable[Fact],
    facts_now: Iterable[Fact],
) -> list[Changed]:
    """Every cell of the tables, by the name of their table, that is not what it was."""
    pairs = [(name, then[name], now[name]) for name in then if name in now]
    wanted = {count for _name, *both in pairs for table in both for count in _counts(table)}
    differences = Differences(by_key(facts_then), by_key(facts_now), shapes_of(wanted))
    return [
        changed
        for name, before, after in pairs
        for changed in _changed(name, before, after, differences)
    ]


def _counts(table: Shown) -> Iterator[Count]:
    for row in [*table.rows, *([] if table.total is None else [table.total])]:
        for column in columns_of(table, row):
            if count := sum_of(table, row, column):
                yield count
            for name in column.of:
                if count := table.place(row, Column(name, "")):
                    yield count


def _changed(name: str, then: Shown, now: Shown, differences: Differences) -> Iterator[Changed]:
    for before, after in rows_of(then, now):
        for column in _columns(then, now, before, after):
            if found := _cell(name, (then, before), (now, after), column, differences):
                yield found


def _columns(then: Shown, now: Shown, before: Row | None, after: Row | None) -> list[Column]:
    """Those of both: a cross table has one for every code that occurs."""
    found: dict[str, Column] = {}
    for table, row in ((now, after), (then, before)):
        for column in columns_of(table, row) if row is not None else table.columns:
            found.setdefault(column.name, column)
    return list(found.values())


Side = tuple[Shown, Row | None]


def _cell(
    name: str, then: Side, now: Side, column: Column, differences: Differences
) -> Changed | None:
    """What changed in one cell, if anything did."""
    row = now[1] if now[1] is not None else then[1]
    shown = now[0] if now[1] is not None else then[0]
    if row is None:
        return None
    sides = [(table, line) for table, line in (now, then) if line is not None]
    count = next(filter(None, (sum_of(table, line, column) for table, line in sides)), None)
    before, after = (_value(side, column, count) for side in (then, now))
    if before == after or any(is_hidden(line, column.name) for _table, line in sides):
        return None
    reasons = _reasons(shown, row, column, count, differences) or [Reason(Cause.DEFINITION, 0)]
    versions = (then[0].definition.version, now[0].definition.version)
    return Changed(name, shown, row, column, before, after, versions, reasons)


def _value(side: Side, column: Column, count: Count | None) -> Any:
    """What stands in a cell; nothing counted is 0 where the table had no such row or column."""
    row = side[1]
    value = None if row is None else value_of(row, column.name)
    return 0 if value is None and count is not None and column.type == "count" else value


def _reasons(
    shown: Shown, row: Row, column: Column, count: Count | None, differences: Differences
) -> list[Reason]:
    if count is not None:
        return [reason for reason in differences.of(count) if reason.records]
    if column.of:
        counts = (shown.place(row, Column(name, "")) for name in column.of)
        keys = {key for found in counts if found for key in differences.added.get(found, {})}
        return differences.behind(keys)
    return differences.behind(differences.at(BEHIND.get(shown.code), row))


# Rows ---------------------------------------------------------------------------------------------


def rows_of(then: Shown, now: Shown) -> Iterator[tuple[Row | None, Row | None]]:
    """The same row on both sides; a row that is on one side only stands alone."""
    size = max(key_size(then), key_size(now))
    before = {_key(then, row, size): row for row in then.rows}
    after = {_key(now, row, size): row for row in now.rows}
    for key in dict.fromkeys([*after, *before]):
        yield before.get(key), after.get(key)
    yield then.total, now.total


def key_size(table: Shown) -> int:
    """How many of its leading columns it takes to name every row once."""
    for size in range(1, len(table.columns) + 1):
        if len({_key(table, row, size) for row in table.rows}) == len(table.rows):
            return size
    return len(table.columns)


def row_name(table: Shown, row: Row) -> str:
    """A row in words: what stands in the columns that name it; nothing for the total."""
    if row is table.total:
        return ""
    heads = list(table.columns)[: key_size(table)]
    return " · ".join(filter(None, (paper.text(table, column, row) for column in heads)))


def _key(table: Shown, row: Row, size: int) -> tuple[Any, ...]:
    return tuple(value_of(row, column.name) for column in table.columns[:size])
