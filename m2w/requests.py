"""Which request is being answered: an id that ties together what it does."""

from collections.abc import Callable
from contextvars import ContextVar
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse

_current: ContextVar[UUID | None] = ContextVar("request", default=None)


def request_id() -> UUID | None:
    """The id of the request being answered; None in a command."""
    return _current.get()


class RequestIdMiddleware:
    """Gives every request an id of its own; the first to come in, the last to go out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _current.set(uuid4())
        try:
            return self.get_response(request)
        finally:
            _current.reset(token)
