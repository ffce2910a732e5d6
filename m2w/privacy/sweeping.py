"""What goes by itself when nobody touches it: drafts, of which no list is made or approved.

Every app declares its own in a module `privacy`: `SWEEPS`. `manage.py erase` does them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from m2w.privacy.classification import declared


@dataclass(frozen=True, slots=True)
class Sweep:
    """A kind of rows: which are due today, and what deletes them and tells how many it were."""

    model: Any
    due: Callable[[], QuerySet[Any]]
    run: Callable[[], int]

    @property
    def label(self) -> str:
        return self.model._meta.label_lower


def sweeps() -> tuple[Sweep, ...]:
    return declared("SWEEPS")
