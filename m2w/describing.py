"""How the API is described: what every operation has in common is said here, once."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from django_filters import BooleanFilter, DateFilter, NumberFilter, UUIDFilter
from drf_spectacular.openapi import AutoSchema

from m2w.accounts.idempotency import HEADER, KEY
from m2w.endpoints import FIELDS, SINCE, DetailEndpoint, Endpoint, ListEndpoint, Pages
from m2w.problems import JSON_PROBLEM

Operation = dict[str, Any]
PROBLEM = {"schema": {"$ref": "#/components/schemas/Problem"}}
# Whatever is asked, by whoever: nobody is known, may not, asked too much, or we are not there.
ALWAYS = (401, 403, 406, 429, 503)
WITH_A_BODY = (400, 415)
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
UPDATED_SINCE = {
    "in": "query",
    "name": SINCE,
    "schema": {"type": "string", "format": "date-time"},
    "description": "Only what was made or changed from this moment on, in that order.",
}
PAGING = [
    {
        "in": "query",
        "name": "page",
        "schema": {"type": "integer", "minimum": 1},
        "description": "Which page of the list.",
    },
    {
        "in": "query",
        "name": Pages.page_size_query_param,
        "schema": {"type": "integer", "minimum": 1, "maximum": Pages.max_page_size},
        "description": "How many on a page.",
    },
]


class Schema(AutoSchema):
    def get_operation(self, *args: Any, **kwargs: Any) -> Operation | None:
        operation: Operation | None = super().get_operation(*args, **kwargs)
        if operation is not None:
            operation["responses"] = self.answers(operation)
            parameters = [*operation.get("parameters", []), *self.common(operation)]
            if parameters:
                operation["parameters"] = by_name(parameters)
        return operation

    def answers(self, operation: Operation) -> dict[str, Any]:
        """Those of this operation, with the refusals that any may get."""
        statuses = {*ALWAYS, *(WITH_A_BODY if "requestBody" in operation else ())}
        if self.method == "POST":
            statuses |= {400, 409}
        if self.acts_on_one():
            statuses.add(412)
        if self.lists():
            statuses.add(404)  # a page that is not there
        every = {str(status): refusal(status) for status in statuses} | operation["responses"]
        for status, answer in every.items():
            answer["description"] = answer["description"] or HTTPStatus(int(status)).phrase
        return dict(sorted(every.items()))

    def common(self, operation: Operation) -> list[dict[str, Any]]:
        """The parameters that come with what the operation is."""
        found = []
        if self.lists() or (self.method == "GET" and isinstance(self.view, DetailEndpoint)):
            found.append(self.fields())
        if self.lists():
            view: Any = self.view
            found += [UPDATED_SINCE, *PAGING, *filters_of(view.filterset)]
        if self.method == "POST" and isinstance(self.view, Endpoint):
            found.append(IDEMPOTENCY_KEY)
        if self.acts_on_one():
            found.append(IF_MATCH)
        return found

    def lists(self) -> bool:
        return self.method == "GET" and isinstance(self.view, ListEndpoint)

    def acts_on_one(self) -> bool:
        return self.method in {"POST", "PATCH", "PUT", "DELETE"} and "{id}" in self.path

    def fields(self) -> dict[str, Any]:
        view: Any = self.view
        names = sorted(view.serializer().fields)
        return {
            "in": "query",
            "name": FIELDS,
            "schema": {"type": "array", "items": {"type": "string", "enum": names}},
            "style": "form",
            "explode": False,
            "description": "Only these fields, separated by commas.",
        }


def filters_of(filterset: Any) -> Iterator[dict[str, Any]]:
    """The filters of a list, which are those of its page."""
    for name, filter_ in filterset.base_filters.items():
        described = {"description": str(filter_.label)} if filter_.label else {}
        yield {"in": "query", "name": name, "schema": shape_of(filter_), **described}


def shape_of(filter_: Any) -> dict[str, Any]:
    """The values that a filter takes; what the reader must see to choose it, is a code."""
    choices = filter_.extra.get("choices")
    choices = getattr(choices, "choices", choices)
    if isinstance(filter_, DateFilter):
        return {"type": "string", "format": "date"}
    if isinstance(filter_, UUIDFilter):
        return {"type": "string", "format": "uuid"}
    if isinstance(filter_, NumberFilter):
        return {"type": "integer"}
    if isinstance(filter_, BooleanFilter):
        return {"type": "boolean"}
    if choices is None or callable(choices):
        return {"type": "string"}
    return {"type": "string", "enum": [str(value) for value, _label in choices]}


def refusal(status: int) -> dict[str, Any]:
    headers = {"Retry-After": {"schema": {"type": "integer"}, "description": "In seconds."}}
    described: dict[str, Any] = {"content": {JSON_PROBLEM: PROBLEM}, "description": ""}
    return described | ({"headers": headers} if status in {429, 503} else {})


def by_name(parameters: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each once: what an operation says of its own comes first."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for parameter in parameters:
        found.setdefault((parameter["in"], parameter["name"]), parameter)
    return [found[key] for key in sorted(found)]
