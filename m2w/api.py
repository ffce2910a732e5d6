"""Every address of the API, version 1, each with its door."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from m2w import problems
from m2w.doors import PUBLIC, SIGNED_IN, endpoint, page, roles
from programmes.api import ScreeningCheckView
from reporting.access import REPORT_READERS
from reporting.api import ReportListView, ReportView


def unknown_address(request: HttpRequest, **kwargs: Any) -> JsonResponse:
    problem = problems.body(404, "not_found", problems.TITLES[404])
    return JsonResponse(problem, status=404, content_type=problems.JSON_PROBLEM)


REPORTS = roles(REPORT_READERS)
docs = SpectacularSwaggerSplitView.as_view(url_name="api-schema")

urlpatterns = [
    endpoint("screenings/check/", ScreeningCheckView.as_view(), "screenings-check", SIGNED_IN),
    endpoint("reports/", ReportListView.as_view(), "reports", REPORTS),
    endpoint("reports/<slug:code>/", ReportView.as_view(), "report", REPORTS),
    endpoint("schema/", SpectacularAPIView.as_view(), "schema", SIGNED_IN),
    endpoint("docs/", docs, "docs", SIGNED_IN),
    page("", unknown_address, "api-unknown_address", PUBLIC, pattern=True),
]
