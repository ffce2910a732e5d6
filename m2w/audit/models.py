"""The record: who did or saw what, and when. It holds no values of personal data."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from m2w.accounts.choices import Role
from m2w.audit.querysets import EntryQuerySet


class Entry(models.Model):
    """One line of the record. `details` holds codes, counts and checksums only.

    Lines are chained: each holds the hash of the one before it and one of its own. The database
    refuses to change or remove a line, and to add one that does not go on where the record ends
    (`triggers.py`).
    """

    at = models.DateTimeField(_("tijdstip"), default=timezone.now)
    request = models.UUIDField(null=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, blank=True)
    role = models.CharField(_("rol"), max_length=20, choices=Role, blank=True)
    action = models.CharField(_("handeling"), max_length=60)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=40, blank=True)
    details = models.JSONField(default=dict, blank=True)
    previous = models.CharField(max_length=64, editable=False)
    hash = models.CharField(max_length=64, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("lijn van het register")
        verbose_name_plural = _("lijnen van het register")
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="entry_object"),
            models.Index(fields=["actor", "at"], name="entry_actor"),
            models.Index(fields=["organisation", "at"], name="entry_organisation"),
            models.Index(fields=["action"], name="entry_action"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"


class Tail(models.Model):
    """Where the record ends: its last hash and how many lines it counts. One row, moved on by
    the database with every line; whoever wants to add lines holds it."""

    hash = models.CharField(max_length=64)
    lines = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("einde van het register")
        verbose_name_plural = _("einde van het register")

    def __str__(self) -> str:
        return f"{self.lines} {self.hash}"
