"""Who reads which notices and reminders: each their own, in the place where they work now."""

from typing import TYPE_CHECKING

from django.db.models import Q

from m2w.accounts.choices import Role
from m2w.querysets import Policy

if TYPE_CHECKING:
    from m2w.accounts.models import Membership


def own(membership: "Membership") -> Q:
    return Q(to=membership.staff_id)


NOTICE_READERS: Policy = dict.fromkeys(Role, own)


def of_organisation(membership: "Membership") -> Q:
    """A coordinator sees of what everyone of the organisation was reminded."""
    return Q(organisation=membership.staff.organisation_id)


REMINDER_READERS: Policy = {**NOTICE_READERS, Role.COORDINATOR: of_organisation}
