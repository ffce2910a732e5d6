"""Who sees which organisations and colleagues (access.md)."""

from typing import TYPE_CHECKING

from django.db.models import Q

from m2w.accounts.choices import Role
from m2w.querysets import Policy, everything

if TYPE_CHECKING:
    from m2w.accounts.models import Membership


def own_organisation(membership: "Membership") -> Q:
    return Q(pk=membership.staff.organisation_id)


def own_colleagues(membership: "Membership") -> Q:
    return Q(organisation=membership.staff.organisation_id)


ORGANISATION_READERS: Policy = {
    Role.COORDINATOR: own_organisation,
    Role.COACH: own_organisation,
    Role.COUNSELLOR: everything,
    Role.FOLLOWER: everything,
    Role.EXPERT: everything,
    Role.PROGRAMME_MANAGER: everything,
    Role.ANALYST: everything,
    Role.ADMINISTRATOR: everything,
}
ORGANISATION_EDITORS: Policy = {
    Role.PROGRAMME_MANAGER: everything,
    Role.ADMINISTRATOR: everything,
}
STAFF_READERS: Policy = {
    **dict.fromkeys(Role, own_colleagues),
    Role.ADMINISTRATOR: everything,
}
STAFF_EDITORS: Policy = {
    Role.COORDINATOR: own_colleagues,
    Role.PROGRAMME_MANAGER: own_colleagues,
    Role.ANALYST: own_colleagues,
    Role.ADMINISTRATOR: everything,
}
