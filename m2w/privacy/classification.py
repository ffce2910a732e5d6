"""What every field of every model is to the people in it; a new field is classified first.

Every app declares its models in a module `privacy`: `DECLARATIONS`. A field is personal, with
its use, its term and what erasure does with it, or it is named as not personal.
`manage.py check` fails on a field that is neither.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.db import models
from django.utils.functional import Promise

from m2w.discovery import modules
from m2w.privacy.terms import Category, Keeping
from m2w.privacy.uses import Subject, Use

Text = str | Promise
OUR_APPS = {"m2w", "programmes", "matching", "reporting"}
# What the base of every model keeps about the row, not about anyone.
TECHNICAL = frozenset({"id", "created_at", "updated_at", "version"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as the person reads it, with the JSON Schema of what comes out."""

    of: Callable[[Any], Any]
    schema: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Personal:
    """What a field holds of someone.

    `kind` names the category of data. `about` are those it tells of, everyone the row leads to
    unless said; to another person whom the row leads to, it reads as `to_others`. `erase` gives
    what replaces a value, and without it the value stays. `prose` was written freely and may
    name someone else. `words` says a value in Dutch on paper; `label` names a column that has
    no name of its own.
    """

    use: Use
    kind: Text
    keeping: Keeping
    about: tuple[Subject, ...] = ()
    export: bool = True
    erase: Callable[[Any], Any] | None = None
    prose: bool = False
    show: Shown | None = None
    words: Callable[[Any], str] | None = None
    to_others: Text = ""
    label: Text = ""

    def of(self, *names: str, **changes: Any) -> dict[str, "Personal"]:
        """The same for several fields, with what differs."""
        return dict.fromkeys(names, replace(self, **changes))


@dataclass(frozen=True, slots=True)
class Aged:
    """Rows whose texts have a term of their own, whatever file they hang on."""

    category: Category
    promoter: str
    began: Callable[[Any], date]
    code: Callable[[Any], str]
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Declaration:
    """One model. `leads` tells by which path its rows lead to whose file ("" is the file).

    `only` narrows a path to the rows that tell of that person. `readers` are the roles that
    read it, for a model without a gate of its own.
    """

    model: type[models.Model]
    leads: Mapping[Subject, str] = field(default_factory=dict)
    personal: Mapping[str, Personal] = field(default_factory=dict)
    impersonal: tuple[str, ...] = ()
    only: Mapping[Subject, models.Q] = field(default_factory=dict)
    aged: Aged | None = None
    readers: frozenset[str] | None = None

    @property
    def recipients(self) -> frozenset[str]:
        gate: Any = self.model._meta.default_manager
        return frozenset(gate.all().readers) if self.readers is None else self.readers

    def tells_of(self, name: str, subject: Subject) -> bool:
        return subject in (self.personal[name].about or tuple(self.leads))

    @property
    def replaced(self) -> Iterator[tuple[str, Callable[[Any], Any]]]:
        """The fields that erasure changes, each with what it puts there."""
        for name, personal in self.personal.items():
            if personal.erase:
                yield name, personal.erase


@cache
def declared(name: str) -> tuple[Any, ...]:
    """What the privacy modules of all apps declare under this name."""
    return tuple(item for module in modules("privacy") for item in getattr(module, name, []))


def declarations() -> tuple[Declaration, ...]:
    return declared("DECLARATIONS")


def our_models() -> list[type[models.Model]]:
    """The models of our apps; history follows the model that it keeps."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.partition(".")[0] in OUR_APPS and not hasattr(model, "instance_type")
    ]


def check_classification(**kwargs: Any) -> list[CheckMessage]:
    """A system check: every field is classified, and what is classified exists."""
    by_model = {one.model: one for one in declarations()}
    return [
        Error(f"{model._meta.label}.{name} {wrong}.", id="m2w.E002")
        for model in our_models()
        for name, wrong in faults(model, by_model.get(model) or Declaration(model))
    ]


def faults(model: type[models.Model], declaration: Declaration) -> Iterator[tuple[str, str]]:
    """The fields of a model that are not classified, twice, or not there."""
    fields = {field.name for field in model._meta.concrete_fields}
    personal, impersonal = set(declaration.personal), set(declaration.impersonal)
    for name in sorted(fields - personal - impersonal - TECHNICAL):
        yield name, "is not classified: personal or not"
    for name in sorted(personal & impersonal):
        yield name, "is classified twice"
    for name in sorted((personal | impersonal) - fields):
        yield name, "is classified but does not exist"
