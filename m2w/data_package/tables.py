"""One file of the package and the rows of the database that it stands for."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any, ClassVar, NamedTuple

from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.functions import Collate
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from m2w import bulk
from m2w.data_package import schema
from m2w.data_package.facts import Facts
from m2w.data_package.schema import Field, Key, Row


class Objection(NamedTuple):
    """A rule that a row breaks all by itself."""

    column: str
    rule: str
    text: str | Promise


class Table:
    """How one file is checked, stored, and read back.

    A subclass names its fields, key and model; it overrides a method only where a row of the
    file is not simply a row of the model.
    """

    name: ClassVar[str]
    model: ClassVar[Any]
    key: ClassVar[tuple[str, ...]] = ("code",)
    # The column of the key that tells rows apart best; the first one when not given.
    lookup: ClassVar[str] = ""
    fields: ClassVar[tuple[Field, ...]]
    # A NamedTuple: `line`, then the columns that the rules need of every row.
    facts: ClassVar[Any] = None
    required: ClassVar[bool] = False

    def __init__(self) -> None:
        self.key_of = itemgetter(*self.key)

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    @cached_property
    def blank(self) -> Row:
        """What empty cells stand for, in a row that names nobody yet."""
        plain = (field for field in self.fields if not field.to and field.name != "code")
        return {field.name: field.empty for field in plain}

    @property
    def references(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.to)

    def schema(self) -> dict[str, Any]:
        return schema.schema(self.fields, self.key)

    # Checking ----------------------------------------------------------------------------------

    def complete(self, row: Row, facts: Facts) -> None:
        """Fill in what an empty cell stands for when that depends on other files."""

    def objections(self, row: Row) -> Iterator[Objection]:
        """The rules that this row breaks by itself."""
        yield from ()

    # Reading back ------------------------------------------------------------------------------

    def queryset(self) -> QuerySet[Any]:
        """The rows of the database that this file can hold."""
        return self.model.objects.order_by()

    def codes(self) -> Iterable[str]:
        """The codes by which other files can refer to rows of the database."""
        return self.queryset().values_list("code", flat=True) if self.key == ("code",) else ()

    def dumped(self) -> QuerySet[Any]:
        """The rows that a dump writes, and that count for the rules."""
        return self.queryset()

    def rows_of(self, rows: QuerySet[Any]) -> Iterator[Row]:
        """Rows of the database as rows of the file."""
        names = self.columns
        paths = [field.path for field in self.fields]
        for values in rows.values_list(*paths).iterator(chunk_size=2000):
            yield dict(zip(names, values, strict=True))

    def found(self, rows: Collection[Row]) -> dict[Key, Row]:
        """Those of the database that bear the keys of these rows."""
        column = self.lookup or self.key[0]
        path = self._field(column).path
        wanted = {row[column] for row in rows}
        stored = self.rows_of(self.queryset().filter(**{f"{path}__in": wanted}))
        return {self.key_of(row): row for row in stored}

    def in_order(self) -> QuerySet[Any]:
        """What a dump writes, sorted by key: text by code point on every database."""
        return self.dumped().order_by(*(self._sortable(column) for column in self.key))

    def _sortable(self, column: str) -> Any:
        path = F(self._field(column).path)
        field = self._field(column).kind
        if connection.vendor == "postgresql" and field.type == "string":
            return Collate(path, "C")
        return path

    def _field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    # Storing -----------------------------------------------------------------------------------

    def insert(self, rows: Sequence[Row], facts: Facts) -> None:
        """Store rows that are new."""
        bulk.insert(self.model, list(self.attributes(rows, facts)))

    def is_final(self, stored: Row) -> bool:
        """Whether a stored row never gets other values: an erased one stays erased."""
        return False

    def change(self, rows: Sequence[Row], facts: Facts) -> None:
        """Give rows that are there already their new values."""
        for row, values in zip(rows, self.attributes(rows, facts), strict=True):
            found = {self._field(name).path: row[name] for name in self.key}
            stored = self.queryset().filter(**found).values("pk")
            self.model.objects.filter(pk__in=stored).update(
                **values, version=F("version") + 1, updated_at=timezone.now()
            )

    def finish(self, facts: Facts) -> None:
        """Called when every table has stored its rows."""

    def attributes(self, rows: Sequence[Row], facts: Facts) -> Iterable[dict[str, Any]]:
        """Rows of the file as attributes of the model, references as ids."""
        ids = {field.name: self.ids(field.name, rows) for field in self.references}
        plain = [field.name for field in self.fields if not field.to]
        for row in rows:
            values = {name: row[name] for name in plain}
            for name, id_of in ids.items():
                values[f"{name}_id"] = id_of.get(row[name])
            yield values

    def ids(self, column: str, rows: Collection[Row]) -> dict[str, Any]:
        """The ids behind the codes that a reference column holds."""
        related = self.model._meta.get_field(column).related_model
        codes = {row[column] for row in rows} - {None}
        return dict(related.objects.filter(code__in=codes).values_list("code", "pk"))


def in_order(row: Row, *columns: str) -> Iterator[Objection]:
    """Dates that may be empty but do not go back in time from column to column."""
    earlier = None
    for column in columns:
        day = row[column]
        if day is not None and earlier is not None and day < earlier:
            text = _("deze datum ligt voor een datum waar ze op volgt")
            yield Objection(column, "dates_out_of_order", text)
        earlier = day or earlier
