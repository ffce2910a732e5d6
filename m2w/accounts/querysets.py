from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

from m2w.accounts import access
from m2w.accounts.choices import Role
from m2w.querysets import GatedQuerySet

if TYPE_CHECKING:
    from m2w.accounts.models import Membership, Organisation, Staff, User


class OrganisationQuerySet(GatedQuerySet["Organisation"]):
    readers = access.ORGANISATION_READERS
    editors = access.ORGANISATION_EDITORS


class StaffQuerySet(GatedQuerySet["Staff"]):
    readers = access.STAFF_READERS
    editors = access.STAFF_EDITORS

    def coaches_of(self, promoter: "Organisation") -> Self:
        """Those with role coach in a promoter (readings.md 18)."""
        return self.filter(organisation=promoter, memberships__role=Role.COACH)


class MembershipQuerySet(QuerySet["Membership"]):
    def of(self, user: "User") -> Self:
        """The roles of one account, with what every request needs of them."""
        return self.filter(staff__user=user).select_related("staff__organisation", "staff__user")
