"""The API of claims and their lines: kept and submitted by their promoter, read by VDAB too."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response

from m2w import periods
from m2w.accounts.acting import require_role
from m2w.audit.reading import LISTED
from m2w.endpoints import (
    IF_MATCH,
    NO_PARAMETER,
    ActEndpoint,
    DetailEndpoint,
    Endpoint,
    ListEndpoint,
    Pages,
    refuse,
)
from m2w.filters import PAGING
from m2w.pages import visible_rows
from m2w.problems import declared
from programmes import services
from programmes.controls import told_to
from programmes.models import Claim, ClaimLine
from programmes.money_filters import ClaimFilter
from programmes.serializers.claims import ClaimSerializer, LineFields, LineSerializer, NewClaim
from programmes.transitions import COORDINATOR


class ClaimEndpoint(Endpoint):
    model = Claim
    serializer = ClaimSerializer
    related = ("project",)

    def rows(self) -> QuerySet[Any]:
        rows: Any = super().rows()
        return rows.with_amounts(periods.today()).order_by("project__code", "year", "category")


@extend_schema_view(
    get=extend_schema(
        operation_id="claims_list",
        responses={200: ClaimSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Claims(ClaimEndpoint, ListEndpoint):
    """The claims that the caller sees, with the filters of the list; as of a day with the amounts
    that were accepted by it."""

    filterset = ClaimFilter

    def passing(self, filters: ClaimFilter) -> QuerySet[Any]:
        rows: Any = super().passing(filters)
        return rows.with_amounts(filters.day())

    @extend_schema(
        operation_id="claims_create",
        request=NewClaim,
        responses={201: ClaimSerializer, **declared(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """Begin a claim for a project, year and category; its lines are added one by one."""
        require_role(self.user, COORDINATOR)
        sent = self.sent(NewClaim)
        made = services.open_claim(sent.pop("project"), by=self.user, **sent)
        return self.answer(self.rows().get(pk=made.pk), 201)


class OneClaim(ClaimEndpoint, DetailEndpoint):
    @extend_schema(
        operation_id="claims_retrieve",
        responses={200: ClaimSerializer, **declared(401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        return super().get(request, pk)

    @extend_schema(
        operation_id="claims_destroy",
        request=None,
        responses={204: None, **declared(401, 403, 404, 409)},
    )
    def delete(self, request: Request, pk: Any) -> Response:
        """Remove a claim in draft, with its lines and documents."""
        services.remove_claim(self.object(), by=self.user)
        return Response(status=204)


class Submit(ClaimEndpoint, ActEndpoint):
    takes_body = False

    @extend_schema(
        operation_id="claims_submit",
        request=None,
        responses={200: ClaimSerializer, **declared(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: Any) -> Response:
        """Declare the costs: from then on nobody changes them."""
        return super().post(request, pk)

    def act(self, obj: Claim) -> None:
        services.submit_claim(obj, by=self.user)


class LineEndpoint(Endpoint):
    model = ClaimLine
    serializer = LineSerializer
    related = ("claim__project",)

    def shown(self, obj: ClaimLine) -> dict[str, Any]:
        return super().shown(told_to(obj, self.user))


class Lines(LineEndpoint):
    """The lines of one claim."""

    pagination_class = Pages

    def parameters(self) -> set[str] | None:
        return None if self.request.method in SAFE_METHODS else set()

    def claim(self) -> Claim:
        """Raises Http404, also for one of someone else."""
        rows = visible_rows(Claim, self.request).select_related("project")
        found: Claim = get_object_or_404(rows, pk=self.kwargs["pk"])
        return found

    @extend_schema(
        operation_id="claims_lines_list",
        responses={200: LineSerializer(many=True), **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """The lines of a claim, in the order of their numbers."""
        refuse(set(request.query_params) - PAGING, NO_PARAMETER)
        pages = self.pagination_class()
        lines = self.rows().filter(claim=self.claim()).order_by("number")
        rows: list[Any] = pages.paginate_queryset(lines, request, view=self) or []
        self.note(rows, LISTED)
        return pages.get_paginated_response([self.shown(row) for row in rows])

    @extend_schema(
        operation_id="claims_lines_create",
        request=LineFields,
        responses={201: LineSerializer, **declared(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: Any) -> Response:
        """Add a cost to a claim in draft. An invoice that stands in a claim of one's own is taken
        with a `repeated_reason` only."""
        claim = self.claim()
        require_role(self.user, COORDINATOR)
        return self.answer(services.add_line(claim, by=self.user, **self.sent(LineFields)), 201)


class OneLine(LineEndpoint, DetailEndpoint):
    @extend_schema(
        operation_id="claims_lines_retrieve",
        responses={200: LineSerializer, **declared(401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        return super().get(request, pk)

    @extend_schema(
        operation_id="claims_lines_change",
        request=LineFields(partial=True),
        parameters=[IF_MATCH],
        responses={200: LineSerializer, **declared(400, 401, 403, 404, 409, 412)},
    )
    def patch(self, request: Request, pk: Any) -> Response:
        """Change some values of a line in draft; with If-Match only of the version read."""
        line = self.object()
        require_role(self.user, COORDINATOR)
        self.correct(services.change_line, line, self.sent(LineFields, partial=True))
        return self.answer(self.object())

    @extend_schema(
        operation_id="claims_lines_destroy",
        request=None,
        responses={204: None, **declared(401, 403, 404, 409)},
    )
    def delete(self, request: Request, pk: Any) -> Response:
        """Take a line off a claim in draft, with its documents."""
        services.remove_line(self.object(), by=self.user)
        return Response(status=204)
