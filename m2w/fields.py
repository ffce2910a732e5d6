"""Fields that hold the value lists of the data package the same way on every database."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

validate_code = RegexValidator(
    r"\A[A-Za-z0-9._-]{1,40}\Z",
    _("Een code telt 1 tot 40 tekens: letters, cijfers, punt, streepje of laag streepje."),
)


if TYPE_CHECKING:
    CodeList = models.TextField[Iterable[str], tuple[str, ...]]
else:
    CodeList = models.TextField


class CodeListField(CodeList):
    """A short ordered list of codes, kept as `;a;b;` so that a plain LIKE finds a member.

    `field__has="a"` works alike on SQLite and PostgreSQL, without a join.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", tuple)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, *args: object) -> tuple[str, ...]:
        return split_codes(value)

    def to_python(self, value: Any) -> tuple[str, ...]:
        return split_codes(value) if isinstance(value, str) or value is None else tuple(value)

    def get_prep_value(self, value: Any) -> str:
        return join_codes(self.to_python(value))

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        if any(";" in code for code in value):
            raise ValidationError(_("Een waarde in een lijst bevat geen puntkomma."))


def split_codes(text: str | None) -> tuple[str, ...]:
    return tuple(text.strip(";").split(";")) if text and text != ";" else ()


def join_codes(codes: Iterable[str]) -> str:
    inside = ";".join(codes)
    return f";{inside};" if inside else ""


@CodeListField.register_lookup
class Has(models.lookups.Contains):
    """`provinces__has="10000"`: the list holds this code."""

    lookup_name = "has"

    def get_prep_lookup(self) -> str:
        return f";{self.rhs};"

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        return connection.operators["contains"] % rhs


class MoneyField(models.DecimalField):
    """Euro with two decimals, up to twelve digits before the point; never a float."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_digits"], kwargs["decimal_places"] = 14, 2
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_digits"], kwargs["decimal_places"]
        return name, path, args, kwargs
