"""The API of what is done with mentors: pauses, and the sessions that they attended."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.endpoints import ActEndpoint, DetailEndpoint
from m2w.parts_endpoint import PartsEndpoint
from m2w.problems import declared
from matching import services
from matching.api.mentors import MentorEndpoint
from matching.models import Mentor, MentorTraining
from matching.serializers.mentors import (
    MentorSerializer,
    NewTraining,
    PauseMentorBody,
    TrainingSerializer,
)


class Pause(MentorEndpoint, ActEndpoint):
    @extend_schema(
        operation_id="mentors_pause",
        request=PauseMentorBody,
        responses={200: MentorSerializer, **declared(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: Any) -> Response:
        """Let a mentor take no new duo for a while; duos that run go on."""
        return super().post(request, pk)

    def act(self, obj: Mentor) -> None:
        services.pause_mentor(self.editable(), by=self.user, **self.sent(PauseMentorBody))


class Resume(MentorEndpoint, ActEndpoint):
    takes_body = False

    @extend_schema(
        operation_id="mentors_resume",
        request=None,
        responses={200: MentorSerializer, **declared(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: Any) -> Response:
        """End a pause yesterday, or call off one to come."""
        return super().post(request, pk)

    def act(self, obj: Mentor) -> None:
        services.resume_mentor(self.editable(), by=self.user)


class Trainings(PartsEndpoint):
    """The sessions of the mentorvorming that a mentor attended."""

    model = MentorTraining
    serializer = TrainingSerializer
    related = ("mentor",)
    whole = Mentor

    @extend_schema(
        operation_id="mentors_trainings_list",
        responses={200: TrainingSerializer(many=True), **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """The sessions that a mentor attended, the last one first."""
        return self.listed(self.rows().filter(mentor=self.of()))

    @extend_schema(
        operation_id="mentors_trainings_add",
        request=NewTraining,
        responses={201: TrainingSerializer, **declared(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: Any) -> Response:
        """Note a session that a mentor attended."""
        mentor = self.of_editable()
        made = services.add_training(mentor, by=self.user, **self.sent(NewTraining))
        return self.answer(made, 201)


class OneTraining(DetailEndpoint):
    model = MentorTraining
    serializer = TrainingSerializer
    related = ("mentor",)

    @extend_schema(
        operation_id="mentor_trainings_retrieve",
        responses={200: TrainingSerializer, **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """A session that a mentor attended."""
        return super().get(request, pk)

    @extend_schema(
        operation_id="mentor_trainings_destroy",
        request=None,
        responses={204: None, **declared(400, 401, 403, 404)},
    )
    def delete(self, request: Request, pk: Any) -> Response:
        """Take away a session that was noted by mistake."""
        services.remove_training(self.editable(), by=self.user)
        return Response(status=204)
