"""Read one CSV file row by row: each cell converted, each fault reported with its place."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from m2w.data_package.faults import Faults
from m2w.data_package.schema import Field, Row
from m2w.data_package.tables import Table

# A long text is judged by the rule of its column, not by the reader.
csv.field_size_limit(16 * 1024**2)

BOM = b"\xef\xbb\xbf"
REMEMBERED_CELLS = 50_000


class NotReadable(Exception):  # noqa: N818 - it says what the rest of the file is
    """From here on nothing in the file can be trusted."""

    def __init__(self, rule: str, text: str) -> None:
        super().__init__(rule)
        self.rule, self.text = rule, text


class Remembered(dict[str, Any]):
    """Reads each distinct cell once. Equal values are then one object, which saves memory too."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: str) -> Any:
        value = self._read(cell)
        if len(self) < REMEMBERED_CELLS:
            self[cell] = value
        return value


def reader_of(field: Field) -> Callable[[str], Any]:
    """From cell to value; raises ValueError for a cell that this column cannot hold."""
    read, empty, needs_value = field.kind.read, field.empty, field.needs_value

    def convert(cell: str) -> Any:
        if needs_value and not cell.strip():
            raise ValueError
        return read(cell) if cell else empty

    return Remembered(convert).__getitem__ if field.kind.repeating else convert


class CsvFile:
    """A file of the package, read from the start each time it is iterated.

    Yields the line number, the row, and whether the row is sound; of a row that is not, only
    the good cells. Faults go to `faults`, when given. `incomplete` tells that rows are missing
    from what was yielded; `bytes_read` how far the reading is.
    """

    def __init__(self, path: Path, table: Table, faults: Faults | None = None) -> None:
        self.path, self.table, self.faults = path, table, faults
        self.columns: list[str] = []
        self.incomplete = False
        self.bytes_read = 0

    def __iter__(self) -> Iterator[tuple[int, Row, bool]]:
        try:
            with self.path.open("rb") as source:
                yield from self._rows(source)
        except NotReadable as error:
            self._break_off(self._line, error)
        except OSError as error:
            self._break_off(0, NotReadable("not_readable", str(error.strerror or error)))

    def _rows(self, source: BinaryIO) -> Iterator[tuple[int, Row, bool]]:
        self._line = 1
        records = self._records(source)
        _line, header = next(records, (1, []))
        if not header:
            raise NotReadable("empty_file", _("het bestand begint niet met een kopregel"))
        fields = self._fields(header)
        convert = [reader_of(field) for field in fields.values()]
        absent = {f.name: f.empty for f in self.table.fields if f.name not in fields}
        places = [header.index(name) for name in fields]
        whole = len(places) == len(header) and not any(f.required for f in self._missing(fields))
        self.columns = names = list(fields)
        for line, cells in records:
            if len(cells) != len(header):
                self._wrong_length(line, len(cells), len(header))
                continue
            chosen = cells if whole else [cells[place] for place in places]
            try:
                values = [read(cell) for read, cell in zip(convert, chosen, strict=True)]
            except ValueError:
                yield line, self._good_cells(line, fields, convert, chosen), False
            else:
                yield line, {**absent, **dict(zip(names, values, strict=True))}, whole

    def _records(self, source: BinaryIO) -> Iterator[tuple[int, list[str]]]:
        """Rows of cells, each with the line on which it starts."""
        reader = csv.reader(self._lines(source), strict=True)
        while True:
            start = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                self._line = start
                text = _("geen geldige CSV: een aanhalingsteken of regeleinde staat verkeerd")
                raise NotReadable("quoting", text) from None
            yield start, cells

    def _lines(self, source: BinaryIO) -> Iterator[str]:
        self.bytes_read = 0
        for number, raw in enumerate(source, start=1):
            self.bytes_read += len(raw)
            line = raw.removeprefix(BOM) if number == 1 else raw
            self._line = number
            try:
                text = line.decode()
            except UnicodeDecodeError:
                raise NotReadable("not_utf8", _("verwacht tekst in UTF-8")) from None
            if "\0" in text:
                raise NotReadable("nul", _("verwacht geen NUL-teken"))
            yield text

    # The header -------------------------------------------------------------------------------

    def _fields(self, header: list[str]) -> dict[str, Field]:
        """The known columns of this file, in its own order. Reports what the header has wrong."""
        known = {field.name: field for field in self.table.fields}
        for place, name in enumerate(header):
            if name not in known:
                self._add(1, "unknown_column", _("deze kolom bestaat niet"), name)
            elif name in header[:place]:
                self._add(1, "column_twice", _("deze kolom staat er twee keer"), name)
        fields = {name: known[name] for name in header if name in known}
        for field in self._missing(fields):
            if field.required:
                self._add(1, "missing_column", _("deze kolom is verplicht"), field.name)
        return fields

    def _missing(self, fields: dict[str, Field]) -> list[Field]:
        return [field for field in self.table.fields if field.name not in fields]

    # Faults -------------------------------------------------------------------------------------

    def _good_cells(
        self,
        line: int,
        fields: dict[str, Field],
        convert: list[Callable[[str], Any]],
        cells: list[str],
    ) -> Row:
        good = {}
        for field, read, cell in zip(fields.values(), convert, cells, strict=True):
            try:
                good[field.name] = read(cell)
            except ValueError:
                self._bad_cell(line, field, cell)
        return good

    def _bad_cell(self, line: int, field: Field, cell: str) -> None:
        if cell.strip() or not field.needs_value:
            self._add(line, field.kind.rule, str(field.kind.expected), field.name, cell)
        else:
            self._add(line, "required", _("verwacht een waarde"), field.name)

    def _wrong_length(self, line: int, found: int, expected: int) -> None:
        self.incomplete = True
        text = _("verwacht %(expected)s velden, gevonden %(found)s")
        self._add(line, "field_count", text % {"expected": expected, "found": found})

    def _break_off(self, line: int, error: NotReadable) -> None:
        self.incomplete = True
        self._add(line, error.rule, error.text)

    def _add(self, line: int, rule: str, text: str, column: str = "", value: str = "") -> None:
        if self.faults is not None:
            self.faults.add(self.table.file, rule, text, line=line, column=column, value=value)
