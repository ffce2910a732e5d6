"""The API of saved tables: what one's organisation keeps under a name."""

from typing import Any

from django.core.exceptions import PermissionDenied
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.endpoints import DetailEndpoint, Endpoint, ListEndpoint
from m2w.filters import FilterSet, SearchFilter
from m2w.problems import declared
from reporting import saved_tables
from reporting.models import SavedTable
from reporting.serializers.saved_tables import NameBody, NewSavedTable, SavedTableSerializer
from reporting.table_choice import require_choices


class SavedTableFilter(FilterSet):
    q = SearchFilter(fields=["name"])


class SavedTableEndpoint(Endpoint):
    model = SavedTable
    serializer = SavedTableSerializer
    related = ("saved_by",)

    def own(self) -> SavedTable:
        """The table, for who saved it. Raises PermissionDenied for who may only open it."""
        table: SavedTable = self.object()
        if not SavedTable.objects.editable_by(self.user).filter(pk=table.pk).exists():
            raise PermissionDenied
        return table


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
        asked = self.sent(NewSavedTable)
        require_choices(asked["report"], asked["options"], by=self.user)
        return self.answer(saved_tables.save_table(by=self.user, **asked), 201)


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
        saved_tables.rename_table(self.own(), by=self.user, **self.sent(NameBody))
        return self.answer(self.object())

    @extend_schema(
        operation_id="saved_tables_destroy",
        request=None,
        responses={204: None, **declared(400, 401, 403, 404)},
    )
    def delete(self, request: Request, pk: Any) -> Response:
        """Remove a table of one's own. Answers that were composed with it keep theirs."""
        saved_tables.remove_table(self.own(), by=self.user)
        return Response(status=204)
