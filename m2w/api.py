"""Every address of the API, version 1."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from m2w import problems
from programmes.api import ScreeningCheckView
from reporting.api import ReportListView, ReportView


def api(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
    """An address that answers 401 by itself instead of leading to the sign-in page."""
    return path(route, login_not_required(view), name=f"api-{name}")


def unknown_address(request: HttpRequest, **kwargs: Any) -> JsonResponse:
    problem = problems.body(404, "not_found", problems.TITLES[404])
    return JsonResponse(problem, status=404, content_type=problems.JSON_PROBLEM)


urlpatterns = [
    api("screenings/check/", ScreeningCheckView.as_view(), "screenings-check"),
    api("reports/", ReportListView.as_view(), "reports"),
    api("reports/<slug:code>/", ReportView.as_view(), "report"),
    api("schema/", SpectacularAPIView.as_view(), "schema"),
    api("docs/", SpectacularSwaggerSplitView.as_view(url_name="api-schema"), "docs"),
    re_path(r"", login_not_required(unknown_address)),
]
