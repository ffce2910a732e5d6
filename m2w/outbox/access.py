"""Who reads which notices: each their own, in the place where they work now."""

from typing import TYPE_CHECKING

from django.db.models import Q

from m2w.accounts.choices import Role
from m2w.querysets import Policy

if TYPE_CHECKING:
    from m2w.accounts.models import Membership


def own(membership: "Membership") -> Q:
    return Q(to=membership.staff_id)


NOTICE_READERS: Policy = dict.fromkeys(Role, own)
