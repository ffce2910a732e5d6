from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from m2w.accounts.acting import membership_of_session


class ActingMiddleware:
    """Gives `request.user.acting`: the membership in whose role this request acts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            request.user.acting = membership_of_session(request)
        return self.get_response(request)
