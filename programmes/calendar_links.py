"""The address of a calendar: signed, without an end, to be withdrawn. It names nobody."""

from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from m2w.accounts.models import User
from programmes.access import evaluations
from programmes.models import CalendarLink

SALT = "programmes.calendar"


def calendar_url(link: CalendarLink) -> str:
    """The whole address, to copy into a calendar."""
    token = Signer(salt=SALT).sign(link.key.hex)
    return f"{settings.M2W_SITE_URL}{reverse('calendar', args=[token])}"


def reader_of(token: str) -> User | None:
    """Whose calendar an address opens, acting in its role; None for one that is not ours, was
    withdrawn, or whose role or account is no more."""
    try:
        key = UUID(Signer(salt=SALT).unsign(token))
    except (BadSignature, ValueError):
        return None
    link = (
        CalendarLink.objects.filter(key=key, membership__staff__user__is_active=True)
        .select_related("membership__staff__user", "membership__staff__organisation")
        .first()
    )
    if link is None or link.membership.role not in evaluations():
        return None
    user = link.membership.staff.user
    user.acting = link.membership
    return user
