"""The API of grants: entered by one manager, confirmed by another."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.accounts.acting import require_role
from m2w.endpoints import ActEndpoint, DetailEndpoint, Endpoint, ListEndpoint
from m2w.problems import declared
from programmes import services
from programmes.access import MANAGER
from programmes.models import Grant, Project
from programmes.money_filters import GrantFilter
from programmes.room_to_grant import room_of
from programmes.serializers.grants import GrantSerializer, NewGrant, RoomToGrantSerializer


class GrantEndpoint(Endpoint):
    model = Grant
    serializer = GrantSerializer
    related = ("project",)


@extend_schema_view(
    get=extend_schema(
        operation_id="grants_list",
        responses={200: GrantSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Grants(GrantEndpoint, ListEndpoint):
    """The grants that the caller sees, with the filters of the list."""

    filterset = GrantFilter

    @extend_schema(
        operation_id="grants_create",
        request=NewGrant,
        responses={201: GrantSerializer, **declared(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """Enter a decision on the maximum of a project; it counts once another confirms it."""
        require_role(self.user, MANAGER)
        values = self.sent(NewGrant)
        grant = services.enter_grant(values.pop("project"), by=self.user, **values)
        return self.answer(grant, 201)


@extend_schema_view(
    get=extend_schema(
        operation_id="grants_retrieve",
        responses={200: GrantSerializer, **declared(401, 403, 404)},
    )
)
class OneGrant(GrantEndpoint, DetailEndpoint):
    pass


@extend_schema_view(
    post=extend_schema(
        operation_id="grants_confirm",
        request=None,
        responses={200: GrantSerializer, **declared(400, 401, 403, 404, 409)},
    )
)
class Confirm(GrantEndpoint, ActEndpoint):
    """Confirm what a colleague entered."""

    takes_body = False

    def act(self, obj: Grant) -> None:
        services.confirm_grant(obj, by=self.user)


class RoomToGrant(Endpoint):
    model = Project
    serializer = RoomToGrantSerializer
    related = ("lot__call",)

    @extend_schema(
        operation_id="projects_room_to_grant",
        responses={200: RoomToGrantSerializer, **declared(401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """What is granted to a project, and what is left to grant in its lot and its call."""
        return Response(self.serializer(room_of(self.object())).data)
