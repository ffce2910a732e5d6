"""The API of the files of mentees."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.accounts.acting import require_role
from m2w.bulk_endpoint import BulkEndpoint, BulkResults
from m2w.endpoints import IF_MATCH, DetailEndpoint, Endpoint, ListEndpoint
from m2w.problems import declared
from programmes.access import MENTEE_EDITORS
from programmes.filters import MenteeFilter
from programmes.models import Mentee
from programmes.registering import files_like
from programmes.serializers.mentees import (
    MenteeFields,
    MenteeItem,
    MenteeItems,
    MenteeSerializer,
    NewMentee,
    ResemblanceBody,
    ResemblanceSerializer,
)
from programmes.services import people
from programmes.services.upserts import MenteeUpsert


class MenteeEndpoint(Endpoint):
    model = Mentee
    serializer = MenteeSerializer


@extend_schema_view(
    get=extend_schema(
        operation_id="mentees_list",
        responses={200: MenteeSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Mentees(MenteeEndpoint, ListEndpoint):
    """The files that the caller sees, with the filters of the list."""

    filterset = MenteeFilter

    @extend_schema(
        operation_id="mentees_create",
        request=NewMentee,
        responses={201: MenteeSerializer, **declared(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """A new file at the caller's promoter. A coach makes one along with an enrolment."""
        kept = people.register(self.sent(NewMentee), by=self.user)
        return self.answer(kept, 201)


class OneMentee(MenteeEndpoint, DetailEndpoint):
    @extend_schema(
        operation_id="mentees_retrieve",
        responses={200: MenteeSerializer, **declared(401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        return super().get(request, pk)

    @extend_schema(
        operation_id="mentees_correct",
        request=MenteeFields(partial=True),
        parameters=[IF_MATCH],
        responses={200: MenteeSerializer, **declared(400, 401, 403, 404, 409, 412)},
    )
    def patch(self, request: Request, pk: Any) -> Response:
        """Correct some values; with If-Match only of the version that was read."""
        mentee = self.object()
        require_role(self.user, MENTEE_EDITORS)
        self.correct(people.correct, mentee, self.sent(MenteeFields, partial=True))
        return self.answer(self.object())


@extend_schema_view(
    post=extend_schema(
        operation_id="mentees_bulk",
        request=MenteeItems,
        responses={200: BulkResults, **declared(400, 401, 403, 409)},
    )
)
class ManyMentees(MenteeEndpoint, BulkEndpoint):
    """Up to 1,000 files at the caller's promoter, by the caller's own codes."""

    item = MenteeItem
    upsert = MenteeUpsert


class Resembling(MenteeEndpoint):
    only_reads = True

    @extend_schema(
        operation_id="mentees_similar",
        request=ResemblanceBody,
        responses={200: ResemblanceSerializer, **declared(400, 401, 403)},
    )
    def post(self, request: Request) -> Response:
        """Files of one's own promoter that may be of the same person: to be asked before someone
        new is registered. Stores nothing."""
        alike = files_like(request, self.sent(ResemblanceBody))
        return Response(ResemblanceSerializer(alike).data)
