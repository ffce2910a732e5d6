"""What every object of the domain has in common."""

import secrets
import uuid
from typing import Any

from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from m2w.fields import validate_code


def new_code() -> str:
    """A code for an object that its owner did not name."""
    return secrets.token_hex(6)


class BaseModel(models.Model):
    """UUID key, the owner's stable code, and a version that changes with every save.

    Every save keeps the values as they were in the history, with who saved them; what is loaded
    in bulk has no history.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(
        max_length=40, unique=True, default=new_code, validators=[validate_code]
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords(inherit=True, excluded_fields=["created_at", "updated_at"])

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            self.version += 1
        super().save(*args, **kwargs)

    def begin_history(self) -> None:
        """Keep the values as they are before the first change: what was loaded has no history."""
        if not self.history.exists():
            first = type(self)._meta.base_manager.get(pk=self.pk)
            type(self).history.bulk_history_create([first], default_date=first.updated_at)

    def touch(self) -> None:
        """What belongs to it changed: who read it before, read something else. Its own values did
        not, and get no line of history."""
        rows = type(self)._meta.base_manager.filter(pk=self.pk)
        rows.update(version=F("version") + 1, updated_at=timezone.now())
        self.version += 1

    def forget(self) -> None:
        """Delete it with all that it ever said: no history of it stays."""
        key = self.pk
        self.delete()
        type(self).history.model._meta.base_manager.filter(id=key).delete()

    def save_loaded(self) -> None:
        """Save what a package says of it: loading writes no history (readings.md 23)."""
        self.skip_history_when_saving = True
        try:
            self.save()
        finally:
            del self.skip_history_when_saving


# What erasure leaves of a name (readings.md 22).
ERASED = "erased"


class PersonalFile(BaseModel):
    """What is kept of one person outside the organisations: a mentee or a mentor.

    An erased file only counts: nobody opens it. A restricted one is read by the coordinator
    alone and changed by nobody, until the restriction is lifted.
    """

    is_erased = models.BooleanField(_("gewist"), default=False, editable=False)
    restricted_on = models.DateField(_("beperkt sinds"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True
