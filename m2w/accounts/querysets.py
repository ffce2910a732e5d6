from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from m2w.accounts import access
from m2w.accounts.choices import Role
from m2w.periods import today
from m2w.querysets import GatedQuerySet

if TYPE_CHECKING:
    from m2w.accounts.models import (
        Absence,
        Invitation,
        Membership,
        Organisation,
        Staff,
        Token,
        User,
    )


OPEN = Q(accepted_at__isnull=True, withdrawn_at__isnull=True)


class OrganisationQuerySet(GatedQuerySet["Organisation"]):
    readers = access.ORGANISATION_READERS
    editors = access.ORGANISATION_EDITORS


class StaffQuerySet(GatedQuerySet["Staff"]):
    readers = access.STAFF_READERS
    editors = access.STAFF_EDITORS

    def coaches_of(self, promoter: "Organisation") -> Self:
        """Those who coach in a promoter now (readings.md 18)."""
        return self.working_as(Role.COACH).filter(organisation=promoter)

    def counsellors(self) -> Self:
        """Those who decide for VDAB now."""
        return self.working_as(Role.COUNSELLOR)

    def working_as(self, role: Role) -> Self:
        """Those with this role, and an account that is open."""
        held = self.model.objects.filter(memberships__role=role, user__is_active=True)
        return self.filter(pk__in=held.values("pk"))


class AbsenceQuerySet(GatedQuerySet["Absence"]):
    readers = editors = access.ABSENCE_EDITORS

    def on(self, day: date) -> Self:
        """Those that a day belongs to."""
        return self.filter(first_day__lte=day, last_day__gte=day)

    def not_over(self) -> Self:
        """Those of today and later."""
        return self.filter(last_day__gte=today())

    def replaced_by(self, owner: UUID, day: date) -> dict[UUID, str]:
        """Whose files come along with someone's own on a day, with their names: also those of
        whom the absent replaced in turn."""
        away = list(self.on(day).select_related("staff__user"))
        found, queue = {owner: ""}, [owner]
        while queue:
            replacement = queue.pop(0)
            for absence in away:
                if absence.replacement_id == replacement and absence.staff_id not in found:
                    found[absence.staff_id] = str(absence.staff)
                    queue.append(absence.staff_id)
        del found[owner]
        return found

    def replacements_of(self, staff: "Iterable[Staff]", day: date) -> "list[Staff]":
        """With whom the files of these people come along on a day; the reverse of the above."""
        away = list(self.on(day).select_related("replacement__user"))
        found: list[Staff] = []
        queue = list(staff)
        seen = {one.pk for one in queue}
        while queue:
            absent = queue.pop(0)
            for absence in away:
                if absence.staff_id == absent.pk and absence.replacement_id not in seen:
                    seen.add(absence.replacement_id)
                    found.append(absence.replacement)
                    queue.append(absence.replacement)
        return found

    def overlapping(self, first_day: date, last_day: date) -> Self:
        return self.filter(first_day__lte=last_day, last_day__gte=first_day)


class InvitationQuerySet(GatedQuerySet["Invitation"]):
    readers = editors = access.INVITATION_EDITORS

    def open(self) -> Self:
        """Neither accepted nor withdrawn; it may have expired, and can then be sent again."""
        return self.filter(OPEN)

    def valid(self) -> Self:
        """Those whose link works now, in real time."""
        return self.open().filter(expires_at__gt=timezone.now())


class MembershipQuerySet(QuerySet["Membership"]):
    def of(self, user: "User") -> Self:
        """The roles of one account, with what every request needs of them."""
        return self.filter(staff__user=user).select_related("staff__organisation", "staff__user")


class TokenQuerySet(GatedQuerySet["Token"]):
    readers = editors = access.TOKEN_EDITORS

    def in_force(self) -> Self:
        """Those that open something now, in real time."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())

    def of_systems(self) -> Self:
        return self.filter(membership__staff__user__is_system=True)
