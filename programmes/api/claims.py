"""The API of claims and their lines: kept and submitted by their promoter, read by VDAB too."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w import periods
from m2w.accounts.acting import require_role
from m2w.endpoints import IF_MATCH, ActEndpoint, DetailEndpoint, Endpoint, ListEndpoint
from m2w.parts_endpoint import PartsEndpoint
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


class Lines(LineEndpoint, PartsEndpoint):
    """The lines of one claim."""

    whole = Claim
    whole_related = ("project",)

    @extend_schema(
        operation_id="claims_lines_list",
        responses={200: LineSerializer(many=True), **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """The lines of a claim, in the order of their numbers."""
        return self.listed(self.rows().filter(claim=self.of()).order_by("number"))

    @extend_schema(
        operation_id="claims_lines_create",
        request=LineFields,
        responses={201: LineSerializer, **declared(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: Any) -> Response:
        """Add a cost to a claim in draft. An invoice that stands in a claim of one's own is taken
        with a `repeated_reason` only."""
        claim = self.of()
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
