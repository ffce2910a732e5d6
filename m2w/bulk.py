"""Insert many rows at the speed of the database: no instances, no SQL built per row."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from operator import attrgetter, itemgetter
from typing import Any

from django.db import connection, connections, models
from django.utils import timezone

from m2w.fields import CodeListField

# Parameters in one statement: a page of a list. Larger ones stay in memory, prepared.
IN_ONE_STATEMENT = 3000
_AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField, models.BooleanField)


def insert(model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows of attribute values (`promoter_id`, …); what is left out gets its default.

    Values are trusted: the package's rules were checked, and the database's constraints hold.
    """
    if not rows:
        return
    given = rows[0].keys()
    fields = [
        field
        for field in model._meta.concrete_fields
        if field.attname in given or not (field.generated or isinstance(field, models.AutoField))
    ]
    columns = [
        _given(field, map(itemgetter(field.attname), rows))
        if field.attname in given
        else _defaults(field, len(rows))
        for field in fields
    ]
    _write(model, fields, zip(*columns, strict=True), len(rows))


def reserve_ids(model: Any, count: int) -> list[int]:
    """Numbers for so many rows that are about to be inserted, so that others can refer to them."""
    table, column = model._meta.db_table, model._meta.pk.column
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [quote(table), column, count],
            )
            return [number for (number,) in cursor.fetchall()]
        cursor.execute(f"SELECT COALESCE(MAX({quote(column)}), 0) FROM {quote(table)}")  # noqa: S608
        last = cursor.fetchone()[0]
    return list(range(last + 1, last + 1 + count))


def _given(field: Any, values: Iterable[Any]) -> Iterable[Any]:
    ready = _adapter(field)
    return values if ready is None else [None if v is None else ready(v) for v in values]


def _defaults(field: Any, count: int) -> Iterable[Any]:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return list(_given(field, [timezone.now()])) * count
    if callable(field.default):
        return _given(field, [field.get_default() for _ in range(count)])
    return list(_given(field, [field.get_default()])) * count


def _adapter(field: Any) -> Callable[[Any], Any] | None:
    """How a value of this field goes to the database; None when it goes as it is."""
    target = field.target_field if field.is_relation else field
    if isinstance(target, _AS_THEY_ARE) and not isinstance(target, CodeListField):
        return None
    if isinstance(target, models.UUIDField):
        return None if connection.features.has_native_uuid_field else attrgetter("hex")
    if type(target) is models.DateField:
        return connection.ops.adapt_datefield_value
    # The connection itself: asking the proxy for it costs more than the work, a million times.
    return partial(target.get_db_prep_save, connection=connections[connection.alias])


def _write(
    model: type[models.Model], fields: Sequence[Any], rows: Iterable[Any], count: int
) -> None:
    """In one statement as long as they are few; many go quicker as the database has it."""
    quote = connection.ops.quote_name
    table, columns = quote(model._meta.db_table), ", ".join(quote(f.column) for f in fields)
    start = f"INSERT INTO {table} ({columns}) VALUES "  # noqa: S608
    places = f"({', '.join(['%s'] * len(fields))})"
    with connection.cursor() as cursor:
        if count * len(fields) <= IN_ONE_STATEMENT:
            cursor.execute(start + ", ".join([places] * count), list(chain.from_iterable(rows)))
        elif connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(start + places, list(rows))
