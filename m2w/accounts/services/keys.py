"""Keys with which programs come in: made, shown once, and withdrawn.

A person's key acts as that person in one role. A system of an organisation gets an account of its
own, so that the record tells what it did; nobody signs in with it.
"""

import secrets
from collections.abc import Sequence
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.access import SYSTEM_ROLES
from m2w.accounts.acting import digest_of, require_role
from m2w.accounts.choices import OrganisationKind
from m2w.accounts.models import Membership, Organisation, Staff, Token, User
from m2w.audit.services import record
from m2w.reference.provinces import PROVINCES
from m2w.refusals import Refused, require_choice, save
from m2w.workflow import in_reach

# How long a key may be of use, in days; the longest is also that of one made by command.
TERMS = (30, 90, 180, 365)
NO_MAILBOX = "systems.invalid"  # a domain that never exists (RFC 2606)


def issue(
    membership: Membership, *, name: str = "", may_write: bool = True, days: int = TERMS[-1]
) -> tuple[Token, str]:
    """A new key for this membership, and the key itself, of which only a digest is kept.

    Raises Refused for a name that a key of this membership has already.
    """
    key = secrets.token_urlsafe(32)
    token = Token(
        membership=membership,
        name=name,
        digest=digest_of(key),
        may_write=may_write,
        expires_at=timezone.now() + timedelta(days=days),
    )
    save(token)
    return token, key


@transaction.atomic
def make_own_key(*, name: str, may_write: bool, days: int, by: User) -> tuple[Token, str]:
    """A key with which a program acts as its maker, in the role in which they work now.

    Raises PermissionDenied for who has no role, ValidationError for another term than there is,
    Refused for a name in use.
    """
    if by.acting is None:
        raise PermissionDenied
    require_choice(days, TERMS, "days")
    token, key = issue(by.acting, name=name, may_write=may_write, days=days)
    record("key.made", by=by, about=token, details={"may_write": may_write, "days": days})
    return token, key


@transaction.atomic
def make_system_key(
    *, name: str, role: str, may_write: bool, days: int, by: User, provinces: Sequence[str] = ()
) -> tuple[Token, str]:
    """A key for a system of one's organisation, which acts in a role of its own.

    Raises PermissionDenied for who gives none, ValidationError for another role, province or term
    than there is.
    """
    require_role(by, SYSTEM_ROLES)
    acting = by.acting
    assert acting is not None  # noqa: S101 - a role is held in some membership
    require_choice(role, SYSTEM_ROLES[acting.role], "role")
    require_choice(days, TERMS, "days")
    chosen = {require_choice(code, PROVINCES, "provinces") for code in provinces}
    place = system_of(acting.organisation, name, [code for code in PROVINCES if code in chosen])
    membership = Membership.objects.create(staff=place, role=role)
    token, key = issue(membership, name=name, may_write=may_write, days=days)
    details = {"may_write": may_write, "days": days, "role": role}
    record("key.made_for_system", by=by, about=token, details=details)
    return token, key


def system_of(organisation: Organisation, name: str, provinces: Sequence[str]) -> Staff:
    """A new system there. Its address is none: no mail ever goes to it."""
    address = f"{secrets.token_hex(8)}@{NO_MAILBOX}"
    account = User(email=address, name=name, is_active=False, is_system=True)
    account.set_unusable_password()
    save(account)
    works_in = tuple(provinces) if organisation.kind == OrganisationKind.VDAB else ()
    place = Staff(user=account, organisation=organisation, provinces=works_in)
    save(place)
    return place


@transaction.atomic
def revoke(token: Token, *, by: User) -> None:
    """Withdraw a key: it opens nothing from the next request on.

    Raises PermissionDenied for someone else's, Refused(not_now) for one that was withdrawn.
    """
    if not in_reach(token, by):
        raise PermissionDenied
    withdraw(token, by=by)


def withdraw_all(user: User, *, by: User) -> None:
    """Those of someone whose account closes: no key comes back when it is opened again."""
    for token in Token.objects.filter(membership__staff__user=user, revoked_at=None):
        withdraw(token, by=by)


def withdraw(token: Token, *, by: User) -> None:
    """Raises Refused(not_now) for one that was withdrawn."""
    still = Token.objects.filter(pk=token.pk, revoked_at=None)
    if not still.update(revoked_at=timezone.now()):
        raise Refused("not_now", _("Deze sleutel is al ingetrokken."))
    record("key.revoked", by=by, about=token)


def token_in_force(key: str) -> Token | None:
    """The key that opens something now, with what every request needs of it."""
    found = Token.objects.in_force().select_related(
        "membership__staff__user", "membership__staff__organisation"
    )
    token = found.filter(digest=digest_of(key)).first()
    return token if token is not None and token.membership.staff.user.may_act else None


def note_use(token: Token) -> None:
    """The day is enough: a line for every request would make each of them write."""
    today = periods.today()
    if token.last_used_on != today:
        Token.objects.filter(pk=token.pk).update(last_used_on=today)
