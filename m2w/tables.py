"""Tables for pages: what a column says of a row, and how one template draws them all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from django.utils.functional import Promise

from m2w import notation
from m2w.marks import Mark

Text = str | Promise
# A `figure` is written already, and stands where figures do.
Kind = Literal["text", "code", "date", "count", "number", "amount", "percent", "figure", "mark"]

FORMATS: dict[str, Callable[[Any], str]] = {
    "date": notation.day,
    "count": notation.number,
    "number": notation.number,
    "amount": notation.amount,
    "percent": notation.percent,
}
NUMERIC = {"count", "number", "amount", "percent", "figure"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One value as a reader sees it. `text` is empty when there is nothing to say."""

    text: Text
    url: str = ""
    note: Text = ""
    mark: Mark | None = None
    hidden: bool = False

    @property
    def blank(self) -> bool:
        return not (self.text or self.mark or self.hidden)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what it takes from a row, and how that is written.

    `value` is a function of the row, or the name of an attribute or key. `url` makes the value
    a link, `note` puts a small second line under it. `of` names the fields it tells of, where
    that is not plain from `value`; who may not know them does not get the column. On a phone a
    table becomes cards in which `narrow=False` columns are left out. `sort` names the order of
    the list that goes by this column.
    """

    label: Text
    value: Callable[[Any], Any] | str
    kind: Kind = "text"
    url: Callable[[Any], str] | None = None
    note: Callable[[Any], Text] | None = None
    narrow: bool = True
    of: tuple[str, ...] = ()
    sort: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of a row that this column tells of."""
        if self.of or not isinstance(self.value, str):
            return self.of
        return (self.value.removeprefix("get_").removesuffix("_display"),)

    @property
    def css(self) -> str:
        classes = {
            "m2w-num": self.kind in NUMERIC,
            "m2w-nowrap": self.kind == "date",
            "m2w-hide-s": not self.narrow,
        }
        return " ".join(name for name, wanted in classes.items() if wanted)

    def of_row(self, row: Any) -> Any:
        """The value itself, as a spreadsheet takes it."""
        return self.value(row) if callable(self.value) else taken(row, self.value)

    def cell(self, row: Any) -> Cell:
        value = self.of_row(row)
        if self.kind == "mark" and value is not None:
            return Cell(value.label, mark=value)
        return Cell(
            text="" if value is None else FORMATS.get(self.kind, str)(value),
            url=self.url(row) if self.url else "",
            note=self.note(row) if self.note else "",
            hidden=isinstance(self.value, str) and is_hidden(row, self.value),
        )


def taken(row: Any, name: str) -> Any:
    """A key, an attribute, or what a method without arguments returns."""
    value = row.get(name) if isinstance(row, dict) else getattr(row, name)
    return value() if callable(value) else value


def is_hidden(row: Any, name: str) -> bool:
    """Whether disclosure control left this value out: named in the row's own `hidden`."""
    return isinstance(row, dict) and name in row.get("hidden", ())


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: where it leads to sort by it, and how the rows are sorted now."""

    column: Column
    url: str = ""
    sorted: Literal["", "ascending", "descending"] = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row as its columns with their cells. `key` names it in a form that chooses rows."""

    cells: list[tuple[Column, Cell]]
    key: str

    @property
    def name(self) -> Text:
        return self.cells[0][1].text


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows with a caption. The first column heads its row.

    `total` is one more row, drawn below the line. `layout` says what becomes of a row on a
    phone: a small card (`stack`), figures in two columns (`tiles`), or nothing (`scroll`).
    With `picks` each row gets a box to choose it. `order` is how the rows are sorted, and
    `order_url` where they are sorted otherwise.
    """

    caption: Text
    columns: Sequence[Column]
    rows: Iterable[Any]
    note: Text = ""
    total: Any = None
    layout: Literal["stack", "tiles", "scroll"] = "stack"
    caption_is_heading: bool = True
    picks: bool = False
    order: str = ""
    order_url: Callable[[str], str] | None = None

    def heads(self) -> Iterator[Head]:
        for column in self.columns:
            if not (column.sort and self.order_url):
                yield Head(column)
            elif self.order == column.sort:
                yield Head(column, self.order_url(f"-{column.sort}"), "ascending")
            else:
                back = self.order == f"-{column.sort}"
                yield Head(column, self.order_url(column.sort), "descending" if back else "")

    def lines(self) -> Iterator[Line]:
        for row in self.rows:
            yield Line(self.line(row), str(row.pk) if self.picks else "")

    def line(self, row: Any) -> list[tuple[Column, Cell]]:
        return [(column, column.cell(row)) for column in self.columns]

    @property
    def total_line(self) -> list[tuple[Column, Cell]]:
        """The total as cells; it is no object, so nothing in it is a link or has a note."""
        if self.total is None:
            return []
        bare = [(column, replace(column, url=None, note=None)) for column in self.columns]
        return [(column, cells.cell(self.total)) for column, cells in bare]

    @property
    def css(self) -> str:
        """Amounts are too wide to stand two abreast on a phone."""
        if self.layout == "scroll":
            return ""
        one_abreast = self.layout == "tiles" and any(c.kind == "amount" for c in self.columns)
        return f"m2w-table--{self.layout}" + (" m2w-table--tiles-1" if one_abreast else "")
