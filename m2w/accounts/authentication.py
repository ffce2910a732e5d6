"""How a request to the API says who it is: a key or the session of the pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.authentication import SessionScheme
from rest_framework.authentication import SessionAuthentication, TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request

from m2w.accounts.acting import membership_of_session, user_of_token
from m2w.accounts.models import User
from m2w.doors import NOT_WITH_THIS_ROLE, door_of, role_of


class MembershipTokenAuthentication(TokenAuthentication):
    def authenticate_credentials(self, key: str) -> tuple[User, str]:
        user = user_of_token(key)
        if user is None:
            raise AuthenticationFailed(_("Deze sleutel is niet geldig."))
        return user, key


class ActingSessionAuthentication(SessionAuthentication):
    def authenticate(self, request: Request) -> Any:
        signed_in = super().authenticate(request)
        if signed_in and signed_in[0].acting is None:
            signed_in[0].acting = membership_of_session(request._request)
        return signed_in


class MayEnter(IsAuthenticated):
    """The door of an endpoint, for programs and people alike."""

    message = NOT_WITH_THIS_ROLE

    def has_permission(self, request: Request, view: Any) -> bool:
        match = request.resolver_match
        door = door_of(match.func) if match else None
        if door is None or not super().has_permission(request, view):
            return False
        return door.opens_to(role_of(request))


class ActingSessionScheme(SessionScheme):
    """How the description of the API names it."""

    target_class = "m2w.accounts.authentication.ActingSessionAuthentication"
