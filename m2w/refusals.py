"""What a rule of the domain refuses: 409 in the API, a plain message on a page."""

from collections.abc import Container
from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from m2w import notation
from m2w.form_fields import tidy
from m2w.models import BaseModel

T = TypeVar("T")


class Refused(Exception):  # noqa: N818 - a refusal, as people say it
    """A rule forbids this now. `code` is stable; as text: the sentence for the reader."""

    def __init__(self, code: str, message: str | Promise) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


def save(obj: models.Model) -> None:
    """Save an object; what a constraint of the database refuses is refused in its own words.

    The database is asked, not asked beforehand: between a question and an answer another request
    can come in. Raises Refused with the code of the constraint.
    """
    try:
        with transaction.atomic():
            if isinstance(obj, BaseModel) and not obj._state.adding:
                obj.begin_history()
            obj.save()
    except IntegrityError:
        explain(obj)
        raise


def explain(obj: models.Model) -> None:
    """Raise Refused for the first rule that the object breaks."""
    try:
        obj.validate_unique()
        obj.validate_constraints()
    except ValidationError as error:
        first = next(iter(error.error_dict.values()))[0]
        raise Refused(first.code or "conflict", first.messages[0]) from error


def require_choice(value: T, allowed: Container[T], field: str) -> T:
    """A value from a list. Raises ValidationError at the field: 400 in the API."""
    if value not in allowed:
        raise ValidationError({field: ValidationError(_("Kies uit de lijst."), "invalid_choice")})
    return value


def require_text(value: str, field: str, max_length: int | None = None) -> str:
    """A text that says something. Raises ValidationError at the field: 400 in the API."""
    text = tidy(value)
    if not text:
        raise ValidationError({field: ValidationError(_("Vul dit in."), "required")})
    if max_length and len(text) > max_length:
        message = _("Gebruik hoogstens %(max)s tekens.") % {"max": max_length}
        raise ValidationError({field: ValidationError(message, "max_length")})
    return text


def require_day(day: date | None, first: date, last: date, field: str) -> date:
    """A day from `first` up to and including `last`, the last one unless said.

    Raises ValidationError at the field: 400 in the API.
    """
    if day is None:
        return last
    if not first <= day <= last:
        days = {"first": notation.day(first), "last": notation.day(last)}
        one, more = _("Kies %(first)s."), _("Kies een dag van %(first)s tot en met %(last)s.")
        message = (one if first == last else more) % days
        raise ValidationError({field: ValidationError(message, "invalid_date")})
    return day
