"""Who reads the record (access.md): each organisation its own people's acts."""

from typing import TYPE_CHECKING

from django.db.models import Q

from m2w.accounts.choices import Role
from m2w.querysets import Policy, everything

if TYPE_CHECKING:
    from m2w.accounts.models import Membership


def of_own_people(membership: "Membership") -> Q:
    return Q(organisation=membership.staff.organisation_id)


RECORD_READERS: Policy = {
    Role.COORDINATOR: of_own_people,
    Role.PROGRAMME_MANAGER: of_own_people,
    Role.ADMINISTRATOR: everything,
}
