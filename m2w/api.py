"""Every address of the API, version 1, each with its door."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from m2w import problems
from m2w.documents import api as documents
from m2w.documents.models import Document
from m2w.doors import PUBLIC, SIGNED_IN, endpoint, page, readers


@csrf_exempt  # nothing happens here, and who sends something is told the same
def unknown_address(request: HttpRequest, **kwargs: Any) -> JsonResponse:
    problem = problems.body(404, "not_found", problems.TITLES[404])
    return JsonResponse(problem, status=404, content_type=problems.JSON_PROBLEM)


docs = SpectacularSwaggerSplitView.as_view(url_name="api-schema")

urlpatterns = [
    path("", include("m2w.accounts.api.urls")),
    path("", include("m2w.outbox.api")),
    path("", include("m2w.audit.api")),
    path("", include("m2w.imports.api")),
    path("", include("m2w.privacy.api")),
    endpoint("documents/", documents.Documents.as_view(), "documents", readers(Document)),
    endpoint(
        "documents/<uuid:pk>/", documents.OneDocument.as_view(), "document", readers(Document)
    ),
    endpoint(
        "documents/<uuid:pk>/content/",
        documents.Content.as_view(),
        "document-content",
        readers(Document),
    ),
    path("", include("programmes.api.urls")),
    path("", include("matching.api.urls")),
    path("", include("reporting.api.urls")),
    endpoint("schema/", SpectacularAPIView.as_view(), "schema", SIGNED_IN),
    endpoint("docs/", docs, "docs", SIGNED_IN),
    page("", unknown_address, "api-unknown_address", PUBLIC, pattern=True),
]
