"""The kinds of personal files: what a person is here, and when their file may go."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from m2w.models import PersonalFile
from m2w.privacy.classification import declared
from m2w.privacy.terms import Due
from m2w.privacy.uses import Subject


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file. Every app declares its own in its module `privacy`: `FILES`.

    `due` tells when a file may be kept no longer, None while something in it is open; `related`
    is what it looks at. `unlink` cuts what holds the person together across files.
    """

    subject: Subject
    model: Any
    due: Callable[[Any, Mapping[str, int]], Due | None]
    related: tuple[str, ...] = ()
    unlink: Callable[[Any], None] | None = None

    @property
    def name(self) -> str:
        """`mentee`: in addresses, in commands and on the record."""
        return str(self.subject)

    @property
    def label(self) -> str:
        return self.model._meta.label_lower


def kinds() -> tuple[FileKind, ...]:
    return declared("FILES")


def kind_of(file: PersonalFile) -> FileKind:
    return next(kind for kind in kinds() if isinstance(file, kind.model))


def kind_named(name: str) -> FileKind:
    return next(kind for kind in kinds() if kind.name == name)
