"""The API of reminders that rest."""

from typing import Any

from django.core.exceptions import PermissionDenied
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w import periods
from m2w.endpoints import DetailEndpoint, Endpoint, ListEndpoint
from m2w.problems import declared
from m2w.workflow import in_reach
from matching import services
from matching.access import REMINDER_PAUSES
from matching.api.asking import require_keeper
from matching.filters import ReminderPauseFilter
from matching.models import ReminderPause
from matching.serializers.reminders import NewPause, ReminderPauseSerializer


class PauseEndpoint(Endpoint):
    model = ReminderPause
    serializer = ReminderPauseSerializer
    related = ("match__enrolment", "match__mentor", "mentor", "mentee", "paused_by")


@extend_schema_view(
    get=extend_schema(
        operation_id="reminder_pauses_list",
        responses={200: ReminderPauseSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Pauses(PauseEndpoint, ListEndpoint):
    """Of what nobody is reminded today."""

    filterset = ReminderPauseFilter

    def rows(self) -> Any:
        rows: Any = super().rows()
        return rows.in_force(periods.today()).order_by("created_at", "code")

    @extend_schema(
        operation_id="reminder_pauses_create",
        request=NewPause,
        responses={201: ReminderPauseSerializer, **declared(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """Let the reminders of a duo, a mentor or a mentee rest; what is late stays so."""
        require_keeper(self.user, REMINDER_PAUSES)
        values = self.sent(NewPause)
        about = values.pop("about")
        if not in_reach(about, self.user):
            raise PermissionDenied
        return self.answer(services.pause_reminders(about, by=self.user, **values), 201)


class OnePause(PauseEndpoint, DetailEndpoint):
    @extend_schema(
        operation_id="reminder_pauses_retrieve",
        responses={200: ReminderPauseSerializer, **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        return super().get(request, pk)

    @extend_schema(
        operation_id="reminder_pauses_destroy",
        request=None,
        responses={204: None, **declared(400, 401, 403, 404, 409)},
    )
    def delete(self, request: Request, pk: Any) -> Response:
        """Let the reminders go on."""
        services.resume_reminders(self.editable(), by=self.user)
        return Response(status=204)
