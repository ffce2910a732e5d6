"""What the volunteers are paid for their costs."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from m2w import notation
from m2w.fields import MoneyField
from m2w.models import BaseModel
from matching.models.mentors import Mentor
from matching.querysets import VolunteerFeeQuerySet
from programmes.models import ClaimLine, Project


class VolunteerFee(BaseModel):
    """The fixed fee of a mentor for one day of a project, within the maxima of the law.

    Once it stands on a line of a claim it is declared; a line that is taken off the claim leaves
    the fee as it was before.
    """

    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="fees")
    project = models.ForeignKey(Project, models.PROTECT, related_name="volunteer_fees")
    day = models.DateField(_("dag"))
    amount = MoneyField(_("bedrag"))
    claim_line = models.OneToOneField(
        ClaimLine,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="volunteer_fee",
        verbose_name=_("kost"),
    )

    objects = VolunteerFeeQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "mentor__last_name", "mentor__first_name", "code"]
        verbose_name = _("vrijwilligersvergoeding")
        verbose_name_plural = _("vrijwilligersvergoedingen")
        indexes = [models.Index(fields=["project", "day"], name="volunteer_fee_year")]
        constraints = [
            models.UniqueConstraint(
                fields=["mentor", "project", "day"],
                name="volunteer_fee_once",
                violation_error_message=_("Voor die dag is er al een vergoeding."),
                violation_error_code="fee_exists",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="volunteer_fee_positive",
                violation_error_message=_("Een vergoeding is meer dan nul."),
            ),
        ]

    def __str__(self) -> str:
        return f"{notation.day(self.day)} {self.mentor}"
