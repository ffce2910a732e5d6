"""Whether someone signs in with more than a password, and whether they must."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from m2w.accounts.choices import Role
from m2w.accounts.models import User

ALL = "all"
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def check_setting() -> None:
    """A role that does not exist would leave its readers without the second step."""
    unknown = set(settings.M2W_SECOND_FACTOR_ROLES) - {ALL, *Role.values}
    if unknown:
        raise ImproperlyConfigured(f"M2W_SECOND_FACTOR_ROLES: unknown {sorted(unknown)}.")


def is_asked_of(role: str) -> bool:
    asked = settings.M2W_SECOND_FACTOR_ROLES
    return ALL in asked or role in asked


def is_set_up(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def is_missing(user: User) -> bool:
    """Whether someone acts in a role that asks for a second factor, and has none."""
    return user.acting is not None and is_asked_of(user.acting.role) and not is_set_up(user)
