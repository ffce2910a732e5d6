"""How a request to the API says who it is: a key or the session of the pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.authentication import SessionScheme
from rest_framework.authentication import SessionAuthentication, TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import SAFE_METHODS, IsAuthenticated
from rest_framework.request import Request

from m2w.accounts.acting import membership_of_session
from m2w.accounts.models import Token, User
from m2w.accounts.services.keys import note_use, token_in_force
from m2w.doors import NOT_WITH_THIS_ROLE, Door, door_of, role_of


class MembershipTokenAuthentication(TokenAuthentication):
    def authenticate_credentials(self, key: str) -> tuple[User, Token]:
        token = token_in_force(key)
        if token is None:
            raise AuthenticationFailed(_("Deze sleutel is niet geldig."))
        note_use(token)
        user = token.membership.staff.user
        user.acting = token.membership
        return user, token


class ActingSessionAuthentication(SessionAuthentication):
    def authenticate(self, request: Request) -> Any:
        signed_in = super().authenticate(request)
        if signed_in and signed_in[0].acting is None:
            signed_in[0].acting = membership_of_session(request._request)
        return signed_in


class MayEnter(IsAuthenticated):
    """The door of an endpoint, for programs and people alike."""

    message = NOT_WITH_THIS_ROLE
    code = "permission_denied"

    def has_permission(self, request: Request, view: Any) -> bool:
        match = request.resolver_match
        door = door_of(match.func) if match else None
        if door is None or not super().has_permission(request, view):
            return False
        return door.opens_to(role_of(request)) and self.may_do_this(request, view, door)

    def may_do_this(self, request: Request, view: Any, door: Door) -> bool:
        """Whether the key allows what is asked: not every key changes something, and not
        everything is done by a system."""
        key = request.auth if isinstance(request.auth, Token) else None
        if key is None or request.method in SAFE_METHODS or getattr(view, "only_reads", False):
            return True
        if not key.may_write:
            self.message, self.code = _("Met deze sleutel kunt u alleen lezen."), "read_only_key"
        elif door.in_person and key.membership.staff.user.is_system:
            self.message, self.code = _("Dit doet iemand in persoon, geen systeem."), "in_person"
        else:
            return True
        return False


class ActingSessionScheme(SessionScheme):
    """How the description of the API names it."""

    target_class = "m2w.accounts.authentication.ActingSessionAuthentication"
