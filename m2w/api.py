"""Every address of the API, version 1, each with its door."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request

from m2w import problems
from m2w.documents import api as documents
from m2w.documents.models import Document
from m2w.doors import SIGNED_IN, endpoint, page, readers
from m2w.endpoints import NO_PARAMETER, refuse


@csrf_exempt  # nothing happens here, and who sends something is told the same
def unknown_address(request: HttpRequest, **kwargs: Any) -> JsonResponse:
    problem = problems.body(404, "not_found", problems.TITLES[404])
    return JsonResponse(problem, status=404, content_type=problems.JSON_PROBLEM)


class Description(SpectacularAPIView):
    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Raises ValidationError for a parameter: the form of the answer is asked by Accept."""
        super().initial(request, *args, **kwargs)
        refuse(request.query_params, NO_PARAMETER)


# A page for people, who sign in first.
docs = login_required(SpectacularSwaggerSplitView.as_view(url_name="api-schema"))

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
    endpoint("schema/", Description.as_view(), "schema", SIGNED_IN),
    page("docs/", docs, "api-docs", SIGNED_IN, asks={"script"}),
]
