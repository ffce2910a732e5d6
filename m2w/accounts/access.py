"""Who sees which organisations and colleagues, and who lets whom in (access.md)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from m2w.accounts.choices import ROLES_OF_KIND, OrganisationKind, Role
from m2w.querysets import Policy, everything

if TYPE_CHECKING:
    from m2w.accounts.models import Membership, Organisation


def own_organisation(membership: "Membership") -> Q:
    return Q(pk=membership.staff.organisation_id)


def of_own_organisation(membership: "Membership") -> Q:
    return Q(organisation=membership.staff.organisation_id)


def own_colleagues(membership: "Membership") -> Q:
    return people() & of_own_organisation(membership)


def everyone(membership: "Membership") -> Q:
    return people()


def people() -> Q:
    """Those who are no system."""
    return Q(user__is_system=False)


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
    Role.ADMINISTRATOR: everyone,
}
STAFF_EDITORS: Policy = {
    Role.COORDINATOR: own_colleagues,
    Role.PROGRAMME_MANAGER: own_colleagues,
    Role.ANALYST: own_colleagues,
    Role.ADMINISTRATOR: everyone,
}
INVITATION_EDITORS: Policy = {
    Role.COORDINATOR: of_own_organisation,
    Role.PROGRAMME_MANAGER: of_own_organisation,
    Role.ANALYST: of_own_organisation,
    Role.ADMINISTRATOR: everything,
}


def own_absences(membership: "Membership") -> Q:
    return Q(staff=membership.staff_id)


def absences_of_colleagues(membership: "Membership") -> Q:
    return Q(staff__organisation=membership.staff.organisation_id)


# Whom one replaces is told by the files that come along.
ABSENCE_EDITORS: Policy = {
    Role.COUNSELLOR: own_absences,
    Role.PROGRAMME_MANAGER: absences_of_colleagues,
    Role.COORDINATOR: absences_of_colleagues,
}
# Who notes the absence of people in which role. A coach's caseload the coordinator hands over.
NOTES_ABSENCE_OF: Mapping[str, Role] = {
    Role.COUNSELLOR: Role.COUNSELLOR,
    Role.PROGRAMME_MANAGER: Role.COUNSELLOR,
    Role.COORDINATOR: Role.COACH,
}


def own_keys(membership: "Membership") -> Q:
    return Q(membership__staff__user=membership.staff.user_id)


def own_keys_and_those_of_systems(membership: "Membership") -> Q:
    systems = Q(
        membership__staff__user__is_system=True,
        membership__staff__organisation=membership.staff.organisation_id,
    )
    return own_keys(membership) | systems


# The roles in which a system of an organisation acts, by who gives it a key. Never a coach, who
# is someone's; and an administrator would give itself a role with data.
SYSTEM_ROLES: Mapping[str, tuple[Role, ...]] = {
    Role.COORDINATOR: (Role.COORDINATOR,),
    Role.PROGRAMME_MANAGER: (Role.COUNSELLOR, Role.FOLLOWER, Role.PROGRAMME_MANAGER),
    Role.ANALYST: (Role.ANALYST,),
}
TOKEN_EDITORS: Policy = {
    **dict.fromkeys(Role, own_keys),
    **dict.fromkeys(SYSTEM_ROLES, own_keys_and_those_of_systems),
}

# An administrator alone makes others administrator.
ROLES_TO_GIVE = {
    Role.COORDINATOR: {Role.COORDINATOR, Role.COACH},
    Role.PROGRAMME_MANAGER: ROLES_OF_KIND[OrganisationKind.VDAB] - {Role.ADMINISTRATOR},
    Role.ANALYST: {Role.ANALYST},
    Role.ADMINISTRATOR: set(Role),
}


def roles_to_give(user: Any, organisation: "Organisation") -> list[Role]:
    """The roles that someone may give and take away in an organisation."""
    membership = getattr(user, "acting", None)
    if membership is None:
        return []
    elsewhere = membership.staff.organisation_id != organisation.pk
    if elsewhere and membership.role != Role.ADMINISTRATOR:
        return []
    fitting = ROLES_OF_KIND[OrganisationKind(organisation.kind)]
    given = ROLES_TO_GIVE.get(Role(membership.role), set())
    return [role for role in Role if role in fitting & given]
