"""The API of the lists on which payments go to the ledger of the agency."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.audit.reading import takes_out
from m2w.endpoints import DetailEndpoint, Endpoint, ListEndpoint
from m2w.pages import visible_rows
from m2w.problems import declared
from programmes import services
from programmes.api.computed import ComputedList
from programmes.models import PaymentList
from programmes.money_filters import PaymentListFilter
from programmes.payment_file import HEAD, lines_of
from programmes.serializers.payment_lists import LedgerLine, PaymentListSerializer


class PaymentListEndpoint(Endpoint):
    model = PaymentList
    serializer = PaymentListSerializer
    related = ("made_by",)

    def rows(self) -> QuerySet[Any]:
        rows: Any = super().rows()
        return rows.with_totals().order_by("-number")


@extend_schema_view(
    get=extend_schema(
        operation_id="payment_lists_list",
        responses={200: PaymentListSerializer(many=True), **declared(400, 401, 403)},
    )
)
class PaymentLists(PaymentListEndpoint, ListEndpoint):
    """The lists, the last one first."""

    takes_body = False
    filterset = PaymentListFilter

    @extend_schema(
        operation_id="payment_lists_create",
        request=None,
        responses={201: PaymentListSerializer, **declared(401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """Put every payment that is on no list yet on the next one."""
        made = services.make_payment_list(by=self.user)
        return self.answer(self.rows().get(pk=made.pk), 201)


@extend_schema_view(
    get=extend_schema(
        operation_id="payment_lists_retrieve",
        responses={200: PaymentListSerializer, **declared(401, 403, 404)},
    )
)
class OnePaymentList(PaymentListEndpoint, DetailEndpoint):
    pass


@extend_schema_view(
    get=extend_schema(
        operation_id="payment_lists_lines",
        responses={200: LedgerLine(many=True), **declared(400, 401, 403, 404)},
    )
)
class Lines(ComputedList):
    """The lines of a list for the ledger; they never change."""

    model = PaymentList
    serializer = LedgerLine

    def found(self) -> Sequence[Any]:
        rows = visible_rows(PaymentList, self.request)
        made: PaymentList = get_object_or_404(rows, pk=self.kwargs["pk"])
        takes_out(self.request, "payment_list.exported", code=made.code)
        _head, *lines = lines_of(made)
        return [dict(zip(HEAD, line, strict=True)) for line in lines]
