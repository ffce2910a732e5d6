"""The API of saved tables: what one's organisation keeps under a name."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.endpoints import DetailEndpoint, Endpoint, ListEndpoint
from m2w.problems import declared
from reporting import saved_tables
from reporting.filters import SavedTableFilter
from reporting.models import SavedTable
from reporting.serializers.saved_tables import NameBody, NewSavedTable, SavedTableSerializer


class SavedTableEndpoint(Endpoint):
    model = SavedTable
    serializer = SavedTableSerializer
    related = ("saved_by",)


@extend_schema_view(
    get=extend_schema(
        operation_id="saved_tables_list",
        responses={200: SavedTableSerializer(many=True), **declared(400, 401, 403)},
    )
)
class SavedTables(SavedTableEndpoint, ListEndpoint):
    """The tables that one's organisation saved, by name."""

    filterset = SavedTableFilter

    @extend_schema(
        operation_id="saved_tables_create",
        request=NewSavedTable,
        responses={201: SavedTableSerializer, **declared(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """Keep a table under a name, for everyone in one's organisation."""
        kept = saved_tables.save_table(by=self.user, **self.sent(NewSavedTable))
        return self.answer(kept, 201)


class OneSavedTable(SavedTableEndpoint, DetailEndpoint):
    @extend_schema(
        operation_id="saved_tables_retrieve",
        responses={200: SavedTableSerializer, **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        return super().get(request, pk)

    @extend_schema(
        operation_id="saved_tables_rename",
        request=NameBody,
        responses={200: SavedTableSerializer, **declared(400, 401, 403, 404, 409)},
    )
    def patch(self, request: Request, pk: Any) -> Response:
        """Give a table of one's own another name."""
        saved_tables.rename_table(self.editable(), by=self.user, **self.sent(NameBody))
        return self.answer(self.object())

    @extend_schema(
        operation_id="saved_tables_destroy",
        request=None,
        responses={204: None, **declared(400, 401, 403, 404)},
    )
    def delete(self, request: Request, pk: Any) -> Response:
        """Remove a table of one's own. Answers that were composed with it keep theirs."""
        saved_tables.remove_table(self.editable(), by=self.user)
        return Response(status=204)
