from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from m2w.models import BaseModel
from programmes.choices import OutcomeKind
from programmes.models.enrolments import Enrolment
from programmes.querysets import OutcomeQuerySet


class Outcome(BaseModel):
    """Work, training or another result of an enrolment. Verification changes no count."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="outcomes")
    kind = models.CharField(_("soort"), max_length=15, choices=OutcomeKind)
    started_on = models.DateField(_("begonnen op"))
    ended_on = models.DateField(_("geëindigd op"), null=True, blank=True)
    employer = models.CharField(_("werkgever"), max_length=200, blank=True)
    sector = models.CharField(_("sector"), max_length=1, blank=True)
    verified_on = models.DateField(_("nagekeken op"), null=True, blank=True)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["started_on", "kind", "code"]
        verbose_name = _("uitstroom")
        verbose_name_plural = _("uitstroom")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "kind", "started_on"],
                name="outcome_once",
                violation_error_message=_("Deze uitstroom is al geregistreerd."),
                violation_error_code="outcome_exists",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="outcome_ends_after_start",
                violation_error_message=_("De uitstroom eindigt niet voor ze begint."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.started_on})"
