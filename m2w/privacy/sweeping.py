"""What goes by itself when nobody touches it: drafts, of which no list is made or approved.

Every app declares its own in a module `privacy`: `SWEEPS`. `manage.py erase` does them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from m2w.audit.services import record
from m2w.privacy.classification import declared

# What nobody touches goes after so many days [choice].
UNTOUCHED_DAYS = 90
Due = Callable[[], QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class Sweep:
    """A kind of rows: which are due today, and what deletes them and tells how many it were."""

    model: Any
    due: Due
    run: Callable[[], int]

    @property
    def label(self) -> str:
        return self.model._meta.label_lower


def sweeps() -> tuple[Sweep, ...]:
    return declared("SWEEPS")


def forget_each(due: Due, action: str) -> int:
    """Delete what is due, each in a transaction of its own; how many it were."""
    keys = list(due().values_list("pk", flat=True))
    return sum(forget_one(due, key, action) for key in keys)


@transaction.atomic
def forget_one(due: Due, key: Any, action: str) -> bool:
    """Delete one, unless somebody touched it just now."""
    found = due().select_for_update(of=("self",)).filter(pk=key).first()
    if found is None:
        return False
    record(action, about=found)
    found.forget()
    return True
