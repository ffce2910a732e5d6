"""The API of enrolments: the steps are those of the table of transitions."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.endpoints import ActEndpoint, DetailEndpoint, Endpoint, ListEndpoint
from m2w.problems import declared
from programmes import services
from programmes.filters import EnrolmentFilter
from programmes.forms.steps import STEP_FORMS
from programmes.models import Enrolment, StatusChange
from programmes.serializers.enrolments import (
    STEP_BODIES,
    CoachBody,
    EnrolmentSerializer,
    NewEnrolment,
)
from programmes.transitions import TRANSITIONS


class EnrolmentEndpoint(Endpoint):
    model = Enrolment
    serializer = EnrolmentSerializer
    related = ("mentee", "project")
    fetched = (Prefetch("changes", StatusChange.objects.select_related("by")),)


@extend_schema_view(
    get=extend_schema(
        operation_id="enrolments_list",
        responses={200: EnrolmentSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Enrolments(EnrolmentEndpoint, ListEndpoint):
    """The enrolments that the caller sees, with the filters of the caseload."""

    filterset = EnrolmentFilter

    @extend_schema(
        operation_id="enrolments_create",
        request=NewEnrolment,
        responses={201: EnrolmentSerializer, **declared(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """A draft for a mentee: the id of a file, or the fields of someone new."""
        asked = self.sent(NewEnrolment)
        return self.answer(services.create_draft(**asked, by=self.user), 201)


class Refer(EnrolmentEndpoint):
    @extend_schema(
        operation_id="enrolments_refer",
        request=NewEnrolment,
        responses={201: EnrolmentSerializer, **declared(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """Put a client forward for a project in the caller's provinces."""
        asked = self.sent(NewEnrolment)
        return self.answer(services.refer(**asked, by=self.user), 201)


class OneEnrolment(EnrolmentEndpoint, DetailEndpoint):
    @extend_schema(
        operation_id="enrolments_retrieve",
        responses={200: EnrolmentSerializer, **declared(401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        return super().get(request, pk)

    @extend_schema(
        operation_id="enrolments_destroy",
        request=None,
        responses={204: None, **declared(401, 403, 404, 409)},
    )
    def delete(self, request: Request, pk: Any) -> Response:
        """Delete a draft to which nothing happened yet; the file of the mentee stays."""
        services.delete_draft(self.object(), by=self.user)
        return Response(status=204)


class Step(EnrolmentEndpoint, ActEndpoint):
    """Take the step that the address names."""

    step = ""

    def act(self, obj: Enrolment) -> None:
        if not TRANSITIONS[self.step].permits(obj, self.user):
            raise PermissionDenied
        asked = self.sent(STEP_BODIES[self.step])
        STEP_FORMS[self.step].service(obj, by=self.user, **asked)


def step_view(step: str) -> Any:
    """The view of one step, described by its own body."""
    described = extend_schema(
        operation_id=f"enrolments_{step}",
        request=STEP_BODIES[step],
        responses={200: EnrolmentSerializer, **declared(400, 401, 403, 404, 409)},
    )
    view: Any = type(f"Step_{step}", (Step,), {"__doc__": str(TRANSITIONS[step].label)})
    return extend_schema_view(post=described)(view).as_view(step=step)


class AssignCoach(EnrolmentEndpoint, ActEndpoint):
    @extend_schema(
        operation_id="enrolments_assign_coach",
        request=CoachBody,
        responses={200: EnrolmentSerializer, **declared(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: Any) -> Response:
        """Give an enrolment its mentor-coach."""
        return super().post(request, pk)

    def act(self, obj: Enrolment) -> None:
        services.assign_coach(obj, **self.sent(CoachBody), by=self.user)
