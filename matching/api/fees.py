"""The API of the fees of volunteers, and of putting them on the claim of their year."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w import periods
from m2w.accounts.models import User
from m2w.audit.reading import LISTED, shows
from m2w.data_package.kinds import LAST_YEAR
from m2w.endpoints import (
    IF_MATCH,
    NO_PARAMETER,
    NO_VALUE,
    ActEndpoint,
    DetailEndpoint,
    Endpoint,
    ListEndpoint,
    Pages,
    refuse,
)
from m2w.filters import PAGING
from m2w.problems import declared
from matching import fee_years, services
from matching.access import FEES
from matching.api.asking import require_keeper
from matching.fees import known_maxima
from matching.filters import FeeFilter
from matching.filters import fee_years as known_years
from matching.models import Mentor, VolunteerFee
from matching.serializers.fees import (
    ClaimFeesBody,
    FeeFields,
    FeeSerializer,
    MentorYearSerializer,
    NewFees,
)
from programmes.api.claims import ClaimEndpoint
from programmes.serializers.claims import ClaimSerializer

YEAR = OpenApiParameter(
    "year",
    {"type": "integer", "minimum": min(known_maxima()), "maximum": LAST_YEAR},
    description="This year unless said.",
)


class FeeEndpoint(Endpoint):
    model = VolunteerFee
    serializer = FeeSerializer
    related = ("mentor", "project", "claim_line")


@extend_schema_view(
    get=extend_schema(
        operation_id="volunteer_fees_list",
        responses={200: FeeSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Fees(FeeEndpoint, ListEndpoint):
    """The fees that the caller sees, the last day first, with the filters of the list."""

    filterset = FeeFilter

    @extend_schema(
        operation_id="volunteer_fees_create",
        request=NewFees,
        responses={201: FeeSerializer(many=True), **declared(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """Note what a mentor gets for each of some days: all of them, or none."""
        require_keeper(self.user, FEES)
        values = self.sent(NewFees)
        made = services.add_fees(values.pop("mentor"), by=self.user, **values)
        self.note(made, LISTED)
        return Response([self.shown(fee) for fee in made], 201)


class OneFee(FeeEndpoint, DetailEndpoint):
    @extend_schema(
        operation_id="volunteer_fees_retrieve",
        responses={200: FeeSerializer, **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        return super().get(request, pk)

    @extend_schema(
        operation_id="volunteer_fees_change",
        request=FeeFields(partial=True),
        parameters=[IF_MATCH],
        responses={200: FeeSerializer, **declared(400, 401, 403, 404, 409, 412)},
    )
    def patch(self, request: Request, pk: Any) -> Response:
        """Put the amount right as long as it is not claimed; with If-Match only of the version
        that was read."""
        fee = self.editable()
        values = {"amount": fee.amount} | self.sent(FeeFields, partial=True)
        self.correct(changed, fee, values)
        return self.answer(self.object())

    @extend_schema(
        operation_id="volunteer_fees_destroy",
        request=None,
        responses={204: None, **declared(400, 401, 403, 404, 409)},
    )
    def delete(self, request: Request, pk: Any) -> Response:
        """Take away a fee that was noted by mistake."""
        services.remove_fee(self.editable(), by=self.user)
        return Response(status=204)


def changed(fee: VolunteerFee, values: dict[str, Any], *, by: User, version: int) -> None:
    services.change_fee(fee, by=by, version=version, **values)


class Unclaim(FeeEndpoint, ActEndpoint):
    takes_body = False

    @extend_schema(
        operation_id="volunteer_fees_unclaim",
        request=None,
        responses={200: FeeSerializer, **declared(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: Any) -> Response:
        """Take a fee off its claim as long as that is a draft; the fee itself stays."""
        return super().post(request, pk)

    def act(self, obj: VolunteerFee) -> None:
        services.unclaim_fee(self.editable(), by=self.user)


class ClaimFees(ClaimEndpoint):
    @extend_schema(
        operation_id="volunteer_fees_claim",
        request=ClaimFeesBody,
        responses={200: ClaimSerializer, **declared(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """Put each fee of a project and year that is on no claim yet on the claim of volunteers
        of that year, which is begun when there is none. Answers that claim."""
        require_keeper(self.user, FEES)
        values = self.sent(ClaimFeesBody)
        claim = services.claim_fees(values.pop("project"), by=self.user, **values)
        return self.answer(self.rows().get(pk=claim.pk))


class PerMentor(FeeEndpoint):
    pagination_class = Pages

    def parameters(self) -> None:
        return None

    @extend_schema(
        operation_id="volunteer_fees_per_mentor",
        parameters=[YEAR],
        responses={200: MentorYearSerializer(many=True), **declared(400, 401, 403)},
    )
    def get(self, request: Request) -> Response:
        """What each mentor got in a year beside what the law allows, by name."""
        refuse(set(request.query_params) - PAGING - {"year"}, NO_PARAMETER)
        year = request.query_params.get("year", str(periods.today().year))
        refuse([] if year in dict(known_years()) else ["year"], NO_VALUE)
        fees = self.rows().filter(day__year=year).order_by().values("mentor")
        mentors = Mentor.objects.visible_to(self.user).filter(pk__in=fees)
        pages = self.pagination_class()
        rows: Any = pages.paginate_queryset(
            mentors.order_by("last_name", "first_name", "code"), request, view=self
        )
        shows(request, rows)
        found = fee_years.years_of(rows, int(year))
        return pages.get_paginated_response(MentorYearSerializer(found, many=True).data)
