"""The API of requests for extension: asked by a promoter, decided by a manager."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.accounts.acting import require_role
from m2w.endpoints import ActEndpoint, DetailEndpoint, Endpoint, ListEndpoint
from m2w.problems import declared
from programmes import services
from programmes.extension_steps import REQUEST_STEPS
from programmes.filters import ExtensionRequestFilter
from programmes.models import ExtensionRequest
from programmes.serializers import extension_requests as shapes
from programmes.transitions import COORDINATOR

ANSWERS: dict[Any, Any] = {
    200: shapes.ExtensionRequestSerializer,
    **declared(400, 401, 403, 404, 409),
}


class RequestEndpoint(Endpoint):
    model = ExtensionRequest
    serializer = shapes.ExtensionRequestSerializer
    related = ("project__lot__call", "asked_by")


@extend_schema_view(
    get=extend_schema(
        operation_id="extension_requests_list",
        responses={200: shapes.ExtensionRequestSerializer(many=True), **declared(400, 401, 403)},
    )
)
class ExtensionRequests(RequestEndpoint, ListEndpoint):
    """The requests that the caller sees, with the filters of the list."""

    filterset = ExtensionRequestFilter

    @extend_schema(
        operation_id="extension_requests_create",
        request=shapes.AskExtensionBody,
        responses={201: shapes.ExtensionRequestSerializer, **declared(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """Ask VDAB to extend a project of one's own."""
        require_role(self.user, COORDINATOR)
        sent = self.sent(shapes.AskExtensionBody)
        made = services.ask_extension(sent.pop("project"), by=self.user, **sent)
        return self.answer(made, 201)


@extend_schema_view(
    get=extend_schema(
        operation_id="extension_requests_retrieve",
        responses={200: shapes.ExtensionRequestSerializer, **declared(401, 403, 404)},
    )
)
class OneExtensionRequest(RequestEndpoint, DetailEndpoint):
    pass


class Decide(RequestEndpoint, ActEndpoint):
    """`step` is that of the table of steps."""

    step: ClassVar[str]
    body: ClassVar[Any]
    service: ClassVar[Any]

    def act(self, obj: ExtensionRequest) -> None:
        if not REQUEST_STEPS[self.step].permits(obj, self.user):
            raise PermissionDenied
        type(self).service(obj, by=self.user, **self.sent(self.body))


@extend_schema_view(
    post=extend_schema(
        operation_id="extension_requests_grant",
        request=shapes.GrantExtensionBody,
        responses=ANSWERS,
    )
)
class Grant(Decide):
    """Extend the project, and enter the grant that goes with it: it counts once a colleague
    confirms it."""

    step, body, service = "grant", shapes.GrantExtensionBody, services.grant_extension


@extend_schema_view(
    post=extend_schema(
        operation_id="extension_requests_refuse",
        request=shapes.RefuseExtensionBody,
        responses=ANSWERS,
    )
)
class Refuse(Decide):
    """Refuse the extension, for a reason in words; the promoter may ask again."""

    step, body, service = "refuse", shapes.RefuseExtensionBody, services.refuse_extension
