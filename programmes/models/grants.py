"""What was granted to a project at most. Euro, never float."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from m2w import notation
from m2w.fields import MoneyField
from m2w.models import BaseModel
from programmes.choices import GrantKind
from programmes.models.calls import Project
from programmes.money_querysets import GrantQuerySet


class TwoPeopleModel(BaseModel):
    """Entered by one person, confirmed by another; it counts from the confirmation on."""

    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("bevestigd"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def counts(self) -> bool:
        """Loaded, or confirmed by a second person."""
        return self.entered_by_id is None or self.confirmed_by_id is not None


SECOND_PERSON = Q(entered_by__isnull=True) | ~Q(confirmed_by=F("entered_by"))


class Grant(TwoPeopleModel):
    """A dated decision that adds to, or lowers, the maximum amount of a project."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="grants")
    kind = models.CharField(_("soort"), max_length=9, choices=GrantKind)
    decided_on = models.DateField(_("beslist op"))
    amount = MoneyField(_("bedrag"))
    months = models.PositiveSmallIntegerField(_("maanden"), null=True, blank=True)
    above_lot_reason = models.TextField(_("reden boven het budget van het perceel"), blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        ordering = ["project__code", "decided_on", "kind"]
        verbose_name = _("toekenning")
        verbose_name_plural = _("toekenningen")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "kind", "decided_on"],
                name="grant_once",
                violation_error_message=_("Deze toekenning bestaat al."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="grant_not_negative",
                violation_error_message=_("Een bedrag is niet negatief."),
            ),
            models.CheckConstraint(
                condition=SECOND_PERSON,
                name="grant_confirmed_by_another",
                violation_error_message=_("Iemand anders bevestigt de toekenning."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {notation.day(self.decided_on)}"
