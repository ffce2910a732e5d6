"""The API of settlements: entered by one manager, confirmed by another, and corrected so."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.accounts.acting import require_role
from m2w.endpoints import ActEndpoint, DetailEndpoint, Endpoint, ListEndpoint
from m2w.pages import visible_rows
from m2w.problems import declared
from m2w.rendering import files
from m2w.serializers import Serializer
from programmes import services
from programmes.access import MANAGER
from programmes.api.computed import ComputedList
from programmes.models import Settlement, SettlementCorrection
from programmes.money_filters import SettlementFilter
from programmes.serializers.settlements import CorrectBody, NewSettlement, SettlementSerializer
from programmes.serializers.statements import StatementSerializer, YearToSettleSerializer
from programmes.settlement_letter import DOCX
from programmes.settlements_due import YearToSettle, years_to_settle
from programmes.statements import statement_of
from programmes.views.settlements import settlement_letter

ANSWERS: dict[Any, Any] = {200: SettlementSerializer, **declared(400, 401, 403, 404, 409)}


class SettlementEndpoint(Endpoint):
    model = Settlement
    serializer: ClassVar[type[Serializer]] = SettlementSerializer
    related = ("project",)
    fetched = ("corrections",)


@extend_schema_view(
    get=extend_schema(
        operation_id="settlements_list",
        responses={200: SettlementSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Settlements(SettlementEndpoint, ListEndpoint):
    """The settlements that the caller sees, with the filters of the list."""

    filterset = SettlementFilter

    @extend_schema(
        operation_id="settlements_create",
        request=NewSettlement,
        responses={201: SettlementSerializer, **declared(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """Settle a year that is controlled; it counts once a colleague confirms it."""
        require_role(self.user, MANAGER)
        values = self.sent(NewSettlement)
        entered = services.enter_settlement(values.pop("project"), by=self.user, **values)
        return self.answer(entered, 201)


@extend_schema_view(
    get=extend_schema(
        operation_id="settlements_retrieve",
        responses={200: SettlementSerializer, **declared(401, 403, 404)},
    )
)
class OneSettlement(SettlementEndpoint, DetailEndpoint):
    pass


@extend_schema_view(
    post=extend_schema(operation_id="settlements_confirm", request=None, responses=ANSWERS)
)
class Confirm(SettlementEndpoint, ActEndpoint):
    """Confirm what a colleague entered."""

    takes_body = False

    def act(self, obj: Settlement) -> None:
        services.confirm_settlement(obj, by=self.user)


@extend_schema_view(
    post=extend_schema(operation_id="settlements_correct", request=CorrectBody, responses=ANSWERS)
)
class Correct(SettlementEndpoint, ActEndpoint):
    """Enter a correction of one that stands; it counts once a colleague confirms it."""

    def act(self, obj: Settlement) -> None:
        services.enter_correction(obj, by=self.user, **self.sent(CorrectBody))


@extend_schema_view(
    post=extend_schema(
        operation_id="settlements_corrections_confirm", request=None, responses=ANSWERS
    )
)
class ConfirmCorrection(SettlementEndpoint):
    """Confirm a correction that a colleague entered; answers the settlement."""

    takes_body = False

    def post(self, request: Request, pk: Any) -> Response:
        rows = visible_rows(SettlementCorrection, request).select_related("settlement__project")
        correction = self.as_read(get_object_or_404(rows, pk=pk))
        services.confirm_correction(correction, by=self.user)
        return self.answer(self.rows().get(pk=correction.settlement_id))


@extend_schema_view(
    get=extend_schema(
        operation_id="settlements_due",
        responses={200: YearToSettleSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Due(ComputedList):
    """The years that can be settled now, the earliest first."""

    model = Settlement
    serializer = YearToSettleSerializer

    def found(self) -> Sequence[YearToSettle]:
        return years_to_settle(self.user)


class StatementOfSettlement(SettlementEndpoint):
    serializer = StatementSerializer

    @extend_schema(
        operation_id="settlements_statement",
        responses={200: StatementSerializer, **declared(401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """What was declared, accepted and refused of the year, and what is left to pay of all
        years; what waits for a second person is left out."""
        return Response(self.serializer(statement_of(self.object())).data)


class Letter(SettlementEndpoint):
    renderer_classes = files(DOCX)

    @extend_schema(
        operation_id="settlements_letter",
        responses={(200, DOCX): OpenApiTypes.BINARY, **declared(401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> HttpResponse:
        """The letter to the promoter, once the settlement is confirmed."""
        return settlement_letter(request, pk)
