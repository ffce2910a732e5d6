"""The API of costs beside the claims themselves: the years of a project, what is to be declared,
what is to be controlled, and where an invoice stands once more."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w import periods
from m2w.audit.reading import LISTED
from m2w.endpoints import NO_VALUE, Endpoint, ListEndpoint, refuse
from m2w.pages import visible_rows
from m2w.problems import declared
from programmes import claim_years
from programmes.api.claims import LineEndpoint
from programmes.api.computed import ComputedList
from programmes.models import Claim, Project
from programmes.money_filters import ToControlFilter
from programmes.serializers.claims import (
    ClaimToControl,
    ClaimYearSerializer,
    LineSerializer,
    YearToClaim,
)


class ClaimYear(Endpoint):
    """What a project planned, declared and saw accepted in a year of its term, per category."""

    model = Claim
    serializer = ClaimYearSerializer

    @extend_schema(
        operation_id="projects_claim_year",
        responses={200: ClaimYearSerializer, **declared(401, 403, 404)},
    )
    def get(self, request: Request, pk: Any, year: int) -> Response:
        related = visible_rows(Project, request).select_related("lot__call", "extension")
        project: Project = get_object_or_404(related, pk=pk)
        if year not in claim_years.years_of(project):
            raise Http404
        told = {
            "project": project,
            "year": year,
            "due_on": claim_years.due_on(project, year),
            "granted": claim_years.granted_for(project, year, periods.today()),
            "categories": claim_years.lines_of(project, year, self.user),
        }
        return Response(self.serializer(told).data)


@extend_schema_view(
    get=extend_schema(
        operation_id="claims_due",
        parameters=[
            OpenApiParameter(
                "due", OpenApiTypes.STR, enum=claim_years.URGENCY, description="Which of them."
            )
        ],
        responses={200: YearToClaim(many=True), **declared(400, 401, 403)},
    )
)
class Due(ComputedList):
    """The years that are over and of which nothing was declared; what is due first comes first."""

    model = Claim
    serializer = YearToClaim
    asks = frozenset({"due"})

    def found(self) -> Sequence[Any]:
        asked = self.request.query_params.get("due", "")
        refuse(["due"] if asked not in {"", *claim_years.URGENCY} else [], NO_VALUE)
        on = periods.today()
        return [
            {
                "project": one.project,
                "year": one.year,
                "due_on": one.due_on,
                "is_late": one.is_late(on),
            }
            for one in claim_years.years_owed_by(self.user, asked)
        ]


@extend_schema_view(
    get=extend_schema(
        operation_id="claims_to_control",
        responses={200: ClaimToControl(many=True), **declared(400, 401, 403)},
    )
)
class ToControl(ListEndpoint):
    """What promoters submitted and VDAB did not finish controlling, the oldest first."""

    model = Claim
    serializer = ClaimToControl
    related = ("project", "sample")
    filterset = ToControlFilter

    def rows(self) -> QuerySet[Any]:
        rows: Any = super().rows()
        waiting = rows.to_control(self.user.organisations).with_progress()
        return waiting.order_by("declared_on", "code")


class SameInvoice(LineEndpoint):
    @extend_schema(
        operation_id="claims_lines_same_invoice",
        responses={200: LineSerializer(many=True), **declared(401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """The other lines with the same number of the same supplier that the caller sees."""
        same: Any = self.rows()
        lines = same.same_invoice(self.object()).order_by("claim__year", "claim__code", "number")
        self.note(lines, LISTED)
        return Response([self.shown(line) for line in lines])
