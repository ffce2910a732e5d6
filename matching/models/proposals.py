"""What is proposed, and what never may be."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from m2w.models import BaseModel
from matching.models.mentors import Mentor
from matching.querysets import VetoQuerySet
from programmes.models import Mentee


class Veto(BaseModel):
    """A pair that must not be proposed (again), decided by a person."""

    mentee = models.ForeignKey(Mentee, models.CASCADE, related_name="vetoes")
    mentor = models.ForeignKey(Mentor, models.CASCADE, related_name="vetoes")
    decided_on = models.DateField(_("beslist op"))
    reason = models.CharField(_("reden"), max_length=500, blank=True)

    objects = VetoQuerySet.as_manager()

    class Meta:
        ordering = ["decided_on", "code"]
        verbose_name = _("veto")
        verbose_name_plural = _("veto’s")
        constraints = [
            models.UniqueConstraint(
                fields=["mentee", "mentor"],
                name="veto_once",
                violation_error_message=_("Dit veto bestaat al."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.mentee} × {self.mentor}"
