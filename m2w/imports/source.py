"""The cells of a file that was uploaded, as they lie on the shelf."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from m2w.documents import shelf
from m2w.imports.cells import Cell

Cells = list[Cell]


@dataclass(frozen=True, slots=True)
class SheetOfFile:
    name: str
    rows: int
    # The line on the shelf with its first row.
    start: int


class Source:
    """Reads rows by their number, as a spreadsheet shows them: the first one is 1."""

    def __init__(self, content: bytes) -> None:
        self._lines = content.split(b"\n")
        self.sheets: list[SheetOfFile] = []
        start = 1
        for sheet in json.loads(self._lines[0]):
            self.sheets.append(SheetOfFile(sheet["name"], sheet["rows"], start))
            start += sheet["rows"]

    @classmethod
    def on_shelf(cls, name: UUID) -> "Source":
        return cls(shelf.take(name))

    def row(self, sheet: int, number: int) -> Cells:
        """The cells of one row; none beyond the end."""
        found = self.sheets[sheet]
        if not 1 <= number <= found.rows:
            return []
        return [as_cell(value) for value in json.loads(self._lines[found.start + number - 1])]

    def rows(self, sheet: int, after: int = 0) -> Iterator[tuple[int, Cells]]:
        """The rows below a row that are not empty, each with its number."""
        for number in range(after + 1, self.sheets[sheet].rows + 1):
            if cells := self.row(sheet, number):
                yield number, cells


def as_cell(value: Any) -> Cell:
    return date.fromisoformat(value["day"]) if isinstance(value, dict) else value
