"""How the API describes itself, where that follows from what an endpoint is.

Imported by the framework while endpoints are still being read, so it looks at them only once it
is asked.
"""

import inspect
from http import HTTPStatus
from typing import Any, cast

from django.core.exceptions import FieldDoesNotExist
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent, get_lib_doc_excludes
from rest_framework.serializers import ListSerializer

from m2w.accounts.idempotency import HEADER, KEY
from m2w.models import BaseModel
from m2w.openapi_filters import CODE, in_query, parameter
from m2w.openapi_headers import named, of_file
from m2w.openapi_refusals import PROBLEM
from m2w.openapi_texts import ABOUT, PLACES, TAGS
from m2w.problems import JSON_PROBLEM
from m2w.rendering import Renderer

# Whatever is asked, by whoever: nobody is known, may not, asked too much, or we are not there.
ALWAYS = ("400", "401", "403", "406", "429", "503")
IDEMPOTENCY_KEY = {
    "in": "header",
    "name": HEADER,
    "schema": {"type": "string", "pattern": f"^{KEY.pattern}$"},
    "description": "Sent again within a day, this request is answered as before and does nothing.",
}
IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "schema": {"type": "string"},
    "description": "The ETag of what was read: refused with 412 when it was changed meanwhile.",
}


class Document(SchemaGenerator):
    """In English, whatever language who asks for it reads."""

    def get_schema(self, *args: Any, **kwargs: Any) -> Any:
        with translation.override("en"):
            return super().get_schema(*args, **kwargs)


