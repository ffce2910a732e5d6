"""The API of enrolments: the steps are those of the table of transitions."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.accounts.acting import acts_as
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
from programmes.services.outcomes import ALONG
from programmes.transitions import PROMOTER, TRANSITIONS

VDABS = frozenset({"counsellor", "copied_on"})
PROMOTERS = frozenset({"closing_interview_on", "closing_note"})


class EnrolmentEndpoint(Endpoint):
    model = Enrolment
    serializer = EnrolmentSerializer
    related: ClassVar[Sequence[str]] = ("mentee", "project", "counsellor__user")
    fetched = (Prefetch("changes", StatusChange.objects.select_related("by")),)

    def shown(self, obj: Enrolment) -> dict[str, Any]:
        """Each side keeps something to itself, as on the pages."""
        kept = VDABS if acts_as(self.user, PROMOTER) else PROMOTERS
        return {name: value for name, value in super().shown(obj).items() if name not in kept}


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


@contextmanager
def told_along() -> Iterator[None]:
    """What is wrong with an outcome that was sent along stands under `outcome`."""
    try:
        yield
    except ValidationError as error:
        faults = error.message_dict
        names = [name for name in faults if name.startswith(ALONG)]
        along = {name.removeprefix(ALONG): faults.pop(name) for name in names}
        raise exceptions.ValidationError(faults | ({"outcome": along} if along else {})) from error


STEPS = {
    "submit": "Put a draft to VDAB: its mentee is screened as of today, and VDAB decides.",
    "answer": "Answer a question of VDAB; its clock goes on.",
    "withdraw": "Withdraw an enrolment that has not started, for a reason in words.",
    "end": "End an enrolment that has started, for a reason from the list; its last duo has ended.",
    "accept_referral": "Take on a client whom VDAB referred.",
    "decline_referral": "Give a referred client back to VDAB, for a reason from the list.",
    "approve": "Approve an enrolment; who is not eligible needs a reason to derogate.",
    "request_info": "Ask the promoter for more information; the clock stands still meanwhile.",
    "reject": "Refuse an enrolment, for a reason from the list, with at most one next step.",
}


class Step(EnrolmentEndpoint, ActEndpoint):
    """`step` is one of those of the table."""

    step = ""

    def act(self, obj: Enrolment) -> None:
        if not TRANSITIONS[self.step].permits(obj, self.user):
            raise PermissionDenied
        asked = self.sent(STEP_BODIES[self.step])
        with told_along():
            STEP_FORMS[self.step].service(obj, by=self.user, **asked)


def step_view(step: str) -> Any:
    """The view of one step, described by its own body."""
    described = extend_schema(
        operation_id=f"enrolments_{step}",
        request=STEP_BODIES[step],
        responses={200: EnrolmentSerializer, **declared(400, 401, 403, 404, 409)},
    )
    view: Any = type(f"Step_{step}", (Step,), {"__doc__": STEPS[step]})
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
