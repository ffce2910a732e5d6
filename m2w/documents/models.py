"""Documents that belong to an object: what is known of them; the files lie on the shelf."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from m2w import notation
from m2w.documents import owners
from m2w.documents.choices import CONTENT_TYPES, ContentKind
from m2w.documents.querysets import DocumentQuerySet
from m2w.models import BaseModel


class Document(BaseModel):
    """A file about one object of a registered kind, named by its model and id.

    On disk it has a random name: what someone called it is kept here only.
    """

    owner_type = models.CharField(max_length=60)
    owner_id = models.UUIDField()
    title = models.CharField(_("titel"), max_length=200)
    original_name = models.CharField(_("bestandsnaam"), max_length=200)
    kind = models.CharField(_("soort"), max_length=4, choices=ContentKind)
    size = models.PositiveIntegerField(_("grootte"))
    sha256 = models.CharField(max_length=64)
    stored_name = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("toegevoegd door")
    )
    uploaded_at = models.DateTimeField(_("toegevoegd op"), auto_now_add=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "code"]
        verbose_name = _("document")
        verbose_name_plural = _("documenten")
        indexes = [models.Index(fields=["owner_type", "owner_id"], name="document_owner")]
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gte=1),
                name="document_not_empty",
                violation_error_message=_("Dit bestand is leeg."),
                violation_error_code="empty",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[ContentKind(self.kind)]

    @property
    def size_text(self) -> str:
        """`1,5 MB`, or `12 kB` for what is smaller than one."""
        if self.size < 1_000_000:
            return f"{notation.number(max(1, self.size / 1000), 0)}{notation.NBSP}kB"
        return f"{notation.number(self.size / 1_000_000, 1)}{notation.NBSP}MB"

    @property
    def owner_kind(self) -> owners.Owner:
        return owners.labelled(self.owner_type)

    @property
    def owner(self) -> Any:
        """The object it belongs to."""
        return self.owner_kind.model.objects.get(pk=self.owner_id)
