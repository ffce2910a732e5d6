"""The role in which someone acts: one membership a session or token, read afresh each request."""

import hashlib
from collections.abc import Container

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from m2w.accounts.models import Membership, User


class SignedInRequest(HttpRequest):
    """A request behind the sign-in, as the types of views see it."""

    user: User


SESSION_KEY = "membership"


def membership_of_session(request: HttpRequest) -> Membership | None:
    """The membership chosen at sign-in or since. Once it is taken away the session acts in none,
    until another is chosen: never unasked in another organisation."""
    user: User = request.user  # type: ignore[assignment]
    chosen = request.session.get(SESSION_KEY)
    if user.place is not None and chosen in {None, user.place.pk}:
        return user.place
    if chosen is None:
        return membership_of_account(user)
    return Membership.objects.of(user).filter(pk=chosen).first()


def membership_of_account(user: User) -> Membership | None:
    """The one in which a sign-in starts."""
    return Membership.objects.of(user).first()


def has_several_roles(user: User) -> bool:
    return Membership.objects.of(user).count() > 1


def acts_as(user: User | AnonymousUser, roles: Container[str]) -> bool:
    """Whether someone acts in one of these roles."""
    acting = getattr(user, "acting", None)
    return acting is not None and acting.role in roles


def require_role(user: User, roles: Container[str]) -> None:
    """Raises PermissionDenied for someone who acts in another role."""
    if not acts_as(user, roles):
        raise PermissionDenied


def opens_files(user: User | AnonymousUser) -> bool:
    """Whether the agreement of someone's organisation, if one is known, is in force."""
    acting = getattr(user, "acting", None)
    return acting is not None and acting.organisation.may_open_files


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
