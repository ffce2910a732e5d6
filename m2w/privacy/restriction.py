"""Restricting the use of a file, and lifting that (GDPR art. 18).

A restricted file is read by the coordinator only, changed by nobody, and takes part in nothing.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.acting import require_role
from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.corrections import remember
from m2w.models import PersonalFile
from m2w.privacy.access import COORDINATOR
from m2w.privacy.choices import RestrictionGround
from m2w.privacy.files import kind_of
from m2w.refusals import Refused, require_choice, save
from m2w.workflow import locked


@transaction.atomic
def restrict(file: PersonalFile, *, by: User, ground: str) -> PersonalFile:
    """Restrict the use of a file, on a ground of the law. Raises Refused(already_restricted)."""
    found = held(file, by=by)
    require_choice(ground, RestrictionGround.values, "ground")
    if found.restricted_on:
        raise Refused("already_restricted", _("De verwerking is al beperkt."))
    return keep(found, "restricted", by=by, on=periods.today(), ground=ground)


@transaction.atomic
def lift(file: PersonalFile, *, by: User) -> PersonalFile:
    """Lift the restriction. Raises Refused(not_restricted)."""
    found = held(file, by=by)
    if not found.restricted_on:
        raise Refused("not_restricted", _("De verwerking is niet beperkt."))
    return keep(found, "restriction_lifted", by=by, on=None, ground="")


def held(file: PersonalFile, *, by: User) -> Any:
    require_role(by, COORDINATOR)
    return locked(kind_of(file).model.objects.visible_to(by), file)


def keep(file: Any, act: str, *, by: User, on: Any, ground: str) -> PersonalFile:
    """Save the file as restricted on that day, or on none, and put it on the record."""
    remember(file, by)
    file.restricted_on = on
    file._change_reason = ground or None
    save(file)
    details = {"ground": ground} if ground else {}
    record(f"{kind_of(file).name}.{act}", by=by, about=file, details=details)
    return file


def ground_of(file: PersonalFile) -> str:
    """Why a restricted file is, in words; empty when it is not, or nobody knows."""
    if not file.restricted_on:
        return ""
    kept = file.history.filter(restricted_on=file.restricted_on, history_change_reason__gt="")
    last = kept.order_by("-history_date").first()
    known = last and last.history_change_reason in RestrictionGround.values
    return str(RestrictionGround(last.history_change_reason).label) if known else ""
