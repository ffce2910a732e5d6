"""What every answer carries, whoever made it: its language, and what a browser may do with it."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import (
    get_supported_language_variant,
    parse_accept_lang_header,
)

from m2w import errors

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
    asked = request.headers.get("Accept-Language", "") if errors.for_programs(request) else ""
    return preferred(asked) or settings.LANGUAGE_CODE


def preferred(asked: str) -> str:
    """The language of ours that an Accept-Language gives the most weight (RFC 9110); empty for
    none."""
    for language, weight in parse_accept_lang_header(asked):
        if weight and language != "*":
            try:
                return get_supported_language_variant(language)
            except LookupError:
                continue
    return ""


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
    """Our own words for whatever goes wrong further in, on a development site too."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            errors.require_readable(request)
        except tuple(errors.UNREADABLE) as error:
            return errors.answer(request, error)
        response = self.get_response(request)
        fault = getattr(request, "fault", None)
        return errors.answer(request, fault) if fault else response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """What a view let through; a fault of ours goes on, so that tests and tools see it."""
        if isinstance(error, Http404):
            return render(request, "404.html", status=404)
        if isinstance(error, PermissionDenied) or errors.judged(error) is errors.OURS:
            return None
        return errors.answer(request, error)