class Schema(AutoSchema):
    """Lists are paged and take the filters of their pages; an object comes with its ETag."""

    def is_list(self) -> bool:
        from m2w.endpoints import ListEndpoint

        return isinstance(self.view, ListEndpoint) and self.method == "GET"

    def is_paged(self) -> bool:
        return self.is_list() or hasattr(self.view, "pagination_class")

    def _get_paginator(self) -> Any:
        from m2w.endpoints import Pages

        return Pages() if self.method == "GET" and self.is_paged() else None

    def is_endpoint(self) -> bool:
        from m2w.endpoints import Endpoint

        return isinstance(self.view, Endpoint)

    def is_once(self) -> bool:
        return self.is_endpoint() and self.method == "POST"

    def acts_on_one(self) -> bool:
        return self.is_endpoint() and self.method != "GET" and "{id}" in self.path

    def _map_serializer_field(self, field: Any, direction: Any, *args: Any) -> Any:
        """What the table may leave unknown, an answer may too; and a code that we tell is one."""
        told = field.read_only or direction == "response"
        of_it = field.parent is not None and is_whole(field.parent)
        if told and of_it and self.may_be_unknown(field.source):
            field.allow_null = True
        shape: dict[str, Any] = super()._map_serializer_field(field, direction, *args)
        plain = shape.keys() <= {"type", "readOnly"} and shape.get("type") == "string"
        is_code = field.field_name in {"code", "question_code"}
        return shape | CODE if told and plain and is_code else shape

    def may_be_unknown(self, source: str) -> bool:
        at: Any = getattr(self.view, "model", None)
        for name in source.split("."):
            try:
                step = at._meta.get_field(name)
            except (AttributeError, FieldDoesNotExist):
                return False
            if step.null:
                return True
            at = step.related_model
        return False

    def _get_parameters(self) -> list[dict[str, Any]]:
        described: list[dict[str, Any]] = super()._get_parameters()
        for one in described:
            if one["in"] == "path":
                name = one["name"]
                one["description"] = PLACES.get(name, f"Of one of the {self.kind(name)}.")
        known = {parameter["name"] for parameter in described}
        more = [*self.filters(), *self.paging(), *self.sparse(), *self.headers()]
        return described + [one for one in more if one["name"] not in known]

    def headers(self) -> list[dict[str, Any]]:
        return [
            *([IDEMPOTENCY_KEY] if self.is_once() else []),
            *([IF_MATCH] if self.acts_on_one() else []),
        ]

    def sparse(self) -> list[dict[str, Any]]:
        """What a list and one object take to tell less."""
        from m2w.endpoints import FIELDS, SINCE, DetailEndpoint

        view: Any = self.view
        if self.method != "GET" or not (self.is_list() or isinstance(view, DetailEndpoint)):
            return []
        names = {"type": "string", "enum": sorted(view.serializer().fields)}
        fields = in_query(
            FIELDS, "Only these fields, separated by commas.", {"type": "array", "items": names}
        )
        moment = {"type": "string", "format": "date-time"}
        since = in_query(
            SINCE, "Only what was made or changed from then on, in that order.", moment
        )
        found = [fields | {"style": "form", "explode": False}] if view.sparse else []
        return [*found, since] if self.is_list() and view.knows_changes() else found

    def filters(self) -> list[dict[str, Any]]:
        if not self.is_list():
            return []
        view: Any = self.view
        return [parameter(name, one) for name, one in view.filterset.base_filters.items()]

    def paging(self) -> list[dict[str, Any]]:
        if self.method != "GET" or not self.is_paged():
            return []
        from m2w.endpoints import Pages

        first: dict[str, Any] = {"type": "integer", "minimum": 1}
        size = first | {"default": Pages.page_size}
        return [
            in_query("page", "Which page, from 1 on.", first),
            in_query("page_size", f"How many on a page, {Pages.max_page_size} at most.", size),
        ]

    def _get_response_bodies(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Any operation refuses a parameter that it does not take, a list a page beyond its last,
        and what changes something a body in another form."""
        bodies: dict[str, Any] = super()._get_response_bodies(*args, **kwargs)
        expected = {*ALWAYS, *(["404"] if self.method == "GET" and self.is_paged() else [])}
        if self.is_once():
            expected.add("409")
        if self.acts_on_one():
            expected.add("412")
        if self.method in {"POST", "PATCH", "PUT"}:
            expected.add("415")
        bodies = {status: problem() for status in expected} | bodies
        for status, body in bodies.items():
            body["description"] = body.get("description") or HTTPStatus(int(status)).phrase
            if status < "300" and (sent := self.headers_sent(body)):
                body["headers"] = named(sent)
        return dict(sorted(bodies.items()))

    def headers_sent(self, answer: dict[str, Any]) -> list[str]:
        """With an answer to what succeeds. A file is made again, and not replayed."""
        media = answer.get("content", {})
        json = media.get(Renderer.media_type, {}).get("schema", {})
        once = self.is_once() and (json or not media)
        return [
            *(["ETag"] if self.has_version(json) else []),
            *(["Replayed"] if once else []),
            *of_file(media),
        ]

    def has_version(self, shape: dict[str, Any]) -> bool:
        """Whether it is told of one object that can be corrected: it says so, or is an object of
        the endpoint. A figure that is asked of one has none."""
        from m2w.endpoints import DetailEndpoint

        if not self.is_endpoint() or "$ref" not in shape:
            return False
        name, view = component(shape), cast("Any", self.view)
        told = self.registry[name, ResolvedComponent.SCHEMA].schema["properties"]
        if "version" in told:
            return True
        one = isinstance(view, DetailEndpoint) or self.method == "POST" or "id" in told
        own = one and hasattr(view, "serializer") and issubclass(view.model, BaseModel)
        return own and name == self.resolve_serializer(view.serializer, "response").name

    def get_description(self) -> str:  # type: ignore[override]  # as that of drf-spectacular
        """That of the operation, else of its endpoint; of one object what it is one of."""
        from m2w.endpoints import DetailEndpoint

        said = str(super().get_description())
        if said != inspect.getdoc(DetailEndpoint):
            return said
        return f"One of the {self.kind('id')} that the caller sees, with its version as ETag."

    def kind(self, name: str) -> str:
        """What that place in the address names one of."""
        return self.path.split(f"/{{{name}}}")[0].rsplit("/", 1)[-1].replace("_", " ")

    def get_summary(self) -> str | None:
        """The first sentence of the description."""
        said = super().get_summary() or " ".join(self.get_description().split())
        first, _stop, _rest = said.partition(". ")
        return first.rstrip(".:") or None


def told_in_part(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """Of what can be asked in part, or told to some roles only, no field is sure to be there."""
    schemas = result["components"]["schemas"]
    for path in result["paths"].values():
        for operation in path.values():
            names = [one["name"] for one in operation.get("parameters", [])]
            if "fields" in names:
                schemas[told_by(operation, schemas)].pop("required", None)
    return result


def told_by(operation: dict[str, Any], schemas: dict[str, Any]) -> str:
    """The component of the objects that an operation answers."""
    name = component(operation["responses"]["200"]["content"]["application/json"]["schema"])
    results = schemas[name].get("properties", {}).get("results")
    return component(results["items"]) if name.startswith("Paginated") else name


def component(shape: dict[str, Any]) -> str:
    return str(shape["$ref"]).rsplit("/", 1)[-1]


def introduce(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """Tells what this is, and lists the resources that the operations stand under."""
    operations = [
        operation
        for path in result["paths"].values()
        for operation in path.values()
        if isinstance(operation, dict)
    ]
    used = {tag for operation in operations for tag in operation.get("tags", [])}
    result["info"]["description"] = ABOUT.strip()
    result["tags"] = [{"name": tag, "description": TAGS[tag]} for tag in sorted(used)]
    return result


def of_no_object() -> list[Any]:
    """Whose docstrings tell nothing of the objects that inherit from them."""
    from m2w.serializers import KnownFields

    return [*get_lib_doc_excludes(), KnownFields]


def is_whole(serializer: Any) -> bool:
    """Whether a serializer tells of the object itself, not of a part inside it."""
    above = serializer.parent
    return above is None or (above.parent is None and isinstance(above, ListSerializer))


def problem() -> dict[str, Any]:
    return {"content": {JSON_PROBLEM: {"schema": PROBLEM}}, "description": ""}
