"""What the facts of every kind have in common."""

import hashlib
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from reporting.selection import Selection

Name = Callable[[str, object], str]
At = dict[UUID, dict[str, Any]]

BATCH = 2000


def digest(text: str) -> str:
    """A text that is compared, not read."""
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""


def known(day: date | None, as_of: date) -> str | None:
    """A date after the day counts as empty (domain.md 6)."""
    return day.isoformat() if day and day <= as_of else None


def places_of(selection: Selection) -> At:
    """Where everything of a project stands."""
    return {
        project.pk: {
            "project": project.code,
            "lot": project.lot.code,
            "call": project.lot.call.code,
            "promoter": project.promoter.code,
            "lot_province": list(project.lot.provinces),
        }
        for project in selection.projects
    }
