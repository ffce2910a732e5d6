"""The API of invitations: whom one lets in, by a link that is mailed."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.accounts.filters import InvitationFilter
from m2w.accounts.models import Invitation
from m2w.accounts.serializers import InvitationSerializer, NewInvitation
from m2w.accounts.services import invitations
from m2w.endpoints import ActEndpoint, DetailEndpoint, Endpoint, ListEndpoint
from m2w.problems import declared


class InvitationEndpoint(Endpoint):
    model = Invitation
    serializer = InvitationSerializer
    related = ("organisation",)


@extend_schema_view(
    get=extend_schema(
        operation_id="invitations_list",
        responses={200: InvitationSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Invitations(InvitationEndpoint, ListEndpoint):
    """Who was invited and did not come yet, the newest first."""

    filterset = InvitationFilter

    def rows(self) -> QuerySet[Any]:
        rows: Any = super().rows()
        open_ones: QuerySet[Any] = rows.open()
        return open_ones

    @extend_schema(
        operation_id="invitations_create",
        request=NewInvitation,
        responses={201: InvitationSerializer, **declared(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """Invite someone to a role; they get a mail with a link that works for a fortnight."""
        values = self.sent(NewInvitation)
        acting: Any = self.user.acting
        made = invitations.invite(
            values.pop("organisation", acting.organisation),
            **values,
            by=self.user,
            site=request.build_absolute_uri,
        )
        return self.answer(made, 201)


@extend_schema_view(
    get=extend_schema(
        operation_id="invitations_retrieve",
        responses={200: InvitationSerializer, **declared(400, 401, 403, 404)},
    )
)
class OneInvitation(InvitationEndpoint, DetailEndpoint):
    """One invitation, also once it was accepted or withdrawn."""


def described(name: str) -> Any:
    return extend_schema_view(
        post=extend_schema(
            operation_id=f"invitations_{name}",
            request=None,
            responses={200: InvitationSerializer, **declared(400, 401, 403, 404, 409)},
        )
    )


@described("withdraw")
class Withdraw(InvitationEndpoint, ActEndpoint):
    """Withdraw an invitation; its link no longer works."""

    takes_body = False

    def act(self, obj: Invitation) -> None:
        invitations.withdraw(obj, by=self.user)


@described("send_again")
class SendAgain(InvitationEndpoint, ActEndpoint):
    """Mail a new link; the earlier one no longer works."""

    takes_body = False

    def act(self, obj: Invitation) -> None:
        invitations.send_again(obj, by=self.user, site=self.request.build_absolute_uri)
