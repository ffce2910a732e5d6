"""How the API describes itself, where that follows from what an endpoint is.

Imported by the framework while endpoints are still being read, so it looks at them only once it
is asked.
"""

import inspect
from typing import Any

import django_filters
from drf_spectacular.openapi import AutoSchema

from m2w.corrections import sentence
from m2w.problems import JSON_PROBLEM

PROBLEM = {"$ref": "#/components/schemas/Problem"}
DAY = {"type": "string", "format": "date"}


ABOUT = """
The programme Mentoring2Work for other systems: whatever a page of the site does with these
objects, an operation does too, by the same rules and the same rights.

**Who you are.** Send `Authorization: Token …` with every request. A key belongs to one account in
one role in one organisation, and sees and does what that role does. In a browser the session of
the site works too; whatever changes something then needs its `X-CSRFToken`.

**Objects.** Fields have the names and values of the columns of the data package. A reference is
an id. What your role may not know is not in the answer; sending it is refused. Days are
`2022-04-01`, amounts `1234.50`, lists `a;b`. Optional fields may be left out, and `null` means
that something is not known.

**Lists** come page by page, `page_size` at a time: 50 unless asked, 200 at most. An unknown
parameter is refused, and so is a value that does not exist.

**Two at a time.** An object that can be corrected comes with an `ETag`. Send it back as
`If-Match`, and a change that somebody else made meanwhile is not lost: you get 412.

**Refusals** are `application/problem+json` (RFC 9457) with a stable `code`; 400 names what is
wrong at each field in `errors`. 401: no valid key. 403: not with this role. 404: it does not
exist, or not for you. 409: a rule forbids it now. Any operation may also answer 405, 406, 429,
and 503 with `Retry-After`. Texts are in Dutch, or in English with `Accept-Language: en`.
"""
# What a resource is, where its name does not say it.
TAGS = {
    "absences": "Who is away, and who takes over their files.",
    "account": "One's own account.",
    "contributions": "Texts that others write for an answer.",
    "erasures": "Lists of personal data to erase: made by one person, approved by another.",
    "imports": "Files with many rows, from upload to what is kept.",
    "invitations": "Whom one lets in.",
    "matches": "Duos of a mentee and a mentor.",
    "notices": "What one should know of one's work.",
    "organisations": "Promoters, VDAB and the ministry.",
    "outcomes": "What became of a mentee, measured on a day.",
    "record": "Who did or saw what, and when.",
    "reminders": "Of what people were reminded.",
    "screenings": "Whether somebody can take part.",
    "staff": "Colleagues, their roles and accounts.",
}


class Schema(AutoSchema):
    """Lists are paged and take the filters of their pages; an object comes with its ETag."""

    def is_list(self) -> bool:
        from m2w.endpoints import ListEndpoint

        return isinstance(self.view, ListEndpoint) and self.method == "GET"

    def has_version(self) -> bool:
        from m2w.endpoints import DetailEndpoint
        from m2w.unversioned import Unversioned

        one = isinstance(self.view, DetailEndpoint) and not isinstance(self.view, Unversioned)
        return one and self.method in {"GET", "PATCH"}

    def is_paged(self) -> bool:
        return self.is_list() or hasattr(self.view, "pagination_class")

    def _get_paginator(self) -> Any:
        from m2w.endpoints import Pages

        return Pages() if self.method == "GET" and self.is_paged() else None

    def _get_parameters(self) -> list[dict[str, Any]]:
        described: list[dict[str, Any]] = super()._get_parameters()
        known = {parameter["name"] for parameter in described}
        more = [*self.filters(), *self.paging()]
        return described + [one for one in more if one["name"] not in known]

    def filters(self) -> list[dict[str, Any]]:
        if not self.is_list():
            return []
        view: Any = self.view
        return [
            in_query(name, str(filter_.label or ""), shape_of(filter_))
            for name, filter_ in view.filterset.base_filters.items()
        ]

    def paging(self) -> list[dict[str, Any]]:
        if self.method != "GET" or not self.is_paged():
            return []
        from m2w.endpoints import Pages

        first: dict[str, Any] = {"type": "integer", "minimum": 1}
        size = first | {"maximum": Pages.max_page_size, "default": Pages.page_size}
        return [
            in_query("page", "Which page, from 1 on.", first),
            in_query("page_size", "How many on a page.", size),
        ]

    def _get_response_bodies(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Any operation refuses a parameter that it does not take, a list a page beyond its last,
        and what takes a body one in another form."""
        bodies: dict[str, Any] = super()._get_response_bodies(*args, **kwargs)
        bodies.setdefault("400", problem())
        if self.method == "GET" and self.is_paged():
            bodies.setdefault("404", problem())
        if self.has_version() and "200" in bodies:
            bodies["200"]["headers"] = {"ETag": {"schema": {"type": "string"}}}
        if self.method in {"POST", "PATCH"} and self.get_request_serializer():
            bodies.setdefault("415", problem())
        return dict(sorted(bodies.items()))

    def get_description(self) -> str:  # type: ignore[override]  # as that of drf-spectacular
        """That of the operation, else of its endpoint; of one object what it is one of."""
        from m2w.endpoints import DetailEndpoint

        said = str(super().get_description())
        if said != inspect.getdoc(DetailEndpoint):
            # Some are described by the word of a button.
            return said if said.endswith((".", "`")) else sentence(said)
        kind = self.path.split("/{")[-2].rsplit("/", 1)[-1].replace("_", " ")
        return f"One of the {kind} that the caller sees, with its version as ETag."

    def get_summary(self) -> str | None:
        """The first sentence of the description."""
        said = super().get_summary() or " ".join(self.get_description().split())
        first, _stop, _rest = said.partition(". ")
        return first.rstrip(".:") or None


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
    result["tags"] = [{"name": tag, "description": TAGS.get(tag, "")} for tag in sorted(used)]
    return result


def problem() -> dict[str, Any]:
    return {"content": {JSON_PROBLEM: {"schema": PROBLEM}}, "description": ""}


def in_query(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"in": "query", "name": name, "description": description, "schema": schema}


def shape_of(filter_: Any) -> dict[str, Any]:
    """What a filter takes. A choice that depends on the reader is any text."""
    if isinstance(filter_, django_filters.BooleanFilter):
        return {"type": "boolean"}
    if isinstance(filter_, django_filters.DateFilter):
        return DAY
    if isinstance(filter_, django_filters.UUIDFilter):
        return {"type": "string", "format": "uuid"}
    choices = filter_.extra.get("choices")
    if isinstance(filter_, django_filters.ChoiceFilter) and isinstance(choices, (list, type)):
        values = choices.values if isinstance(choices, type) else [code for code, _name in choices]  # type: ignore[attr-defined]
        return {"type": "string", "enum": list(values)}
    return {"type": "string"}
