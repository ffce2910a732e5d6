"""One file on its way in: every row compared with the database, checked, and later stored."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from itertools import islice
from operator import itemgetter
from sys import intern
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from m2w.data_package.facts import Facts
from m2w.data_package.faults import Faults
from m2w.data_package.parser import CsvFile
from m2w.data_package.schema import Key, Row
from m2w.data_package.tables import Table

BATCH = 2000
T = TypeVar("T")
Advance = Callable[[CsvFile], None]


class Action(IntEnum):
    """What has to be done for a row of the package."""

    NOTHING = 0
    INSERT = 1
    CHANGE = 2


@dataclass
class Run:
    """What all files of one load share."""

    faults: Faults
    advance: Advance
    update: bool = False
    facts: Facts = field(default_factory=Facts)
    sheets: dict[str, "Sheet"] = field(default_factory=dict)


class Sheet:
    """A file of the package, or only its table when the package leaves the file out."""

    def __init__(self, table: Table, file: CsvFile | None, run: Run) -> None:
        self.table = table
        self.file = file
        self.run = run
        self.stored = set(table.codes())
        self.filled = table.queryset().exists()
        self._references = [(field.name, field.to) for field in table.references]
        self._facts = run.facts.of(table.facts) if table.facts else {}
        self._kept_of = itemgetter(*table.facts._fields[1:]) if table.facts else tuple
        self._lines: dict[Key, int] = {}
        self._actions = bytearray()

    def holds(self, code: str) -> bool:
        """Whether a row has this code, in the package or the database, as far as can be read."""
        unread = self.file is not None and self.file.incomplete
        return code in self._lines or code in self.stored or unread

    def count(self) -> int:
        """How many rows of the file there are to store."""
        return len(self._actions) - self._actions.count(Action.NOTHING)

    # Reading --------------------------------------------------------------------------------

    def read(self) -> None:
        """Check every row by itself and keep what the rules need to know of it."""
        for batch in batches(self.file or ()):
            found = self._found(row for _line, row, sound in batch if sound)
            for line, row, sound in batch:
                action = Action.NOTHING
                if not sound:
                    self._doubt(row)
                if self._is_first(line, row) and sound:
                    action = self._examine(line, row, found)
                self._actions.append(action)
            if self.file:
                self.run.advance(self.file)
        if self.file and self.file.incomplete:
            self._doubt({})
        self._remember_others()

    def _is_first(self, line: int, row: Row) -> bool:
        """Whether no earlier row of the file has this key. Reports when one has."""
        if any(column not in row for column in self.table.key):
            return False
        first = self._lines.setdefault(self.table.key_of(row), line)
        if first != line:
            text = _("deze sleutel staat ook op lijn %(first)s") % {"first": first}
            self.fault(line, self.table.key[0], row[self.table.key[0]], "duplicate", text)
        return first == line

    def _examine(self, line: int, row: Row, found: Mapping[Key, Row]) -> Action:
        self.table.complete(row, self.run.facts)
        stored = found.get(self.table.key_of(row))
        changed = self._difference(row, stored) if stored is not None else ""
        if stored is not None:
            if changed and not self.run.update:
                text = _("staat al in de databank met een andere waarde; --update past ze aan")
                self.fault(line, changed, row[changed], "differs", text)
                row, changed = stored, ""
            if changed and self.table.is_final(stored):
                text = _("dit dossier is gewist; het krijgt geen andere waarden meer")
                self.fault(line, changed, row[changed], "erased", text)
                row, changed = stored, ""
            row = self._merged(row, stored)
            if not changed:
                self._remember(0, row)
                return Action.NOTHING
        self._check(line, row)
        self._remember(line, row)
        return Action.INSERT if stored is None else Action.CHANGE

    def _check(self, line: int, row: Row) -> None:
        for name, to in self._references:
            code = row[name]
            if code is not None and not self.run.sheets[to].holds(code):
                text = _("deze code staat niet in %(file)s") % {"file": f"{to}.csv"}
                self.fault(line, name, code, "unknown_reference", text)
        for column, rule, reason in self.table.objections(row):
            self.fault(line, column, row[column], rule, reason)

    def _remember(self, line: int, row: Row) -> None:
        if self.table.facts is not None:
            kept = self.table.facts(line, *self._kept_of(row))
            self._facts[self.table.key_of(row)] = kept

    def _doubt(self, cells: Row) -> None:
        if self.table.facts is not None:
            self.run.facts.doubt(self.table.facts, cells)

    def _remember_others(self) -> None:
        """Rows of the database that the package does not mention count for the rules too."""
        if self.table.facts is None or not self.filled:
            return
        seen: dict[date, date] = {}
        for row in self.table.rows_of(self.table.dumped()):
            if self.table.key_of(row) not in self._lines:
                # The database gives each row values of its own; equal ones become one object.
                self._remember(0, {name: _once(value, seen) for name, value in row.items()})

    # Storing ----------------------------------------------------------------------------------

    def store(self) -> None:
        """Store what is new and change what differs; every rule was checked before."""
        if self.file is None:
            return
        self.table.change(self._changed(), self.run.facts)
        actions = iter(self._actions)
        for batch in batches(self.file):
            todo = zip(batch, actions, strict=False)
            rows = [row for (_line, row, _sound), action in todo if action == Action.INSERT]
            for row in rows:
                self.table.complete(row, self.run.facts)
            self.table.insert(rows, self.run.facts)
            self.run.advance(self.file)

    def _changed(self) -> list[Row]:
        """The rows that differ from what is stored, with the stored value of absent columns."""
        if self.file is None or Action.CHANGE not in self._actions:
            return []
        both = zip(self.file, self._actions, strict=True)
        rows = [row for (_line, row, _sound), action in both if action == Action.CHANGE]
        found = self._found(rows)
        for row in rows:
            self.table.complete(row, self.run.facts)
        return [self._merged(row, found[self.table.key_of(row)]) for row in rows]

    # Comparing --------------------------------------------------------------------------------

    def _found(self, rows: Iterable[Row]) -> dict[Key, Row]:
        return self.table.found(list(rows)) if self.filled else {}

    def _difference(self, row: Row, stored: Row) -> str:
        """The first column of the file in which a row differs from what is stored."""
        columns = self.file.columns if self.file else []
        return next((name for name in columns if row[name] != stored[name]), "")

    def _merged(self, row: Row, stored: Row) -> Row:
        columns = self.file.columns if self.file else []
        return {**stored, **{name: row[name] for name in columns}}

    def fault(self, line: int, column: str, value: Any, rule: str, text: Any) -> None:
        written = next((f.write(value) for f in self.table.fields if f.name == column), "")
        self.run.faults.add(self.table.file, rule, text, line=line, column=column, value=written)


def _once(value: Any, seen: dict[date, date]) -> Any:
    if isinstance(value, str):
        return intern(value)
    return seen.setdefault(value, value) if isinstance(value, date) else value


def batches(items: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, BATCH)):
        yield batch
