"""Giving and taking away roles, and closing accounts. It works from the next request on.

Nobody changes their own. Of an organisation's coordinators the last stays, unless an
administrator decides otherwise: the others could no longer let anyone in.
"""

from collections.abc import Iterable
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from m2w.accounts import sessions
from m2w.accounts.access import roles_to_give
from m2w.accounts.acting import acts_as
from m2w.accounts.choices import Role
from m2w.accounts.models import Membership, Organisation, Staff, User
from m2w.accounts.services.keys import withdraw_all
from m2w.audit.services import record
from m2w.reference.provinces import PROVINCES
from m2w.refusals import Refused, require_choice, save

NOT_HELD = gettext_lazy("Deze persoon heeft deze rol niet.")


def require_right_to_give(role: str, organisation: Organisation, *, by: User) -> None:
    """Raises PermissionDenied for a role that is not theirs to give."""
    if role not in roles_to_give(by, organisation):
        raise PermissionDenied


def require_other(user: User, *, by: User) -> None:
    if user.pk == by.pk:
        raise Refused("own_roles", _("Uw eigen rollen en account wijzigt iemand anders."))


@transaction.atomic
def give_role(staff: Staff, role: str, *, by: User) -> Membership:
    require_right_to_give(role, staff.organisation, by=by)
    require_other(staff.user, by=by)
    membership = Membership(staff=staff, role=role)
    save(membership)
    staff.touch()
    record("role.given", by=by, about=staff, details={"role": role})
    return membership


@transaction.atomic
def take_role(membership: Membership, *, by: User) -> None:
    staff = membership.staff
    require_right_to_give(membership.role, staff.organisation, by=by)
    require_other(staff.user, by=by)
    if membership.role == Role.COORDINATOR:
        require_another_coordinator(staff, by=by)
    deleted, _kinds = Membership.objects.filter(pk=membership.pk).delete()
    if not deleted:
        raise Refused("not_now", _("Deze rol is al afgenomen."))
    staff.touch()
    record("role.taken", by=by, about=staff, details={"role": membership.role})


def require_another_coordinator(staff: Staff, *, by: User) -> None:
    """Raises Refused when no one would be left to let people in.

    The organisation is locked: of two who take the role from each other, one is too late. Lines
    of the record point to it, and do not wait for this lock.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=staff.organisation_id)
    others = Membership.objects.filter(
        staff__organisation=staff.organisation_id,
        staff__user__is_active=True,
        role=Role.COORDINATOR,
    ).exclude(staff=staff)
    if not acts_as(by, {Role.ADMINISTRATOR}) and not others.exists():
        raise Refused("last_coordinator", _("Dit is de laatste coördinator van de organisatie."))


@transaction.atomic
def change_provinces(staff: Staff, provinces: Iterable[str], *, by: User) -> None:
    """The provinces someone works in: they decide which files a role at VDAB opens."""
    require_editable(staff, by=by)
    require_other(staff.user, by=by)
    chosen = {require_choice(code, PROVINCES, "provinces") for code in provinces}
    staff.provinces = tuple(code for code in PROVINCES if code in chosen)
    staff.save()
    details = {"provinces": list(staff.provinces)}
    record("staff.provinces_changed", by=by, about=staff, details=details)


def require_editable(staff: Staff, *, by: User) -> None:
    if not Staff.objects.editable_by(by).filter(pk=staff.pk).exists():
        raise PermissionDenied


def may_close(user: User, *, by: Any) -> bool:
    """Whether every role of an account, in any organisation, is theirs to take away."""
    return all(
        held.role in roles_to_give(by, held.organisation) for held in Membership.objects.of(user)
    )


def require_may_close(staff: Staff, *, by: User) -> None:
    """Raises Refused for an account with other roles than theirs to take away."""
    require_editable(staff, by=by)
    require_other(staff.user, by=by)
    if not may_close(staff.user, by=by):
        text = _("Deze persoon heeft ook rollen die u niet beheert. Neem hier de rollen af.")
        raise Refused("other_roles", text)


@transaction.atomic
def deactivate(staff: Staff, *, by: User) -> None:
    """Close the account behind a place: its sessions and keys stop with their next request, for
    good."""
    require_may_close(staff, by=by)
    if staff.memberships.filter(role=Role.COORDINATOR).exists():
        require_another_coordinator(staff, by=by)
    if not User.objects.filter(pk=staff.user_id, is_active=True).update(is_active=False):
        raise Refused("not_now", _("Dit account is al afgesloten."))
    sessions.end_all(staff.user)
    withdraw_all(staff.user, by=by)
    record("account.deactivated", by=by, about=staff)


@transaction.atomic
def activate(staff: Staff, *, by: User) -> None:
    require_may_close(staff, by=by)
    if not User.objects.filter(pk=staff.user_id, is_active=False).update(is_active=True):
        raise Refused("not_now", _("Dit account is al open."))
    record("account.activated", by=by, about=staff)


@transaction.atomic
def remove_second_factor(staff: Staff, *, by: User) -> None:
    """For who lost phone, key and codes; they set up another when they next sign in."""
    require_may_close(staff, by=by)
    removed, _kinds = Authenticator.objects.filter(user=staff.user).delete()
    if not removed:
        raise Refused("not_now", _("Deze persoon heeft geen tweede stap."))
    record("account.factor_removed", by=by, about=staff)
