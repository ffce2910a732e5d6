from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models

from m2w.accounts.models import User
from m2w.audit import chain
from m2w.audit.models import Entry
from m2w.requests import request_id


def record(
    action: str,
    *,
    by: User | None = None,
    about: models.Model | None = None,
    details: dict[str, Any] | None = None,
) -> None:
    """Put one act on the record, in the transaction of the act.

    `action` is a dotted code such as `enrolment.approved`. `details` never holds values of
    personal data: codes, counts and checksums only. Until the transaction ends nobody else can
    add to the record, so this comes last.
    """
    kind = about._meta.label_lower if about else ""
    chain.append([line(action, by, kind, str(about.pk) if about else "", details or {})])


def record_all(acts: Iterable[tuple[str, str, str, dict[str, Any]]], *, by: User | None) -> None:
    """Several (action, kind, id, details) of one request at once, in one statement."""
    chain.append([line(action, by, kind, pk, details) for action, kind, pk, details in acts])


def line(action: str, by: User | None, kind: str, pk: str, details: dict[str, Any]) -> Entry:
    acting = by.acting if by else None
    return Entry(
        request=request_id(),
        actor=by,
        organisation=acting.organisation if acting else None,
        role=acting.role if acting else "",
        action=action,
        object_type=kind,
        object_id=pk,
        details=details,
    )


EXAMPLE_DATA = "example_data.loaded"


def record_example_data() -> None:
    record(EXAMPLE_DATA)


def holds_example_data() -> bool:
    """Whether everything here is invented: the site then says so on every page."""
    return settings.DEBUG and Entry.objects.filter(action=EXAMPLE_DATA).exists()
