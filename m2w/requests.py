"""The name of a request: on its error page, in its line of the log, and on the record."""

import codecs
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import BadRequest
from django.core.handlers.wsgi import get_bytes_from_wsgi
from django.core.signals import request_started
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.http import parse_header_parameters, url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

HEADER = "X-Request-ID"
# Where a Content-Type is kept that nobody can read.
SET_ASIDE = "m2w.content_type"
# Text encodings to Python, in which no program sends anything.
NO_CHARSETS = {"idna", "punycode", "unicode-escape", "raw-unicode-escape"}

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


def set_aside(environ: dict[str, Any], **kwargs: Any) -> None:
    """Keep an unreadable Content-Type from Django, which would fail on it before any middleware
    could answer."""
    if not is_readable(environ.get("CONTENT_TYPE", "")):
        environ[SET_ASIDE] = environ.pop("CONTENT_TYPE")


request_started.connect(set_aside)


def is_readable(content_type: str) -> bool:
    try:
        _type, parameters = parse_header_parameters(content_type)
        return holds_text(parameters.get("charset", "utf-8"))
    except ValueError:
        return False


def holds_text(charset: str) -> bool:
    """Whether a text can come in it; one that does not exist is ignored, as Django does."""
    try:
        name = codecs.lookup(charset).name
    except LookupError:
        return True
    try:
        "".encode(charset)
    except (LookupError, UnicodeError):
        return False
    return name not in NO_CHARSETS


def read_address(request: HttpRequest) -> None:
    """Read the parameters as UTF-8, whatever the body is in. Raises TooManyFieldsSent."""
    if request.encoding is not None:
        sent = get_bytes_from_wsgi(request.META, "QUERY_STRING", "")
        request.GET = QueryDict(sent, encoding="utf-8")


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
