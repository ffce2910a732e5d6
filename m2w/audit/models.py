"""The record: who did or saw what, and when. It holds no values of personal data."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One line of the record. `details` holds codes, counts and checksums only."""

    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, blank=True)
    role = models.CharField(_("rol"), max_length=20, blank=True)
    action = models.CharField(_("handeling"), max_length=60)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=40, blank=True)
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("lijn van het register")
        verbose_name_plural = _("register")
        indexes = [models.Index(fields=["object_type", "object_id"], name="entry_object")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"
