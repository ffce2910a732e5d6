"""Letting someone in: an offer of a role, by a link that works once and for a fortnight."""

import secrets
from collections.abc import Callable, Iterable
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from m2w.accounts.acting import digest_of
from m2w.accounts.models import Invitation, Membership, Organisation, User
from m2w.accounts.services.roles import require_right_to_give
from m2w.audit.services import record
from m2w.outbox.services import send_mail
from m2w.reference.provinces import PROVINCES
from m2w.refusals import Refused, require_choice, require_text, save

VALID_FOR = timedelta(days=14)
# The address of a path on this site, such as `request.build_absolute_uri`.
Site = Callable[[str], str]


@transaction.atomic
def invite(
    organisation: Organisation,
    *,
    email: str,
    name: str,
    role: str,
    provinces: Iterable[str] = (),
    by: User,
    site: Site,
) -> Invitation:
    """Offer a role to an address. Raises PermissionDenied, Refused, ValidationError at a field."""
    require_right_to_give(role, organisation, by=by)
    email = require_text(email, "email", 254).lower()
    require_without_role(email, organisation, role, by=by)
    invitation = Invitation(
        organisation=organisation,
        email=email,
        name=require_text(name, "name", 200),
        role=role,
        provinces=[require_choice(code, PROVINCES, "provinces") for code in provinces],
        invited_by=by,
    )
    token = renew(invitation)
    save(invitation)
    send(invitation, token, site, by=by)
    record("invitation.sent", by=by, about=invitation, details={"role": role})
    return invitation


def require_without_role(email: str, organisation: Organisation, role: str, *, by: User) -> None:
    """Raises Refused for oneself, and for who holds the role already."""
    if email == by.email.lower():
        raise Refused("own_roles", _("U nodigt uzelf niet uit."))
    held = Membership.objects.filter(staff__organisation=organisation, role=role)
    if held.filter(staff__user__email__iexact=email).exists():
        raise Refused("membership_role_once", _("Deze persoon heeft deze rol al."))


def renew(invitation: Invitation) -> str:
    """A new link, and a new fortnight; an earlier link no longer works."""
    token = secrets.token_urlsafe(32)
    invitation.digest = digest_of(token)
    invitation.expires_at = timezone.now() + VALID_FOR
    return token


def send(invitation: Invitation, token: str, site: Site, *, by: User) -> None:
    """The mail with the link, in the language of the site; whoever invites hears it when the
    mail cannot leave, and can send it again."""
    with translation.override(settings.LANGUAGE_CODE):
        context = {
            "organisation": invitation.organisation,
            "role": invitation.get_role_display(),
            "link": site(reverse("invitation", args=[token])),
            "until": invitation.expires_at,
        }
        subject = _("Uw uitnodiging voor Mentoring2Work")
        text = render_to_string("mail/invitation.txt", context)
    host = by.acting.staff if by.acting else None
    send_mail(
        invitation.email, subject, text, tell=host, notice="invitation.not_sent", about=invitation
    )


@transaction.atomic
def send_again(invitation: Invitation, *, by: User, site: Site) -> Invitation:
    """Send a new link; the earlier one stops. Raises PermissionDenied, Refused(gone)."""
    require_editable(invitation, by=by)
    locked = Invitation.objects.select_for_update().open().filter(pk=invitation.pk).first()
    if locked is None:
        raise gone()
    token = renew(locked)
    locked.save()
    send(locked, token, site, by=by)
    record("invitation.sent_again", by=by, about=locked)
    return locked


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User) -> None:
    require_editable(invitation, by=by)
    withdrawn = Invitation.objects.open().filter(pk=invitation.pk)
    if not withdrawn.update(withdrawn_at=timezone.now()):
        raise gone()
    record("invitation.withdrawn", by=by, about=invitation)


def require_editable(invitation: Invitation, *, by: User) -> None:
    if not Invitation.objects.editable_by(by).filter(pk=invitation.pk).exists():
        raise PermissionDenied
    require_right_to_give(invitation.role, invitation.organisation, by=by)


def gone() -> Refused:
    return Refused("invitation_gone", _("Deze uitnodiging werkt niet meer."))
