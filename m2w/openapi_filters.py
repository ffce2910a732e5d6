"""How the API describes the filters of its lists, which are those of the pages."""

from collections.abc import Mapping
from typing import Any

import django_filters

from m2w.data_package.kinds import CODE_PATTERN, LANGUAGE_PATTERN
from m2w.filters import CodeFilter, LanguageFilter, NamedFilter, SortFilter

Shape = dict[str, Any]

CODE: Shape = {"type": "string", "pattern": f"^{CODE_PATTERN}$"}
LANGUAGE: Shape = {"type": "string", "pattern": f"^{LANGUAGE_PATTERN}$"}
DAY: Shape = {"type": "string", "format": "date"}
ID: Shape = {"type": "string", "format": "uuid"}
BOUNDS = {"min_value": "minimum", "max_value": "maximum"}
LIMITS = {"max_length": "maxLength", "regex": "pattern"}


def in_query(name: str, description: str, schema: Shape) -> dict[str, Any]:
    return {"in": "query", "name": name, "description": description, "schema": schema}


def parameter(name: str, filter_: Any) -> dict[str, Any]:
    """Its label on the pages, and what it takes. An empty one that may be left out asks for
    nothing."""
    shape = shape_of(filter_)
    if filter_.extra["required"]:
        return in_query(name, about(filter_), shape) | {"required": True}
    return in_query(name, about(filter_), or_empty(shape))


def about(filter_: Any) -> str:
    if isinstance(filter_, SortFilter):
        return "The order; a minus before it reverses it."
    if isinstance(filter_, CodeFilter | NamedFilter):
        return f"{filter_.label}: its code."
    if isinstance(filter_, django_filters.UUIDFilter):
        return f"{filter_.label}: an id."
    if isinstance(filter_, LanguageFilter):
        return f"{filter_.label}: a language, by its name or its code (ISO 639)."
    return f"{filter_.label}."


def shape_of(filter_: Any) -> Shape:
    """What a filter takes. A choice that depends on the reader is any code."""
    if (choices := filter_.extra.get("choices")) is not None:
        return {"type": "string", "enum": values_of(choices)}
    if isinstance(filter_, django_filters.DateFilter):
        return DAY
    if isinstance(filter_, django_filters.UUIDFilter):
        return ID
    if isinstance(filter_, django_filters.NumberFilter):
        return {"type": "integer", **taken(filter_.extra, BOUNDS)}
    if isinstance(filter_, CodeFilter | django_filters.ChoiceFilter):
        return CODE
    shape = {"type": "string", **taken(filter_.extra, LIMITS)}
    return shape | ({"pattern": f"^{shape['pattern']}$"} if "pattern" in shape else {})


def values_of(choices: Any) -> list[str]:
    """The codes of some choices: an enumeration, pairs, or what makes them."""
    pairs = getattr(choices, "choices", None) or (choices() if callable(choices) else choices)
    return [str(code) for code, _name in pairs]


def taken(extra: Mapping[str, Any], names: Mapping[str, str]) -> Shape:
    return {theirs: extra[ours] for ours, theirs in names.items() if ours in extra}


def or_empty(shape: Shape) -> Shape:
    if "enum" in shape:
        return shape | {"enum": ["", *shape["enum"]]}
    if shape.keys() <= {"type", "maxLength"} and shape["type"] == "string":
        return shape
    return {"anyOf": [shape, {"type": "string", "maxLength": 0}]}
