"""The name of a request: on its error page, in its line of the log, and on the record."""

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from uuid import UUID, uuid4

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

HEADER = "X-Request-ID"

_current: ContextVar[UUID | None] = ContextVar("request_id", default=None)


def request_id() -> UUID | None:
    """The id of the request being answered; None outside one."""
    return _current.get()


def where_next(request: HttpRequest, otherwise: str) -> str:
    """The page of ours that the reader wants to go to next, or another one."""
    there = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(there, {request.get_host()}, request.is_secure())
    # A word without a slash before it would be taken for the name of a view.
    return there if safe and there.startswith("/") else otherwise


def refuse_parameters(unknown: Iterable[str]) -> None:
    """Raises BadRequest that names the parameters, if any: one that is silently ignored was meant
    to do something. Every address may be told where to go next."""
    if names := ", ".join(sorted(set(unknown) - {"next"})):
        raise BadRequest(_("Deze parameter bestaat niet: %(names)s.") % {"names": names})


class RequestIdMiddleware:
    """Gives every request an id of ours. It is told only when something went wrong."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _current.set(uuid4())
        try:
            return self.get_response(request)
        finally:
            _current.reset(token)
