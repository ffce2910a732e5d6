"""What can be imported, as a value: its columns, the rule of a row, and how rows are kept.

Each app declares its own in a module `importing`: `TARGETS`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from m2w.accounts.models import Organisation, User
from m2w.details import Text
from m2w.discovery import modules
from m2w.imports.cells import Cell, folded
from m2w.marks import Mark

WHO = _("Wie")
Row = Mapping[str, Any]
Options = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One value of a row: how its cell is read, and in words what may stand in it.

    `headings` are what people call it, beside its name and label. An empty cell reads as
    `empty`; a column that is `needed` must be in the file with a value in every row.
    """

    name: str
    label: Text
    read: Callable[[Cell], Any]
    allowed: Text
    headings: tuple[str, ...] = ()
    needed: bool = False
    empty: Any = ""
    example: Cell = ""


def full_name(row: Row) -> str:
    return f"{row.get('first_name', '')} {row.get('last_name', '')}".strip()


def no_options(user: User) -> dict[str, forms.Field]:
    return {}


def any_options(options: Options) -> None:
    pass


def no_judge(options: Options, user: User) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Target:
    """`check` gives the row as it would be kept and raises ValidationError at its columns.

    `key` is what tells rows apart, empty while that is not known; `key_column` is where a fault of
    it stands, and `known` are the keys that an organisation has already.
    `options` are fields for what else someone chooses; `clean_options` raises ValidationError at
    them. `judge` makes, from the options, what says something more of a row on the page. `keep`
    stores good rows in the caller's transaction and says how many of what. `who` heads the column
    that names a row by `person`. `narrowed` gives the target as it is for one file, where what
    was chosen decides on its rules.
    """

    name: str
    list_view: str
    heading: Text
    list_name: Text
    columns: tuple[Column, ...]
    check: Callable[[Row], Row]
    key: Callable[[Row], str]
    key_column: str
    known: Callable[[Organisation], set[str]]
    keep: Callable[[Sequence[Row], Organisation, Options, User], dict[str, int]]
    options: Callable[[User], dict[str, forms.Field]] = no_options
    clean_options: Callable[[Options], None] = any_options
    judge: Callable[[Options, User], Callable[[Row], Mark] | None] = no_judge
    judged: Text = ""
    person: Callable[[Row], str] = full_name
    who: Text = WHO
    narrowed: "Callable[[Target, Organisation, Options], Target] | None" = None

    def of(self, organisation: Organisation, options: Options) -> "Target":
        """The target as it is for one file of an organisation."""
        return self.narrowed(self, organisation, options) if self.narrowed else self

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    def named_headings(self) -> Iterator[tuple[str, str]]:
        """Every folded heading that is known, with the column that it names."""
        for column in self.columns:
            for heading in (column.name, *labels_of(column), *column.headings):
                yield folded(heading), column.name


def labels_of(column: Column) -> Iterator[str]:
    """The label in every language of the pages: a template may come from another one."""
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            yield str(column.label)


@cache
def targets() -> dict[str, Target]:
    """Every target of every app, by its name."""
    return {found.name: found for module in modules("importing") for found in module.TARGETS}
