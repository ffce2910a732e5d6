"""What becomes of each row: read, checked, and compared with the others and with what is there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from m2w.imports.cells import Cell, text
from m2w.imports.choices import Verdict
from m2w.imports.models import Import
from m2w.imports.targets import Column, Row, Target

REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be kept as it is: what it says and what was expected."""

    column: Column
    said: str
    reason: str

    def __str__(self) -> str:
        """`Geboortedatum “31/02/1990”: verwacht een bestaande datum, zoals 14/03/1987`."""
        name = capfirst(str(self.column.label))
        return f"{name} “{self.said}”: {self.reason}" if self.said else f"{name}: {self.reason}"


@dataclass(slots=True)
class Judged:
    """A row with its values, as far as they could be read, and what is wrong with it."""

    number: int
    values: Row
    faults: list[Fault] = field(default_factory=list)
    is_known: bool = False
    # The row before it with the same key, if any.
    twin: int = 0

    @property
    def verdict(self) -> Verdict:
        if self.faults:
            return Verdict.WRONG
        return Verdict.KNOWN if self.is_known else Verdict.GOOD


class Judge:
    """Judges the rows of one file, in order: it remembers which keys it has seen, and each
    distinct cell is read once."""

    def __init__(self, upload: Import, target: Target, known: set[str]) -> None:
        self.target = target.of(upload.organisation, upload.options)
        self.known = known
        self.columns = {int(place): target.column(name) for place, name in upload.columns.items()}
        self._seen: dict[str, int] = {}
        self._read: dict[tuple[str, type, Cell], Any] = {}

    def all(self, rows: Iterable[tuple[int, list[Cell]]]) -> Iterator[Judged]:
        for number, cells in rows:
            yield self.row(number, cells)

    def row(self, number: int, cells: list[Cell]) -> Judged:
        """The next row: by itself, and beside those before it and what is there already."""
        judged = self.by_itself(number, cells)
        if key := self.target.key(judged.values):
            judged.is_known = key in self.known
            first = self._seen.setdefault(key, number)
            if first != number and not judged.is_known:
                self.note_twin(judged, first)
        return judged

    def again(self, number: int, cells: list[Cell], twin: int) -> Judged:
        """A row that was judged before, when it had this twin."""
        judged = self.by_itself(number, cells)
        if twin:
            self.note_twin(judged, twin)
        return judged

    def by_itself(self, number: int, cells: list[Cell]) -> Judged:
        values: dict[str, Any] = {}
        judged = Judged(number, values)
        for place, column in self.columns.items():
            cell = cells[place] if place < len(cells) else ""
            try:
                values[column.name] = self.value(column, cell)
            except (ValueError, OverflowError):
                judged.faults.append(unread(column, cell))
        if not judged.faults:
            self.check(judged, cells)
        return judged

    def value(self, column: Column, cell: Cell) -> Any:
        """Raises ValueError. An empty cell of a column that is needed cannot be read either."""
        asked = (column.name, type(cell), cell)
        if asked in self._read:
            return self._read[asked]
        blank = text(cell) == ""
        if blank and column.needed:
            raise ValueError(column.name)
        value = column.empty if blank else column.read(cell)
        if len(self._read) < REMEMBERED:
            self._read[asked] = value
        return value

    def check(self, judged: Judged, cells: list[Cell]) -> None:
        """By the rule that holds for every file; it names its columns."""
        blank = {column.name: column.empty for column in self.target.columns}
        try:
            judged.values = self.target.check({**blank, **judged.values})
        except ValidationError as error:
            said = {
                column.name: text(cells[place])
                for place, column in self.columns.items()
                if place < len(cells)
            }
            for name, texts in error.message_dict.items():
                column = self.target.column(name)
                judged.faults.append(Fault(column, said.get(name, ""), lowered(" ".join(texts))))

    def note_twin(self, judged: Judged, first: int) -> None:
        judged.twin = first
        name = self.target.key_column
        reason = _("staat ook op rij %(row)s van dit bestand") % {"row": first}
        judged.faults.append(Fault(self.target.column(name), judged.values[name], reason))


def unread(column: Column, cell: Cell) -> Fault:
    said = text(cell)
    reason = _("verwacht %(what)s") % {"what": column.allowed} if said else _("leeg, maar nodig")
    return Fault(column, said, reason)


def lowered(sentences: str) -> str:
    return f"{sentences[:1].lower()}{sentences[1:]}".rstrip(".")
