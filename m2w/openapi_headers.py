"""How the API describes the headers of its answers: each once, among the components.

A `required` one is always sent with the answers that name it.
"""

from collections.abc import Iterable
from typing import Any

from m2w.accounts.idempotency import REPLAYED
from m2w.rendering import Renderer
from m2w.requests import HEADER as REQUEST_ID

Shape = dict[str, Any]

TEXT: Shape = {"type": "string"}
# By the name that each has among the components: the header, and what it tells.
HEADERS: dict[str, tuple[str, Shape]] = {
    "ETag": (
        "ETag",
        {"description": "The version of the object.", "schema": TEXT, "required": True},
    ),
    "Replayed": (
        REPLAYED,
        {
            "description": "This was answered before, and nothing was done now.",
            "schema": {"type": "string", "enum": ["true"]},
        },
    ),
    "File": (
        "Content-Disposition",
        {"description": "How the file is called.", "schema": TEXT, "required": True},
    ),
    "PerhapsFile": (
        "Content-Disposition",
        {"description": "How the file is called, for what is one.", "schema": TEXT},
    ),
    "Scheme": (
        "WWW-Authenticate",
        {"description": "How a key is shown.", "schema": TEXT, "required": True},
    ),
    "Wait": (
        "Retry-After",
        {"description": "In seconds.", "schema": {"type": "integer"}, "required": True},
    ),
    "Fault": (
        REQUEST_ID,
        {
            "description": "What our log calls this request.",
            "schema": {"type": "string", "format": "uuid"},
            "required": True,
        },
    ),
    "PerhapsFault": (
        REQUEST_ID,
        {
            "description": "What our log calls this request, when it is in it.",
            "schema": {"type": "string", "format": "uuid"},
        },
    ),
}
OF_REFUSALS = {
    400: ["PerhapsFault"],
    401: ["Scheme"],
    409: ["PerhapsFault"],
    429: ["Wait"],
    503: ["Wait", "Fault"],
}


def named(names: Iterable[str]) -> Shape:
    """The headers of an answer, by their names among the components."""
    return {HEADERS[name][0]: {"$ref": f"#/components/headers/{name}"} for name in names}


def of_file(media: Iterable[str]) -> list[str]:
    """That of an answer in one of these forms, as far as a file may be one."""
    forms = {*media}
    if not forms - {Renderer.media_type}:
        return []
    return ["PerhapsFile" if Renderer.media_type in forms else "File"]


def gather(result: Shape, **kwargs: Any) -> Shape:
    """Puts the headers among the components."""
    result["components"]["headers"] = {name: header for name, (_name, header) in HEADERS.items()}
    return result
