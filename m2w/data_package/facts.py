"""What the rules need to know of every row, in the package and in the database together."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from django.utils.functional import Promise

F = TypeVar("F")


class Broken(NamedTuple):
    """A rule of the domain that rows break together.

    `places` are the rows involved, each with the column to point at; the first one that this
    package brings is named in the message.
    """

    rule: str
    text: str | Promise
    places: tuple[tuple[Any, str], ...]


class Doubtful:
    """Codes of which nobody can say that something is missing: it may be in a faulty row."""

    def __init__(self, codes: Collection[Any]) -> None:
        self._codes = frozenset(codes)

    def __bool__(self) -> bool:
        return bool(self._codes)

    def __contains__(self, code: object) -> bool:
        return code in self._codes or UNREADABLE in self._codes


# Stands for a cell that could not be read: it may have held any code.
UNREADABLE = object()


class Facts:
    """Sound rows by kind and key. The `line` is 0 when the database already holds the row as
    it is. Of faulty rows only a doubt stays: a rule about what is missing has to ask.
    """

    def __init__(self) -> None:
        self._rows: dict[type, dict[Any, Any]] = {}
        self._faulty: dict[type, list[Mapping[str, Any]]] = {}

    def of(self, kind: type[F]) -> dict[Any, F]:
        """All rows of one kind, by key."""
        return self._rows.setdefault(kind, {})

    def doubt(self, kind: type, cells: Mapping[str, Any]) -> None:
        """There is a row of this kind of which only these cells could be read."""
        self._faulty.setdefault(kind, []).append(cells)

    def doubtful(self, kind: type, column: str) -> Doubtful:
        """What faulty rows of this kind may have held in a column."""
        faulty = self._faulty.get(kind, ())
        return Doubtful({cells.get(column, UNREADABLE) for cells in faulty})


Rule = Callable[[Facts], Iterator[Broken]]


def broken(rule: str, text: str | Promise, *places: tuple[Any, str]) -> Broken:
    return Broken(rule, text, places)
