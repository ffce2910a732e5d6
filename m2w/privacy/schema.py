"""The JSON Schema of what a person gets, written from the classification."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import override

from m2w.fields import CodeListField
from m2w.privacy.classification import Declaration, Personal, declarations
from m2w.privacy.export import exported, label_of
from m2w.privacy.uses import Subject

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string"}
DAY: Schema = {"type": "string", "format": "date"}
READERS: Schema = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "on": DAY,
            "role": TEXT,
            "organisation": {"type": ["string", "null"]},
            "times": {"type": "integer", "minimum": 1},
        },
        "required": ["on", "role", "organisation", "times"],
        "additionalProperties": False,
    },
}
# The first that a field is an instance of decides.
TYPES: list[tuple[Any, Schema]] = [
    (CodeListField, {"type": "array", "items": TEXT}),
    (models.ForeignKey, TEXT),
    (models.JSONField, {"type": ["object", "array"]}),
    (models.DateTimeField, {"type": "string", "format": "date-time"}),
    (models.DateField, DAY),
    (models.BooleanField, {"type": "boolean"}),
    (models.IntegerField, {"type": "integer"}),
    (models.Field, TEXT),
]


def schema_for(subject: Subject) -> Schema:
    """What `gegevens.json` holds for a mentee or a mentor."""
    with override("nl-be"):
        kinds = {
            str(one.model._meta.model_name): schema_of(one, subject)
            for one in declarations()
            if subject in one.leads
        }
        return {
            "$schema": DRAFT,
            "title": f"Gegevens van een {subject.label}",
            **closed(
                {
                    "made_on": DAY,
                    "subject": {"const": str(subject)},
                    "records": closed(kinds),
                    "restricted_because": TEXT,
                    "readers": READERS,
                }
            ),
        }


def closed(properties: Mapping[str, Any]) -> Schema:
    """An object with exactly these properties."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def schema_of(declaration: Declaration, subject: Subject) -> Schema:
    """The rows of one kind, with what they were before."""
    fields = {
        name: field_schema(declaration, name, personal, subject)
        for name, personal in exported(declaration, subject)
    }
    values = {"type": "object", "properties": fields, "additionalProperties": False}
    before = closed({"until": DAY, "values": values})
    return {
        "title": str(declaration.model._meta.verbose_name_plural),
        "type": "array",
        "items": closed({**fields, "earlier": {"type": "array", "items": before}}),
    }


def field_schema(
    declaration: Declaration, name: str, personal: Personal, subject: Subject
) -> Schema:
    """One field: its type, its name in Dutch, and why it is kept."""
    field: Any = declaration.model._meta.get_field(name)
    told = {
        "title": label_of(field),
        "description": f"{personal.use.purpose} ({personal.use.ground})",
    }
    if not declaration.tells_of(name, subject):
        return {**told, "const": str(personal.to_others)}
    if personal.show:
        return {**told, **personal.show.schema}
    found = next(schema for kind, schema in TYPES if isinstance(field, kind))
    return {**told, **(nullable(found) if field.null else found)}


def nullable(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]}
