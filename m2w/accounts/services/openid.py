"""Whom OpenID Connect sends, and what their claims give them here."""

from collections.abc import Collection, Mapping
from typing import Any

from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import HttpRequest

from m2w.accounts import claims as given
from m2w.accounts.choices import Role
from m2w.accounts.models import Membership, Organisation, Staff, User
from m2w.audit.services import record


def admit(request: HttpRequest, login: SocialLogin) -> None:
    """Give the login its account, and the account the roles of its claims.

    Raises Refused, with nothing changed, for claims that are not known here.
    """
    claims = login.claims
    organisation = organisation_of(claims)
    roles = given.roles_given(
        claims, settings.M2W_OIDC_ROLE_CLAIM, settings.M2W_OIDC_ROLES, organisation.kind
    )
    try:
        with transaction.atomic():
            if not login.is_existing:
                login.connect(request, account_of(login, claims))
            if not login.user.is_active:
                raise given.refused("inactive")
            follow(login.user, organisation, roles)
    except IntegrityError as error:  # the same person at the same moment, in another window
        raise given.refused("invalid") from error


def organisation_of(claims: Mapping[str, Any]) -> Organisation:
    """The organisation with this code or KBO number. Raises Refused when not exactly one is."""
    name = given.organisation_named(claims, settings.M2W_OIDC_ORGANISATION_CLAIM)
    digits = "".join(filter(str.isdecimal, name))
    numbers = {name, digits, f"{digits[:4]}.{digits[4:7]}.{digits[7:]}"} - {"", ".."}
    found = list(Organisation.objects.filter(Q(code=name) | Q(kbo_number__in=numbers))[:2])
    if len(found) != 1:
        raise given.refused("unknown_organisation")
    return found[0]


def account_of(login: SocialLogin, claims: Mapping[str, Any]) -> User:
    """The account with this confirmed address, or a new one. Raises Refused."""
    email = str(claims.get("email", "")).lower()
    if not is_address(email) or claims.get("email_verified") is not True:
        raise given.refused("email_not_verified")
    account = User.objects.filter(email__iexact=email).first()
    if account is None:
        return User.objects.create_user(email, name=str(claims.get("name", ""))[:200])
    if SocialAccount.objects.filter(user=account, provider=login.account.provider).exists():
        raise given.refused("other_person")
    return account


def is_address(email: str) -> bool:
    try:
        User._meta.get_field("email").run_validators(email)
    except ValidationError:
        return False
    return bool(email)


def follow(user: User, organisation: Organisation, roles: Collection[Role]) -> None:
    """Give the roles of the claims, and take away those of earlier claims.

    Roles that people gave stay: `from_claims` tells them apart.
    """
    place, _created = Staff.objects.get_or_create(user=user, organisation=organisation)
    given = [
        role
        for role in roles
        if Membership.objects.get_or_create(staff=place, role=role, defaults={"from_claims": True})[
            1
        ]
    ]
    earlier = Membership.objects.filter(staff__user=user, from_claims=True)
    taken = list(earlier.exclude(staff=place, role__in=roles).select_related("staff"))
    earlier.filter(pk__in=[membership.pk for membership in taken]).delete()
    for role in given:
        record("role.given_by_claims", about=place, details={"role": role.value})
    for membership in taken:
        details = {"role": membership.role}
        record("role.taken_by_claims", about=membership.staff, details=details)
