"""What became of an enrolment, and the moments at which somebody asked."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.models import BaseModel
from programmes.choices import (
    WORK_KINDS,
    Evidence,
    MeasurementResult,
    OutcomeKind,
    Verification,
)
from programmes.measuring import MONTHS
from programmes.models.enrolments import Enrolment
from programmes.querysets import MeasurementQuerySet, OutcomeQuerySet

LONGEST_NOTE = 300


class Outcome(BaseModel):
    """Work, training or another result of an enrolment. Verification changes no count.

    `verified_on` is empty until VDAB looked it up. What was loaded as verified has no
    `verification`, and nobody who did it.
    """

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="outcomes")
    kind = models.CharField(_("soort"), max_length=15, choices=OutcomeKind)
    started_on = models.DateField(_("begonnen op"))
    ended_on = models.DateField(_("geëindigd op"), null=True, blank=True)
    employer = models.CharField(_("werkgever"), max_length=200, blank=True)
    sector = models.CharField(_("sector"), max_length=1, blank=True)
    verified_on = models.DateField(_("nagekeken op"), null=True, blank=True)
    # What the data package does not carry.
    evidence = models.CharField(_("waaruit blijkt het"), max_length=9, choices=Evidence, blank=True)
    note = models.CharField(_("nota"), max_length=LONGEST_NOTE, blank=True)
    verification = models.CharField(
        _("resultaat van het nakijken"), max_length=11, choices=Verification, blank=True
    )
    verification_note = models.CharField(_("nota van VDAB"), max_length=LONGEST_NOTE, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["started_on", "kind", "code"]
        verbose_name = _("uitstroom")
        verbose_name_plural = _("uitstroom")
        indexes = [
            # What VDAB is still to look up, the oldest first.
            models.Index(
                fields=["started_on"],
                condition=Q(verified_on__isnull=True),
                name="outcome_to_verify",
            )
        ]
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

    @property
    def is_work(self) -> bool:
        return self.kind in WORK_KINDS

    def goes_on(self) -> bool:
        """Whether it has begun and not ended today."""
        today = periods.today()
        return self.started_on <= today and (self.ended_on is None or self.ended_on > today)


class Measurement(BaseModel):
    """That somebody asked, so many months after the end, what became of an enrolment.

    What they found are its outcomes.
    """

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="measurements")
    month = models.PositiveSmallIntegerField(_("maanden na het einde"))
    measured_on = models.DateField(_("gemeten op"))
    result = models.CharField(_("resultaat"), max_length=11, choices=MeasurementResult)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        ordering = ["enrolment", "month"]
        verbose_name = _("meting")
        verbose_name_plural = _("metingen")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "month"],
                name="measurement_once",
                violation_error_message=_("Deze meting is al gedaan."),
                violation_error_code="already_measured",
            ),
            models.CheckConstraint(
                condition=Q(month__in=MONTHS),
                name="measurement_month_planned",
                violation_error_message=_("Gemeten wordt na 1, 3, 6 en 12 maanden."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measured_on}: {self.get_result_display()}"
