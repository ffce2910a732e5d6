"""What VDAB settles and pays of the accepted costs of a project."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from m2w import notation
from m2w.fields import MoneyField
from m2w.models import BaseModel
from programmes.choices import PaymentKind
from programmes.models.calls import Project
from programmes.models.grants import SECOND_PERSON, TwoPeopleModel
from programmes.money_querysets import (
    PaymentListQuerySet,
    PaymentQuerySet,
    SettlementCorrectionQuerySet,
    SettlementQuerySet,
)


class Settlement(TwoPeopleModel):
    """The yearly settlement of the accepted real costs of a project (Q479 answer 2).

    It closes the year: what changes after it is a correction. That all of it stays within what
    was granted is kept by triggers (`money_triggers.py`).
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="settlements")
    year = models.PositiveSmallIntegerField(_("jaar"))
    amount = MoneyField(_("bedrag"))
    settled_on = models.DateField(_("afgerekend op"))

    objects = SettlementQuerySet.as_manager()

    class Meta:
        ordering = ["project__code", "year"]
        verbose_name = _("afrekening")
        verbose_name_plural = _("afrekeningen")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "year"],
                name="settlement_once_per_year",
                violation_error_message=_("Dit jaar is al afgerekend."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="settlement_not_negative",
                violation_error_message=_("Een bedrag is niet negatief."),
            ),
            models.CheckConstraint(
                condition=SECOND_PERSON,
                name="settlement_confirmed_by_another",
                violation_error_message=_("Iemand anders bevestigt de afrekening."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.year}"


class SettlementCorrection(TwoPeopleModel):
    """A dated change of a settlement that stands: `amount` is added to it, or taken off."""

    settlement = models.ForeignKey(Settlement, models.PROTECT, related_name="corrections")
    amount = MoneyField(_("bedrag"))
    corrected_on = models.DateField(_("verbeterd op"))
    reason = models.TextField(_("reden"))

    objects = SettlementCorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["settlement_id", "corrected_on"]
        verbose_name = _("correctie")
        verbose_name_plural = _("correcties")
        constraints = [
            models.UniqueConstraint(
                fields=["settlement", "corrected_on"],
                name="correction_once_a_day",
                violation_error_message=_("Op die dag is er al een correctie."),
            ),
            models.CheckConstraint(
                condition=~Q(amount=0),
                name="correction_changes_something",
                violation_error_message=_("Een correctie verandert iets."),
            ),
            models.CheckConstraint(
                condition=SECOND_PERSON,
                name="correction_confirmed_by_another",
                violation_error_message=_("Iemand anders bevestigt de correctie."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.settlement}, {notation.day(self.corrected_on)}"


class PaymentList(BaseModel):
    """Payments that went together to the ledger of the agency, each of them once."""

    number = models.PositiveIntegerField(_("nummer"), unique=True)
    made_on = models.DateField(_("gemaakt op"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = PaymentListQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name = _("betaallijst")
        verbose_name_plural = _("betaallijsten")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.number}"


class Payment(BaseModel):
    """A dated payment: an advance or balance to the promoter, or a recovery from it."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="payments")
    kind = models.CharField(_("soort"), max_length=8, choices=PaymentKind)
    decided_on = models.DateField(_("beslist op"))
    paid_on = models.DateField(_("betaald op"), null=True, blank=True)
    amount = MoneyField(_("bedrag"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    listed_in = models.ForeignKey(
        PaymentList,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="payments",
        verbose_name=_("betaallijst"),
    )

    objects = PaymentQuerySet.as_manager()

    class Meta:
        ordering = ["project__code", "decided_on", "kind"]
        verbose_name = _("betaling")
        verbose_name_plural = _("betalingen")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "kind", "decided_on"],
                name="payment_once",
                violation_error_message=_("Deze betaling bestaat al."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="payment_not_negative",
                violation_error_message=_("Een bedrag is niet negatief."),
            ),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True) | Q(paid_on__gte=F("decided_on")),
                name="payment_after_decision",
                violation_error_message=_("Een betaling volgt op de beslissing."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {notation.day(self.decided_on)}"
