from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from m2w import problems
from m2w.accounts import second_factor, sessions
from m2w.accounts.acting import membership_of_session

Answer = Callable[[HttpRequest], HttpResponse]


class SessionLimitMiddleware:
    """Ends a sign-in that lasted too long."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            if sessions.is_over(request.session):
                sessions.expire(request)
            else:
                sessions.note_request(request.session)
        return self.get_response(request)


class ActingMiddleware:
    """Gives `request.user.acting`: the membership in whose role this request acts."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            request.user.acting = membership_of_session(request)
        return self.get_response(request)


class SecondFactorMiddleware:
    """Leads who still must set up a second factor there, and nowhere else.

    A program with a key passes: who made it came past here, or worked at the server.
    """

    OPEN = frozenset(
        {
            *["account_logout", "language", "privacy", "accessibility"],
            *["choose_role", "act_as"],
            *["account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"],
            *["mfa_index", "mfa_activate_totp", "mfa_add_webauthn"],
        }
    )

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        if match and match.url_name in self.OPEN:
            return None
        if not (request.user.is_authenticated and second_factor.is_missing(request.user)):
            return None
        if request.path.startswith("/api/"):
            text = _("Stel eerst een tweede stap in bij het aanmelden.")
            problem = problems.body(403, "second_factor_missing", text)
            return JsonResponse(problem, status=403, content_type=problems.JSON_PROBLEM)
        return redirect("mfa_index")
