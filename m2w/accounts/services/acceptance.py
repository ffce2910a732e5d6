"""Taking up an invitation. Of many who use one link at the same moment, one does."""

from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from m2w.accounts.access import roles_to_give
from m2w.accounts.acting import digest_of
from m2w.accounts.models import Invitation, Membership, Staff, User
from m2w.accounts.services.invitations import gone
from m2w.audit.services import record
from m2w.refusals import require_text, save


def invitation_of(token: str) -> Invitation:
    """The invitation behind a link. Raises Refused for any link that does not work now."""
    found = Invitation.objects.valid().filter(digest=digest_of(token))
    invitation = found.select_related("organisation").first()
    if invitation is None:
        raise gone()
    account = account_of(invitation)
    if account is not None and not account.is_active:
        raise gone()
    require_vouched(invitation)
    return invitation


def require_vouched(invitation: Invitation) -> None:
    """Raises Refused unless whoever invited may still give that role: it left with their own."""
    host = invitation.invited_by
    for membership in Membership.objects.of(host) if host.is_active else []:
        host.acting = membership
        if invitation.role in roles_to_give(host, invitation.organisation):
            return
    raise gone()


def account_of(invitation: Invitation) -> User | None:
    return User.objects.filter(email__iexact=invitation.email).first()


def can_sign_in(account: User) -> bool:
    """Whether an account has a way in; those of a data package have none until invited."""
    return account.has_usable_password() or SocialAccount.objects.filter(user=account).exists()


@transaction.atomic
def accept(invitation: Invitation, *, by: User) -> Membership:
    """Someone who can sign in takes the role. Raises Refused, or PermissionDenied for another."""
    if by.email.lower() != invitation.email.lower():
        raise PermissionDenied
    use(invitation)
    return take_place(invitation, by)


@transaction.atomic
def accept_first_time(invitation: Invitation, *, name: str, password: str) -> Membership:
    """Who cannot sign in yet chooses a name and a password, and takes the role.

    Raises Refused for a link that was used meanwhile, ValidationError at `name` or `password`.
    """
    use(invitation)
    account = account_of(invitation) or User(email=invitation.email)
    if account.pk and can_sign_in(account):
        raise PermissionDenied
    account.name = require_text(name, "name", 200)
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise ValidationError({"password": error.error_list}) from error
    account.set_password(password)
    save(account)
    return take_place(invitation, account)


def use(invitation: Invitation) -> None:
    """Use the link up. The database is asked, so that a second user comes too late."""
    require_vouched(invitation)
    valid = Invitation.objects.valid().filter(pk=invitation.pk, digest=invitation.digest)
    if not valid.update(accepted_at=timezone.now()):
        raise gone()


def take_place(invitation: Invitation, account: User) -> Membership:
    place, new = Staff.objects.get_or_create(
        user=account,
        organisation=invitation.organisation,
        defaults={"provinces": invitation.provinces},
    )
    if not new and invitation.provinces:
        place.provinces = tuple(dict.fromkeys([*place.provinces, *invitation.provinces]))
        place.save()
    membership, _new = Membership.objects.get_or_create(staff=place, role=invitation.role)
    account.acting = membership
    details = {"role": invitation.role}
    record("invitation.accepted", by=account, about=invitation, details=details)
    return membership
