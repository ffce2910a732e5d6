"""How the API describes what it refuses: once for each status, as a refusal really reads."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions

from m2w.openapi_headers import OF_REFUSALS, named
from m2w.problems import JSON_PROBLEM, TITLES, body, problem_of
from m2w.refusals import Refused

PROBLEM = {"$ref": "#/components/schemas/Problem"}
# When an operation says so.
WHEN = {
    400: "Something in it is not right: `errors` tells what, at each field.",
    401: "There is no key, or it is not valid.",
    403: "Not with this role, or not with this key.",
    404: "It does not exist, or not for the caller; also a page beyond the last.",
    406: "Not in the form that `Accept` asks for.",
    409: "A rule forbids it now; `code` tells which one.",
    412: "It was changed since it was read: read it again.",
    415: "The body has a form that does not go here.",
    429: "Too much was asked in a short time.",
    503: "The data cannot be reached for the moment, or somebody else works with them.",
}


def refusals() -> Mapping[int, dict[str, Any]]:
    """One of each status, in the language of the document."""
    from m2w.endpoints import PreconditionFailed

    state = {"state": _("beëindigd")}
    now = Refused("not_now", _("Dit kan nu niet: de stand is “%(state)s”.") % state)
    raised: dict[int, Exception] = {
        400: exceptions.ValidationError({"colour": [_("Dit veld bestaat niet.")]}),
        401: exceptions.NotAuthenticated(),
        403: PermissionDenied(),
        404: Http404(),
        406: exceptions.NotAcceptable(),
        409: now,
        412: PreconditionFailed(),
        415: exceptions.UnsupportedMediaType("text/xml"),
        429: exceptions.Throttled(),
    }
    told = {status: problem_of(error) for status, error in raised.items()}
    return told | {503: body(503, "unavailable", TITLES[503])}


def gather(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """What every operation refuses alike stands under the components; operations refer to it."""
    components = result["components"]
    examples = components.setdefault("examples", {})
    responses = components.setdefault("responses", {})
    for status, problem in refusals().items():
        name = name_of(status)
        examples[name] = {"value": problem}
        shown = {problem["code"]: {"$ref": f"#/components/examples/{name}"}}
        responses[name] = {
            "description": WHEN[status],
            "content": {JSON_PROBLEM: {"schema": PROBLEM, "examples": shown}},
            "headers": named(OF_REFUSALS.get(status, [])),
        }
    for path in result["paths"].values():
        for operation in path.values():
            for status in operation["responses"]:
                if status >= "400":
                    where = f"#/components/responses/{name_of(int(status))}"
                    operation["responses"][status] = {"$ref": where}
    return result


def name_of(status: int) -> str:
    return HTTPStatus(status).phrase.replace(" ", "")
