from typing import Any

from django.db import models

from m2w.accounts.models import User
from m2w.audit.models import Entry


def record(
    action: str,
    *,
    by: User | None = None,
    about: models.Model | None = None,
    details: dict[str, Any] | None = None,
) -> Entry:
    """Put one act on the record, in the transaction of the act.

    `action` is a dotted code such as `enrolment.approved`. `details` never holds values of
    personal data: codes, counts and checksums only.
    """
    acting = by.acting if by else None
    return Entry.objects.create(
        actor=by,
        organisation=acting.organisation if acting else None,
        role=acting.role if acting else "",
        action=action,
        object_type=about._meta.label_lower if about else "",
        object_id=str(about.pk) if about else "",
        details=details or {},
    )


EXAMPLE_DATA = "example_data.loaded"


def record_example_data() -> None:
    record(EXAMPLE_DATA)


def holds_example_data() -> bool:
    """Whether everything here is invented: the site then says so on every page."""
    return Entry.objects.filter(action=EXAMPLE_DATA).exists()
