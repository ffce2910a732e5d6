"""Who imports: coordinators, into their own organisation."""

from typing import TYPE_CHECKING

from django.db.models import Q

from m2w.accounts.choices import Role
from m2w.querysets import Policy

if TYPE_CHECKING:
    from m2w.accounts.models import Membership


def own_organisation(membership: "Membership") -> Q:
    return Q(organisation=membership.staff.organisation_id)


IMPORTERS: Policy = {Role.COORDINATOR: own_organisation}
