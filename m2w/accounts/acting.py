"""The role in which someone acts: one membership a session or token, read afresh each request."""

import hashlib
import secrets

from django.http import HttpRequest

from m2w.accounts.models import Membership, Token, User

SESSION_KEY = "membership"


def membership_of_session(request: HttpRequest) -> Membership | None:
    """The chosen membership while it still exists, else the account's first one."""
    memberships = list(Membership.objects.of(request.user))  # type: ignore[arg-type]
    chosen = request.session.get(SESSION_KEY)
    return next((m for m in memberships if m.pk == chosen), next(iter(memberships), None))


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def issue_token(membership: Membership) -> str:
    """A new key for this membership; shown once, only its digest is kept."""
    key = secrets.token_urlsafe(32)
    Token.objects.create(membership=membership, digest=digest_of(key))
    return key


def user_of_token(key: str) -> User | None:
    """The account behind a key, acting in the membership of that key."""
    token = (
        Token.objects.select_related("membership__staff__user", "membership__staff__organisation")
        .filter(digest=digest_of(key), membership__staff__user__is_active=True)
        .first()
    )
    if token is None:
        return None
    user = token.membership.staff.user
    user.acting = token.membership
    return user
