"""The API of outcomes: noted and corrected by the promoter, looked up by VDAB."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w import periods
from m2w.accounts.acting import require_role
from m2w.corrections import Outdated
from m2w.endpoints import (
    IF_MATCH,
    ActEndpoint,
    DetailEndpoint,
    Endpoint,
    ListEndpoint,
    PreconditionFailed,
)
from m2w.problems import declared
from programmes import services
from programmes.filters import OutcomeFilter, VerifyFilter
from programmes.models import Outcome
from programmes.serializers.outcomes import (
    NewOutcome,
    OutcomeFields,
    OutcomeSerializer,
    RemoveOutcomeBody,
    VerifyBody,
)
from programmes.transitions import PROMOTER


class OutcomeEndpoint(Endpoint):
    model = Outcome
    serializer = OutcomeSerializer
    related = ("enrolment__mentee",)


@extend_schema_view(
    get=extend_schema(
        operation_id="outcomes_list",
        responses={200: OutcomeSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Outcomes(OutcomeEndpoint, ListEndpoint):
    """The outcomes that the caller sees, with the filters of the list."""

    filterset = OutcomeFilter

    @extend_schema(
        operation_id="outcomes_create",
        request=NewOutcome,
        responses={201: OutcomeSerializer, **declared(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """Note work, training or another result of an enrolment; several can be noted."""
        require_role(self.user, PROMOTER)
        return self.answer(services.record_outcome(**self.sent(NewOutcome), by=self.user), 201)


class OneOutcome(OutcomeEndpoint, DetailEndpoint):
    @extend_schema(
        operation_id="outcomes_retrieve",
        responses={200: OutcomeSerializer, **declared(401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        return super().get(request, pk)

    @extend_schema(
        operation_id="outcomes_correct",
        request=OutcomeFields(partial=True),
        parameters=[IF_MATCH],
        responses={200: OutcomeSerializer, **declared(400, 401, 403, 404, 409, 412)},
    )
    def patch(self, request: Request, pk: Any) -> Response:
        """Correct some values; with If-Match only of the version that was read."""
        outcome = self.object()
        require_role(self.user, PROMOTER)
        self.correct(services.correct_outcome, outcome, self.sent(OutcomeFields, partial=True))
        return self.answer(self.object())


class Remove(OutcomeEndpoint):
    @extend_schema(
        operation_id="outcomes_remove",
        request=RemoveOutcomeBody,
        responses={204: None, **declared(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: Any) -> Response:
        """Take away an outcome that never was one, for a reason from the list."""
        found = self.editable()
        services.remove_outcome(found, by=self.user, **self.sent(RemoveOutcomeBody))
        return Response(status=204)


@extend_schema_view(
    get=extend_schema(
        operation_id="outcomes_to_verify",
        responses={200: OutcomeSerializer(many=True), **declared(400, 401, 403)},
    )
)
class ToVerify(OutcomeEndpoint, ListEndpoint):
    """What VDAB is to look up, the oldest first; with `verified=yes` what it looked up."""

    filterset = VerifyFilter

    def rows(self) -> QuerySet[Any]:
        rows: Any = super().rows()
        if not self.request.query_params.get("verified"):
            rows = rows.to_verify(periods.today())
        return rows.not_of(self.user.organisations).order_by("started_on", "code")


class Verify(OutcomeEndpoint, ActEndpoint):
    @extend_schema(
        operation_id="outcomes_verify",
        request=VerifyBody,
        parameters=[IF_MATCH],
        responses={200: OutcomeSerializer, **declared(400, 401, 403, 404, 409, 412)},
    )
    def post(self, request: Request, pk: Any) -> Response:
        """Say what VDAB found; a later answer replaces it. With If-Match only of the version that
        was read."""
        return super().post(request, pk)

    def act(self, obj: Outcome) -> None:
        asked = self.sent(VerifyBody)
        try:
            services.verify_outcome(obj, by=self.user, version=obj.version, **asked)
        except Outdated as outdated:
            raise PreconditionFailed(str(outdated)) from outdated
