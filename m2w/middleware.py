"""What every answer carries, whoever made it: its language, and what a browser may do with it."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_vary_headers

from m2w import problems

Answer = Callable[[HttpRequest], HttpResponse]

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()" for feature in ["camera", "geolocation", "microphone", "payment", "usb"]
)


class LanguageMiddleware:
    """Dutch, unless the reader chose English, or a program asks for it in so many words."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(language_of(request)):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "")
        patch_vary_headers(response, ["Cookie", "Accept-Language"])
        return response


def language_of(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if chosen in dict(settings.LANGUAGES):
        return chosen
    asked = request.headers.get("Accept-Language", "")
    in_english = request.path.startswith("/api/") and asked.lower().startswith("en")
    return "en" if in_english else settings.LANGUAGE_CODE


class SafetyMiddleware:
    """Nothing inline, nothing from elsewhere, nothing kept of what was behind a sign-in."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if getattr(request, "user", None) and request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        return response


class ErrorPageMiddleware:
    """Our own words for what a view refuses, on a development site too."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, OperationalError | InterfaceError):
            return unavailable(request)
        if isinstance(error, Http404):
            return render(request, "404.html", status=404)
        if isinstance(error, BadRequest):
            return render(request, "400.html", {"reason": str(error)}, status=400)
        return None


def unavailable(request: HttpRequest) -> HttpResponse:
    """Without a database: when to come back, to people and to programs in their own way."""
    headers = {"Retry-After": "30"}
    if request.path.startswith("/api/"):
        problem = problems.body(503, "unavailable", problems.TITLES[503])
        content_type = problems.JSON_PROBLEM
        return JsonResponse(problem, status=503, headers=headers, content_type=content_type)
    return HttpResponse(render_to_string("503.html"), status=503, headers=headers)
