"""What every object of the domain has in common."""

import secrets
import uuid
from typing import Any

from django.db import models

from m2w.fields import validate_code


def new_code() -> str:
    """A code for an object that its owner did not name."""
    return secrets.token_hex(6)


class BaseModel(models.Model):
    """UUID key, the owner's stable code, and a version that changes with every save."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(
        max_length=40, unique=True, default=new_code, validators=[validate_code]
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            self.version += 1
        super().save(*args, **kwargs)
