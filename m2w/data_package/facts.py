"""What the rules need to know of every row, in the package and in the database together."""

from collections.abc import Callable, Iterator
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


class Facts:
    """Rows by kind and key. A row's `line` is 0 when the database already holds it as it is."""

    def __init__(self) -> None:
        self._rows: dict[type, dict[Any, Any]] = {}

    def of(self, kind: type[F]) -> dict[Any, F]:
        """All rows of one kind, by key."""
        return self._rows.setdefault(kind, {})


Rule = Callable[[Facts], Iterator[Broken]]


def broken(rule: str, text: str | Promise, *places: tuple[Any, str]) -> Broken:
    return Broken(rule, text, places)
