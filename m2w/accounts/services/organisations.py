"""Organisations: those that take part, and what is agreed with them."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from m2w.accounts.models import Organisation, User
from m2w.accounts.package import OrganisationTable
from m2w.audit.services import record
from m2w.corrections import change, remember, reviewed
from m2w.refusals import save
from m2w.workflow import locked


@transaction.atomic
def register_organisation(values: Mapping[str, Any], *, by: User) -> Organisation:
    """Add an organisation.

    Raises PermissionDenied, ValidationError at the fields, and Refused for a code that is taken.
    """
    if by.acting is None or by.acting.role not in Organisation.objects.all().editors:
        raise PermissionDenied
    made: Organisation = reviewed(OrganisationTable(), values)
    remember(made, by)
    save(made)
    record("organisation.registered", by=by, about=made)
    return made


@transaction.atomic
def correct_organisation(
    organisation: Organisation, values: Mapping[str, Any], *, by: User, version: int
) -> Organisation:
    """Give an organisation other values.

    Raises PermissionDenied, ValidationError at the fields, and Outdated.
    """
    found = locked(Organisation.objects.editable_by(by), organisation)
    changed = change(found, OrganisationTable(), values, version)
    if changed:
        remember(found, by)
        save(found)
        record("organisation.corrected", by=by, about=found, details={"fields": changed})
    return found
