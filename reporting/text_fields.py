"""The fields that a text names in braces, and whether anybody computes them."""

from collections.abc import Collection
from difflib import get_close_matches
from string import Formatter

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def names_in(text: str) -> list[str]:
    """The fields of a text, in order. Raises ValueError for braces that are no field."""
    return [name for _literal, name, _spec, _how in Formatter().parse(text) if name is not None]


def literals_of(text: str) -> list[str]:
    """What of a text was typed: all but its fields, also of one with braces that are none."""
    try:
        return [literal for literal, _name, _spec, _how in Formatter().parse(text) if literal]
    except ValueError:
        return [text]


def require_known(text: str, known: Collection[str], field: str) -> None:
    """Raises ValidationError at `field` for a name that nobody computes, with the closest one."""
    try:
        names = names_in(text)
        plain = text.count("{") == text.count("}") == len(names) and not _is_dressed(text)
    except ValueError:
        names, plain = [], False
    if not plain:
        message = _("Accolades staan alleen rond de naam van een cijfer: {as_of}.")
        raise ValidationError({field: ValidationError(message, "braces")})
    unknown = [name for name in names if name not in known]
    if unknown:
        raise ValidationError({field: ValidationError(_said(unknown[0], known), "unknown_field")})


def _is_dressed(text: str) -> bool:
    """Whether a name is followed by something that would silently stay out of the answer."""
    return any(spec or how for _literal, _name, spec, how in Formatter().parse(text))


def _said(name: str, known: Collection[str]) -> str:
    close = get_close_matches(name, known, n=1, cutoff=0)
    message = _("Het cijfer {%(name)s} bestaat hier niet. Bedoelt u {%(close)s}?")
    return message % {"name": name, "close": close[0] if close else "as_of"}
