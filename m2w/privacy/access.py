"""Who prepares and approves the erasure of personal data: codes and counts, never names."""

from typing import TYPE_CHECKING

from django.db.models import Q

from m2w.accounts.choices import Role
from m2w.querysets import Policy, everything

if TYPE_CHECKING:
    from m2w.accounts.models import Membership

COORDINATOR = frozenset({Role.COORDINATOR})


def own_promoter(membership: "Membership") -> Q:
    return Q(promoter=membership.staff.organisation_id)


ERASURES: Policy = {Role.COORDINATOR: own_promoter, Role.ADMINISTRATOR: everything}
