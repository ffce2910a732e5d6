"""The API of documents, through the gate of what they belong to."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.audit.reading import shows
from m2w.documents import owners, services
from m2w.documents.choices import CONTENT_TYPES
from m2w.documents.filters import DocumentFilter
from m2w.documents.models import Document
from m2w.documents.serializers import DocumentSerializer, NewDocument
from m2w.documents.views import download
from m2w.endpoints import DetailEndpoint, Endpoint, ListEndpoint
from m2w.parsing import StrictMultiPartParser
from m2w.problems import declared
from m2w.rendering import answer_in, files


class DocumentEndpoint(Endpoint):
    model = Document
    serializer = DocumentSerializer

    def note(self, rows: Sequence[Document], action: str) -> None:
        """A document tells of whom it belongs to."""
        ids: dict[str, list[UUID]] = {}
        for document in rows:
            ids.setdefault(document.owner_type, []).append(document.owner_id)
        for label, keys in ids.items():
            shows(self.request, owners.labelled(label).model.objects.filter(pk__in=keys), action)


@extend_schema_view(
    get=extend_schema(
        operation_id="documents_list",
        responses={200: DocumentSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Documents(DocumentEndpoint, ListEndpoint):
    """What is known of the documents that the caller sees."""

    filterset = DocumentFilter
    parser_classes = (StrictMultiPartParser,)

    @extend_schema(
        operation_id="documents_create",
        request={"multipart/form-data": NewDocument},
        responses={201: DocumentSerializer, **declared(400, 401, 403, 415)},
    )
    def post(self, request: Request) -> Response:
        """Add a document to an object that the caller may change."""
        sent = self.sent(NewDocument)
        made = services.add(sent["owner"], sent["file"], title=sent["title"], by=self.user)
        return self.answer(made, 201)


class OneDocument(DocumentEndpoint, DetailEndpoint):
    @extend_schema(
        operation_id="documents_retrieve",
        responses={200: DocumentSerializer, **declared(401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        return super().get(request, pk)

    @extend_schema(
        operation_id="documents_destroy",
        request=None,
        responses={204: None, **declared(401, 403, 404, 409)},
    )
    def delete(self, request: Request, pk: Any) -> Response:
        """Delete a document for good."""
        services.delete(self.object(), by=self.user)
        return Response(status=204)


class Content(DocumentEndpoint):
    renderer_classes = files(*CONTENT_TYPES.values())

    @extend_schema(
        operation_id="documents_content",
        responses={
            **{(200, kind): OpenApiTypes.BINARY for kind in CONTENT_TYPES.values()},
            **declared(401, 403, 404),
        },
    )
    def get(self, request: Request, pk: Any) -> HttpResponse:
        """The file itself, as what it is: `content_type` of the document tells."""
        [form] = files(self.object().content_type)
        answer_in(request, form)
        return download(request, pk)  # type: ignore[arg-type]  # it asks for the same things
