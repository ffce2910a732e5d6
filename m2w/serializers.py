"""What everything that the API takes has in common."""

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from m2w.corrections import sentence
from m2w.data_package.kinds import LANGUAGE_PATTERN
from m2w.data_package.schema import Field as Column
from m2w.data_package.tables import Table
from m2w.keys import as_key
from m2w.periods import ISO_DAY

if TYPE_CHECKING:
    Base = serializers.Serializer[Any]
else:
    Base = object


# PostgreSQL keeps no text with one in it.
without_nul = ProhibitNullCharactersValidator()


CLOCK_FORMAT, CLOCK = "%H:%M", re.compile("([01][0-9]|2[0-3]):[0-5][0-9]")
# In one request.
MOST_ITEMS = 1_000


class KnownFields(Base):
    """Refuses a field that does not exist or that only we fill in, by its name.

    `ignored` are names that callers may send along, and that mean nothing here.
    """

    ignored: ClassVar[frozenset[str]] = frozenset()

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """A body that is null is refused as any other that is no object: of that the framework
        tells in English."""
        if data is None and self.root is self:
            data = []
        return super().run_validation(data)

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict) and (refused := self.refused(data)):
            raise serializers.ValidationError(refused)
        return super().to_internal_value(data)

    def refused(self, data: dict[str, Any]) -> dict[str, list[str]]:
        """Each name that may not be sent, with the reason."""
        unknown = set(data) - set(self.fields) - self.ignored
        ours = {name for name in data if name in self.fields and self.fields[name].read_only}
        return {name: [str(_("Dit veld bestaat niet."))] for name in sorted(unknown)} | {
            name: [str(_("Dit veld kunt u niet zelf invullen."))] for name in sorted(ours)
        }


class Serializer(KnownFields, serializers.Serializer[Any]):
    pass


class ValueField(serializers.Field[Any, Any, Any, Any]):
    """A value as its column of the data package has it: read and written by the same kind.

    What is not known is null; null and an empty text are taken for it alike. A whole number may
    also come as a number.
    """

    default_error_messages = {"value": "{expected}"}

    def __init__(self, column: Column, **kwargs: Any) -> None:
        self.column = column
        # Of some lists the empty cell is a value too, such as unknown: those are never null.
        nullable = not (column.needs_value or column.empty)
        super().__init__(**({"allow_null": nullable, "required": column.needs_value} | kwargs))

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """Spaces around a text mean nothing, as in a form: one of spaces alone is empty."""
        spaced = isinstance(data, str) and self.column.kind.rule == "text"
        return super().run_validation(data.strip() if spaced else data)

    def validate_empty_values(self, data: Any) -> tuple[bool, Any]:
        if data not in (None, ""):
            return super().validate_empty_values(data)
        if self.column.needs_value:
            self.fail("required")
        return True, self.column.empty

    def takes_numbers(self) -> bool:
        return self.column.kind.type == "integer"

    def to_internal_value(self, data: Any) -> Any:
        if type(data) is int and self.takes_numbers():
            data = str(data)
        if isinstance(data, str):
            without_nul(data)
            try:
                return self.column.kind.read(data)
            except ValueError:
                pass
        return self.refuse()

    def refuse(self) -> NoReturn:
        self.fail("value", expected=sentence(self.column.kind.expected))

    def to_representation(self, value: Any) -> str | None:
        return self.column.write(value) or None


class IdField(serializers.PrimaryKeyRelatedField[Any]):
    """A reference to an object that the caller sees; another one does not exist."""

    def __init__(self, model: Any = None, **kwargs: Any) -> None:
        self.model = model
        # In our words: the framework says it in English only.
        key = KeyField(error_messages={"invalid": _("Dit is geen id.")})
        gone = {"does_not_exist": _("Dit id bestaat niet.")}
        ours: dict[str, Any] = {"pk_field": key, "error_messages": gone}
        super().__init__(**(ours | kwargs))

    def get_queryset(self) -> Any:
        return self.model.objects.visible_to(self.context["request"].user)

    def to_internal_value(self, data: Any) -> Any:
        """`named` in the context are the objects that many items name, looked up beforehand."""
        named = self.context.get("named", {}).get(self.field_name)
        if named is None:
            return super().to_internal_value(data)
        pk_field: Any = self.pk_field
        found = named.get(pk_field.to_internal_value(data))
        if found is None:
            self.fail("does_not_exist", pk_value=data)
        return found


