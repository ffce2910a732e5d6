"""Errors of the API as `application/problem+json` (RFC 9457)."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.views import exception_handler

from m2w.doors import NOT_WITH_THIS_ROLE
from m2w.refusal_texts import in_our_words
from m2w.refusals import Refused
from m2w.rendering import Renderer

JSON_PROBLEM = "application/problem+json"
TITLES = {
    400: _("Ongeldige aanvraag"),
    401: _("Niet aangemeld"),
    403: _("Geen toegang"),
    404: _("Niet gevonden"),
    405: _("Niet toegelaten"),
    406: _("Niet beschikbaar in deze vorm"),
    409: _("Strijdig met een regel"),
    412: _("Intussen gewijzigd"),
    415: _("Onbekend formaat"),
    429: _("Te veel aanvragen"),
    500: _("Er liep iets mis"),
    503: _("Tijdelijk niet beschikbaar"),
}


class Problem(serializers.Serializer[Any]):
    """What every refusal looks like (RFC 9457)."""

    type = serializers.CharField(help_text="Always `about:blank`: the code tells what it is.")
    title = serializers.CharField()
    status = serializers.IntegerField(min_value=400, max_value=599)
    code = serializers.RegexField("^[a-z0-9_]+$", help_text="A stable code.")
    detail = serializers.CharField()
    errors = serializers.DictField(  # type: ignore[assignment]  # a field of this name
        child=serializers.ListField(child=serializers.CharField()),
        required=False,
        help_text="Per field what is wrong with it; only on 400.",
    )
    request_id = serializers.CharField(
        required=False, help_text="What our log calls this request; only when something went wrong."
    )


class Conflict(exceptions.APIException):
    """A rule of the domain forbids it, or it was decided already."""

    status_code = 409
    default_code = "conflict"
    default_detail = _("Dit gaat in tegen een regel.")


def body(status: int, code: str, detail: Any, errors: Any = None) -> dict[str, Any]:
    """The problem document; `errors` (field → texts) only for input that can be mended."""
    problem = {
        "type": "about:blank",
        "title": str(TITLES.get(status, _("Fout"))),
        "status": status,
        "code": code,
        "detail": str(detail),
    }
    return problem if errors is None else problem | {"errors": errors}


def handle(exc: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: the same shape for every refusal, unknown errors left alone."""
    exc = as_api_error(exc)
    response = exception_handler(exc, context)
    if response is None or not isinstance(exc, exceptions.APIException):
        return response
    if isinstance(exc, exceptions.ValidationError):
        errors = field_errors(exc.detail)
        response.data = body(400, "invalid", _("Kijk de gemelde velden na."), errors)
    elif isinstance(exc, exceptions.ParseError):
        said = in_our_words(exc)
        response.data = body(400, "parse_error", said, {"non_field_errors": [said]})
    else:
        response.data = body(response.status_code, str(exc.get_codes()), in_our_words(exc))
    response.content_type = JSON_PROBLEM
    # Whatever form the answer would have had.
    request = context["request"]
    request.accepted_renderer, request.accepted_media_type = Renderer(), Renderer.media_type
    return response


def as_api_error(exc: Exception) -> Exception:
    """What rules and services raise, as what the API knows; anything else as it is."""
    if isinstance(exc, Http404):
        return exceptions.NotFound()
    if isinstance(exc, PermissionDenied):
        return exceptions.PermissionDenied(NOT_WITH_THIS_ROLE)
    if isinstance(exc, Refused):
        return Conflict(str(exc), exc.code)
    if isinstance(exc, ValidationError):
        return exceptions.ValidationError(serializers.as_serializer_error(exc))
    return exc


def field_errors(detail: Any) -> dict[str, list[str]]:
    """Every field with its texts; what concerns no field stands under `non_field_errors`."""
    if isinstance(detail, dict):
        return {field: texts(value) for field, value in detail.items()}
    return {"non_field_errors": texts(detail)}


def texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        # A field of an object inside the body: only with its name is it clear which one.
        return [f"{name}: {text}" for name, inner in value.items() for text in texts(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in texts(inner)]
    return [str(value)]


def declared(*statuses: int) -> dict[tuple[int, str], type[Problem]]:
    """The refusals of an operation, for its OpenAPI description."""
    return {(status, JSON_PROBLEM): Problem for status in statuses}


def problem_of(exc: Exception) -> dict[str, Any]:
    """Why one of many was refused, in the shape of a refusal."""
    error = as_api_error(exc)
    if isinstance(error, exceptions.ValidationError):
        return body(400, "invalid", _("Kijk de gemelde velden na."), field_errors(error.detail))
    assert isinstance(error, exceptions.APIException)  # noqa: S101 - what rules raise
    return body(error.status_code, str(error.get_codes()), in_our_words(error))
