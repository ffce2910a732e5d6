"""Money of a project: what was granted at most, and what it really cost. Euro, never float."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from m2w.fields import MoneyField
from m2w.models import BaseModel
from programmes.choices import CostCategory, GrantKind, PaymentKind
from programmes.models.calls import Project
from programmes.querysets import (
    ClaimQuerySet,
    GrantQuerySet,
    PaymentQuerySet,
    SettlementQuerySet,
)


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
        return f"{self.get_kind_display()} {self.decided_on}"


class Claim(BaseModel):
    """Real costs of a project for one year and category. Its amounts are those of its lines."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="claims")
    year = models.PositiveSmallIntegerField(_("jaar"))
    category = models.CharField(_("categorie"), max_length=10, choices=CostCategory)
    declared_on = models.DateField(_("ingediend op"), null=True, blank=True)
    controlled_on = models.DateField(_("gecontroleerd op"), null=True, blank=True)
    control_reason = models.TextField(_("toelichting bij de controle"), blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["project__code", "year", "category"]
        verbose_name = _("kostendeclaratie")
        verbose_name_plural = _("kostendeclaraties")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "year", "category"],
                name="claim_once_per_year_and_category",
                violation_error_message=_("Voor dit jaar en deze categorie is er al een."),
            ),
            models.CheckConstraint(
                condition=Q(controlled_on__isnull=True) | Q(controlled_on__gte=F("declared_on")),
                name="claim_controlled_after_declaration",
                violation_error_message=_("De controle volgt op de indiening."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.year} {self.get_category_display()}"


class ClaimLine(models.Model):
    """One cost on a claim: what was declared, and what was accepted after control."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="lines")
    description = models.CharField(_("omschrijving"), max_length=300, blank=True)
    supplier = models.CharField(_("leverancier"), max_length=200, blank=True)
    invoice_number = models.CharField(_("factuurnummer"), max_length=60, blank=True)
    spent_on = models.DateField(_("datum van de kost"), null=True, blank=True)
    amount_declared = MoneyField(_("ingediend bedrag"))
    amount_accepted = MoneyField(_("aanvaard bedrag"), null=True, blank=True)
    control_reason = models.TextField(_("reden"), blank=True)

    class Meta:
        ordering = ["claim_id", "pk"]
        verbose_name = _("kost")
        verbose_name_plural = _("kosten")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_declared__gte=0),
                name="claim_line_not_negative",
                violation_error_message=_("Een bedrag is niet negatief."),
            ),
            models.CheckConstraint(
                condition=Q(amount_accepted__isnull=True)
                | Q(amount_accepted__gte=0, amount_accepted__lte=F("amount_declared")),
                name="claim_line_accepted_at_most_declared",
                violation_error_message=_("Aanvaard is nooit meer dan ingediend."),
            ),
        ]

    def __str__(self) -> str:
        return self.description or str(self.amount_declared)


class Settlement(TwoPeopleModel):
    """The yearly settlement of the accepted real costs of a project (Q479 answer 2)."""

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


class Payment(BaseModel):
    """A dated payment: an advance or balance to the promoter, or a recovery from it."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="payments")
    kind = models.CharField(_("soort"), max_length=8, choices=PaymentKind)
    decided_on = models.DateField(_("beslist op"))
    paid_on = models.DateField(_("betaald op"), null=True, blank=True)
    amount = MoneyField(_("bedrag"))

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
        return f"{self.get_kind_display()} {self.decided_on}"