class KeyField(serializers.UUIDField):
    """An id as we write it: the framework takes a number and other ways to write one too."""

    def to_internal_value(self, data: Any) -> Any:
        key = as_key(data) if isinstance(data, str) else None
        if key is None:
            self.fail("invalid", value=data)
        return key


class DayField(serializers.DateField):
    """A day such as 2022-04-01: the framework takes 20220401, 2022-4-1 and 2022-W13-5 too."""

    def to_internal_value(self, value: Any) -> Any:
        if not (isinstance(value, str) and ISO_DAY.fullmatch(value)):
            self.fail("invalid", format="jjjj-mm-dd")
        return super().to_internal_value(value)


class ClockField(serializers.TimeField):
    """A time of day here, such as 13:30: no moment, which has seconds and a zone."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"format": CLOCK_FORMAT, "input_formats": [CLOCK_FORMAT]} | kwargs))

    def to_internal_value(self, value: Any) -> Any:
        if not (isinstance(value, str) and CLOCK.fullmatch(value)):
            self.fail("invalid", format="hh:mm")
        return super().to_internal_value(value)


class NameField(serializers.CharField):
    """One of some names that are known only once everything is loaded. Whoever takes one judges
    it."""

    def __init__(self, names: Callable[[], Iterable[str]], **kwargs: Any) -> None:
        self.names = names
        super().__init__(**kwargs)


class LanguageCode(serializers.CharField):
    """A language (ISO 639), in lower case. Whoever takes one judges it."""


@extend_schema_field(OpenApiTypes.BINARY)
class UploadField(serializers.FileField):
    """A file in a form: the framework describes it as an address."""


class ItemsField(serializers.ListField):
    """Up to 1,000 items, each judged by itself: what is wrong with one refuses no other."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"min_length": 1, "max_length": MOST_ITEMS} | kwargs))


class ItemsFieldShape(OpenApiSerializerFieldExtension):
    """What an item should be; one that is something else is refused in the results."""

    target_class = "m2w.serializers.ItemsField"

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        item = auto_schema.resolve_serializer(self.target.child, direction).ref
        most = {"minItems": 1, "maxItems": MOST_ITEMS}
        return {"type": "array", "items": {"anyOf": [item, {}]}, **most}


# Of kinds of values, as JSON Schema calls them.
FORMATS = {"date": "date", "amount": "decimal", "email": "email"}


class NameFieldShape(OpenApiSerializerFieldExtension):
    target_class = "m2w.serializers.NameField"

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        return {"type": "string", "enum": sorted(self.target.names())}


class ClockFieldShape(OpenApiSerializerFieldExtension):
    """JSON Schema knows a time with seconds and a zone only."""

    target_class = "m2w.serializers.ClockField"

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{CLOCK.pattern}$"}


class LanguageCodeShape(OpenApiSerializerFieldExtension):
    target_class = "m2w.serializers.LanguageCode"
    match_subclasses = True

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{LANGUAGE_PATTERN}$"}


class ValueFieldShape(OpenApiSerializerFieldExtension):
    """How a value of a column is described: as in the Table Schema of the package."""

    target_class = "m2w.serializers.ValueField"

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        column: Column = self.target.column
        constraints = dict(column.kind.constraints)
        shape: dict[str, Any] = {"type": "string"}
        if column.kind.rule in FORMATS:
            shape["format"] = FORMATS[column.kind.rule]
        if "enum" in constraints:
            shape["enum"] = [*constraints["enum"], *([None] if self.target.allow_null else [])]
        if pattern := column.kind.pattern or constraints.get("pattern"):
            shape["pattern"] = f"^{pattern}$"
        if "maxLength" in constraints:
            shape["maxLength"] = constraints["maxLength"]
        if direction == "request" and self.target.takes_numbers():
            bounds = {name: constraints[name] for name in ("minimum", "maximum")}
            return {"oneOf": [shape, {"type": "integer", **bounds}]}
        return shape


def columns_of(table: type[Table], *without: str) -> dict[str, ValueField]:
    """The plain columns of a file of the package as fields; references are added by hand."""
    return {
        column.name: ValueField(column)
        for column in table.fields
        if not column.to and column.name not in {"code", *without}
    }


class ModelSerializer(KnownFields, serializers.ModelSerializer[Any]):
    pass
