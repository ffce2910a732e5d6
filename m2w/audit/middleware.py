from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse

from m2w import errors
from m2w.audit.reading import known, record_shown
from m2w.audit.services import record_all

REFUSALS = {400, 401, 403, 404}
NO_ADDRESS = {"unknown_address", "api-unknown_address"}


class RecordMiddleware:
    """No answer without its record: what it shows of people, or that it was refused."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        try:
            if response.status_code < 500:
                # A form that comes back with its errors shows a file too.
                record_shown(request)
            if is_refusal(request, response):
                record_refusal(request, response)
        except DatabaseError as error:
            # Whatever the database had against the record: without it there is no answer now.
            outage = OperationalError()
            outage.__cause__ = error.__cause__
            return errors.answer(request, outage)
        return response


def is_refusal(request: Any, response: HttpResponse) -> bool:
    """Whether someone was kept out who is known, shows a key, or sends what no form asks."""
    match = request.resolver_match
    if response.status_code not in REFUSALS or match is None or match.view_name in NO_ADDRESS:
        return False
    tampered = request.method == "POST" and response.status_code == 400
    return tampered or request.user.is_authenticated or "Authorization" in request.headers


def record_refusal(request: Any, response: HttpResponse) -> None:
    """Of the address only ids: other parts may hold what somebody typed."""
    match = request.resolver_match
    ids = [str(value) for value in match.kwargs.values() if isinstance(value, UUID)]
    details = {
        "page": match.view_name,
        "method": request.method,
        "status": response.status_code,
    }
    record_all([("access.refused", "", next(iter(ids), ""), details)], by=known(request))
