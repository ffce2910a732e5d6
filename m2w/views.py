"""The pages that belong to no app: home, language, statements, and what machines ask for."""

import sys
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import resolve
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import defaults
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from m2w import errors, menu, notation, periods
from m2w.audit.reading import shows
from m2w.forms import button
from m2w.requests import where_next


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Signed out: what this is. Signed in: what waits for you, and what there is."""
    if not request.user.is_authenticated:
        return render(request, "welcome.html")
    if request.user.acting is None:
        return render(request, "home_without_role.html", {"heading": _("Nog geen rol")})
    work = menu.work_for(request.user)
    agenda = menu.agenda_for(request.user)
    shows(request, named_in(work, agenda))
    context = {
        "heading": _("Wat wacht op u") if work else _("Start"),
        "today": notation.day(periods.today()),
        "actions": menu.actions_for(request.user),
        "work": work,
        "agenda": agenda,
        "waiting": sum(line.count for group in work for line in group.lines),
        "there_is": list(menu.there_is(request.user)),
        "panels": list(menu.panels_for(request.user)),
    }
    return render(request, "home.html", context)


def named_in(work: list[menu.Group], agenda: list[menu.Appointment]) -> list[Any]:
    """The rows that stand on the page by name."""
    lines = [line.row for group in work for line in group.lines]
    return [row for row in [*lines, *(day.row for day in agenda)] if row is not None]


@button("language")
def language(request: HttpRequest) -> HttpResponse:
    """Keep the reader's language and go back to the page they were on."""
    chosen = request.POST.get("language")
    if chosen not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    response = redirect(where_next(request, "/"))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=timedelta(days=365),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "statements/privacy.html", {"heading": _("Privacyverklaring")})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    heading = _("Toegankelijkheidsverklaring")
    return render(request, "statements/accessibility.html", {"heading": heading})


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when requests can be served; 503 without a database or with migrations pending."""
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except (DatabaseError, InterfaceError):
        return HttpResponse("no database\n", status=503, content_type="text/plain")
    if pending:
        return HttpResponse("migrations pending\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    return redirect(static("m2w/favicon.svg"), permanent=True)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116)."""
    expires = timezone.now() + timedelta(days=180)
    lines = [
        f"Contact: mailto:{settings.M2W_SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages: nl, en",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def unknown_address(request: HttpRequest) -> HttpResponse:
    """No page has this address; when only its last slash is missing, that one does."""
    with_slash = f"{request.path_info}/"
    if request.method == "GET" and resolve(with_slash).func is not unknown_address:
        return redirect(with_slash)
    raise Http404


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return errors.answer(request, exception)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What a door refuses, before the API could answer in its own way."""
    if errors.for_programs(request):
        return errors.as_problem(errors.REFUSED)
    return defaults.permission_denied(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our fault, or a database that went away."""
    request.fault = None  # type: ignore[attr-defined]  # answered here
    return errors.answer(request, sys.exception())
