"""The secret address of someone's calendar in one role, on the record."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from m2w.accounts.acting import require_role
from m2w.accounts.models import Membership, User
from m2w.audit.services import record
from programmes.access import evaluations
from programmes.models import CalendarLink


def membership_of(user: User) -> Membership:
    """In which someone acts. Raises PermissionDenied for a role that reads no evaluations."""
    require_role(user, evaluations())
    if user.acting is None:
        raise PermissionDenied
    return user.acting


@transaction.atomic
def make_calendar_link(*, by: User) -> CalendarLink:
    """Give someone a new address in the role they act in; an earlier one works no more."""
    membership = membership_of(by)
    CalendarLink.objects.filter(membership=membership).delete()
    link = CalendarLink.objects.create(membership=membership)
    record("calendar.link_made", by=by)
    return link


@transaction.atomic
def withdraw_calendar_link(*, by: User) -> None:
    """From now on the address of someone's calendar in this role works no more."""
    CalendarLink.objects.filter(membership=membership_of(by)).delete()
    record("calendar.link_withdrawn", by=by)
