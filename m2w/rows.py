"""The rows of a list as the API writes them, straight from the database.

A serializer makes an object of each row and asks each of its fields again; here a column is read
as the database gives it, and each value that occurs in it is written once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import (
    CharField,
    DateField,
    DateTimeField,
    ExpressionWrapper,
    F,
    JSONField,
    QuerySet,
    TextField,
)
from django.db.models.functions import Cast
from orjson import loads
from rest_framework import serializers

from m2w.audit.reading import keys_of_files
from m2w.fields import CodeListField
from m2w.serializers import Serializer, ValueField

# Their values in the database are theirs in the answer, but for how they are written.
PLAIN = (
    ValueField,
    serializers.CharField,
    serializers.IntegerField,
    serializers.BooleanField,
)


@dataclass(frozen=True, slots=True)
class Column:
    """One field: where the database has it, and how a value is written.

    `as_given`: it is written from what the database gives, which is no object yet: to make one of
    every key takes longer than all the rest. `as_text`: the database writes it as we do.
    """

    name: str
    path: str
    write: Callable[[Any], Any]
    as_given: bool = False
    as_text: bool = False

    @property
    def asked(self) -> Any:
        if self.as_text:
            return Cast(self.path, TextField())
        return ExpressionWrapper(F(self.path), CharField()) if self.as_given else self.path


def key_written(value: Any) -> str:
    """A key with its dashes, which SQLite keeps without."""
    if not isinstance(value, str):
        return str(value)
    return f"{value[:8]}-{value[8:12]}-{value[12:16]}-{value[16:20]}-{value[20:]}"


def text_written(value: str) -> str | None:
    """Text as it stands; where there is none, it is not known."""
    return value or None


def codes_written(value: str) -> str | None:
    """A list of codes without what stands around it for a search."""
    return value.strip(";") or None


def columns_of(writer: Serializer, model: Any) -> list[Column] | None:
    """The columns of a serializer; None when one of its fields takes an object to tell."""
    found = [column_of(name, field, model) for name, field in writer.fields.items()]
    plain = [column for column in found if column is not None]
    return plain if len(plain) == len(found) else None


def column_of(name: str, field: Any, model: Any) -> Column | None:
    try:
        at = model._meta.get_field(field.source)
    except FieldDoesNotExist:
        return None
    if is_key(field, at):
        return Column(name, at.attname, key_written, as_given=True)
    if not isinstance(field, PLAIN) or not at.concrete or at.is_relation:
        return None
    return plain_column(name, field, at)


def is_key(field: Any, at: Any) -> bool:
    if isinstance(field, serializers.PrimaryKeyRelatedField):
        return bool(at.many_to_one)
    return isinstance(field, serializers.UUIDField) and bool(at.primary_key)


def plain_column(name: str, field: Any, at: Any) -> Column:
    """A value that is told as the row itself has it."""
    if isinstance(at, DateField) and not isinstance(at, DateTimeField):
        return Column(name, at.attname, text_written, as_text=True)
    if isinstance(at, CodeListField):
        return Column(name, at.attname, codes_written, as_given=True)
    if isinstance(at, JSONField):
        return Column(
            name, at.attname, lambda told: field.to_representation(loads(told)), as_given=True
        )
    if isinstance(at, (CharField, TextField)) and is_plain_text(field):
        return Column(name, at.attname, text_written)
    return Column(name, at.attname, field.to_representation)


def is_plain_text(field: Any) -> bool:
    return isinstance(field, ValueField) and field.column.kind.write is str


@dataclass(frozen=True, slots=True)
class Lines:
    """Rows of a list: what they say, and the personal files that they tell of."""

    told: Sequence[dict[str, Any]]
    files: Sequence[tuple[str, str]]


def read(columns: Sequence[Column], rows: QuerySet[Any]) -> Lines:
    """Read these columns of the rows, in one statement."""
    files = [
        (Column("", path, key_written, as_given=True), label)
        for path, label in keys_of_files(rows.model)
    ]
    asked = {one.path: one for one in [*columns, *(column for column, _label in files)]}
    written = dict(zip(asked, columns_written(list(asked.values()), rows), strict=True))
    names = [column.name for column in columns]
    lines = zip(*(written[column.path] for column in columns), strict=True)
    return Lines(
        [dict(zip(names, line, strict=True)) for line in lines],
        [(label, key) for column, label in files for key in written[column.path] if key],
    )


def columns_written(columns: Sequence[Column], rows: QuerySet[Any]) -> list[list[Any]]:
    """What each column says in the rows, in their order."""
    # Nothing is joined or looked up along: no object is made.
    found = list(rows.prefetch_related(None).values_list(*(column.asked for column in columns)))
    if not found:
        return [[] for _column in columns]
    return list(map(column_written, columns, zip(*found, strict=True)))


def column_written(column: Column, values: Sequence[Any]) -> list[Any]:
    """The values as they are written, each that occurs once; what is not known is null."""
    if column.write is text_written:
        return [value or None for value in values]
    written = {value: column.write(value) for value in set(values) - {None}}
    return list(map(written.get, values))
