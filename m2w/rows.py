"""The rows of a list as the API writes them, straight from the database.

A serializer makes an object of each row and asks each of its fields again; here a column is read
as it is, and each value that occurs in it is written once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import connection
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


# What the database keeps as text, or gives as it is: read so, and once for each that occurs.
KEPT_AS_TEXT = (JSONField, CodeListField)


@dataclass(frozen=True, slots=True)
class Column:
    """One field: where the database has it, and how a value is written.

    `as_it_is`: to make an object of every value takes longer than all the rest. `as_text`: the
    database writes it as we do.
    """

    name: str
    path: str
    write: Callable[[Any], Any]
    as_it_is: bool = False
    as_text: bool = False

    @property
    def asked(self) -> Any:
        if self.as_text:
            return Cast(self.path, TextField())
        return ExpressionWrapper(F(self.path), CharField()) if self.as_it_is else self.path


def key_written(value: Any) -> str:
    """A key with its dashes, which SQLite keeps without."""
    if not isinstance(value, str):
        return str(value)
    return f"{value[:8]}-{value[8:12]}-{value[12:16]}-{value[16:20]}-{value[20:]}"


def text_written(value: str) -> str | None:
    """Text as it stands; where there is none, it is not known."""
    return value or None


def reader_of(at: Any, write: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """How what the database keeps of a field is read and then written."""
    if not hasattr(at, "from_db_value"):
        return lambda kept: write(at.to_python(kept))
    return lambda kept: write(at.from_db_value(kept, None, connection))


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
        return Column(name, at.attname, key_written, as_it_is=True)
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
    if isinstance(at, KEPT_AS_TEXT):
        return Column(name, at.attname, reader_of(at, field.to_representation), as_it_is=True)
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
        (Column("", path, key_written, as_it_is=True), label)
        for path, label in keys_of_files(rows.model)
    ]
    every = [*columns, *(column for column, _label in files)]
    asked = {column.path: column for column in every}
    # Nothing is joined or looked up along: no object is made.
    found = rows.prefetch_related(None).values_list(*(one.asked for one in asked.values()))
    values = dict(zip(asked, zip(*found, strict=True), strict=False))
    if not values:
        return Lines([], [])
    written = {path: column_written(column, values[path]) for path, column in asked.items()}
    names = [column.name for column in columns]
    lines = zip(*(written[column.path] for column in columns), strict=True)
    return Lines(
        [dict(zip(names, line, strict=True)) for line in lines],
        [(label, key) for column, label in files for key in written[column.path] if key],
    )


def column_written(column: Column, values: Sequence[Any]) -> list[Any]:
    """The values as they are written, each that occurs once; what is not known is null."""
    written = {value: column.write(value) for value in set(values) if value is not None}
    written[None] = None
    return list(map(written.__getitem__, values))
