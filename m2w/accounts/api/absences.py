"""The API of absences: who is away, and who takes over their files meanwhile."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.accounts.filters import AbsenceFilter
from m2w.accounts.models import Absence
from m2w.accounts.serializers import AbsenceSerializer, NewAbsence
from m2w.accounts.services.absences import end_absence, note_absence
from m2w.endpoints import DetailEndpoint, Endpoint, ListEndpoint
from m2w.problems import declared


class AbsenceEndpoint(Endpoint):
    model = Absence
    serializer = AbsenceSerializer


@extend_schema_view(
    get=extend_schema(
        operation_id="absences_list",
        responses={200: AbsenceSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Absences(AbsenceEndpoint, ListEndpoint):
    """Who is away now or will be."""

    filterset = AbsenceFilter

    def rows(self) -> QuerySet[Any]:
        rows: Any = super().rows()
        ahead: QuerySet[Any] = rows.not_over()
        return ahead

    @extend_schema(
        operation_id="absences_create",
        request=NewAbsence,
        responses={201: AbsenceSerializer, **declared(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """Note on which days someone is away, both included, and who replaces them."""
        values = self.sent(NewAbsence)
        return self.answer(note_absence(**values, by=self.user), 201)


@extend_schema_view(
    get=extend_schema(
        operation_id="absences_retrieve",
        responses={200: AbsenceSerializer, **declared(400, 401, 403, 404)},
    )
)
class OneAbsence(AbsenceEndpoint, DetailEndpoint):
    """One absence, also when it is over."""


class EndAbsence(AbsenceEndpoint):
    takes_body = False

    @extend_schema(
        operation_id="absences_end",
        request=None,
        responses={204: None, **declared(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: Any) -> Response:
        """End an absence: from today on its files come along with nobody else's. One that had
        not begun leaves nothing behind."""
        end_absence(self.object(), by=self.user)
        return Response(status=204)
