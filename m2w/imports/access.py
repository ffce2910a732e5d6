"""Who imports: coordinators, into their own organisation, while its agreement is in force."""

from typing import TYPE_CHECKING

from django.db.models import Q

from m2w.accounts.choices import Role
from m2w.querysets import NOBODY, Policy

if TYPE_CHECKING:
    from m2w.accounts.models import Membership


def own_organisation(membership: "Membership") -> Q:
    if not membership.organisation.may_open_files:
        return NOBODY
    return Q(organisation=membership.staff.organisation_id)


IMPORTERS: Policy = {Role.COORDINATOR: own_organisation}
