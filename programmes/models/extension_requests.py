"""What a promoter asks for before its project is extended, and what VDAB decided."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from m2w.fields import MoneyField
from m2w.models import BaseModel
from programmes.choices import RequestState
from programmes.models.calls import Project
from programmes.querysets import ExtensionRequestQuerySet


class ExtensionRequest(BaseModel):
    """Asked by the promoter, decided by VDAB; one that was refused may be followed by another."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="extension_requests")
    state = models.CharField(
        _("stand"), max_length=7, choices=RequestState, default=RequestState.ASKED
    )
    asked_on = models.DateField(_("gevraagd op"))
    months = models.PositiveSmallIntegerField(_("maanden"))
    amount = MoneyField(_("bedrag"))
    motivation = models.TextField(_("motivering"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_on = models.DateField(_("beslist op"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    refusal_reason = models.TextField(_("reden van weigering"), blank=True)

    objects = ExtensionRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_on", "code"]
        verbose_name = _("vraag om verlenging")
        verbose_name_plural = _("vragen om verlenging")
        constraints = [
            models.UniqueConstraint(
                fields=["project"],
                condition=~Q(state=RequestState.REFUSED),
                name="extension_asked_once",
                violation_error_message=_("Voor dit project is al een verlenging gevraagd."),
                violation_error_code="asked_already",
            ),
            models.CheckConstraint(
                condition=Q(months__gte=1),
                name="extension_request_has_months",
                violation_error_message=_("Een verlenging duurt minstens één maand."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="extension_request_not_negative",
                violation_error_message=_("Een bedrag is niet negatief."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state=RequestState.ASKED, decided_on__isnull=True, decided_by__isnull=True
                )
                | Q(decided_on__gte=F("asked_on"), decided_by__isnull=False)
                & ~Q(state=RequestState.ASKED),
                name="extension_request_decided_by_someone",
                violation_error_message=_("Een beslissing heeft een datum en een beslisser."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} +{self.months}"
