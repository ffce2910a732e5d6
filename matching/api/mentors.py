"""The API of the files of mentors."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.accounts.acting import require_role
from m2w.bulk_endpoint import BulkEndpoint, BulkResults
from m2w.endpoints import IF_MATCH, DetailEndpoint, Endpoint, ListEndpoint
from m2w.problems import declared
from matching import services
from matching.access import MENTOR_EDITORS
from matching.filters import MentorFilter
from matching.models import Mentor
from matching.serializers.mentors import (
    MentorFields,
    MentorItem,
    MentorItems,
    MentorSerializer,
    NewMentor,
)
from matching.services.upserts import MentorUpsert


class MentorEndpoint(Endpoint):
    model = Mentor
    serializer = MentorSerializer


@extend_schema_view(
    get=extend_schema(
        operation_id="mentors_list",
        responses={200: MentorSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Mentors(MentorEndpoint, ListEndpoint):
    """The mentors that the caller sees, with the filters of the list."""

    filterset = MentorFilter

    @extend_schema(
        operation_id="mentors_create",
        request=NewMentor,
        responses={201: MentorSerializer, **declared(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """A new mentor of the caller's promoter. Whether they resemble another is not asked: the
        caller tells its own rows apart by their code.
        """
        require_role(self.user, MENTOR_EDITORS)
        values = self.sent(NewMentor)
        kept = services.register_mentor(values, by=self.user, someone_else=True)
        return self.answer(kept, 201)


class OneMentor(MentorEndpoint, DetailEndpoint):
    @extend_schema(
        operation_id="mentors_retrieve",
        responses={200: MentorSerializer, **declared(401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        return super().get(request, pk)

    @extend_schema(
        operation_id="mentors_correct",
        request=MentorFields(partial=True),
        parameters=[IF_MATCH],
        responses={200: MentorSerializer, **declared(400, 401, 403, 404, 409, 412)},
    )
    def patch(self, request: Request, pk: Any) -> Response:
        """Correct some values; with If-Match only of the version that was read."""
        mentor = self.object()
        require_role(self.user, MENTOR_EDITORS)
        self.correct(services.correct_mentor, mentor, self.sent(MentorFields, partial=True))
        return self.answer(self.object())


@extend_schema_view(
    post=extend_schema(
        operation_id="mentors_bulk",
        request=MentorItems,
        responses={200: BulkResults, **declared(400, 401, 403, 409)},
    )
)
class ManyMentors(MentorEndpoint, BulkEndpoint):
    """Up to 1,000 mentors of the caller's promoter, by the caller's own codes."""

    item = MentorItem
    upsert = MentorUpsert
