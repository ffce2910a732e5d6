"""What a project really cost, as its promoter declares it and VDAB controls it."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from m2w.accounts.models import Staff
from m2w.fields import MoneyField
from m2w.models import BaseModel
from programmes.choices import ClaimState, CostCategory, SampleMethod
from programmes.models.calls import Project
from programmes.money_querysets import (
    ClaimLineQuerySet,
    ClaimQuerySet,
    ControlSampleQuerySet,
    CostPlanQuerySet,
)


class CostPlan(BaseModel):
    """What a project means to spend in a year on one category: what its claim stands beside."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="cost_plans")
    year = models.PositiveSmallIntegerField(_("jaar"))
    category = models.CharField(_("categorie"), max_length=10, choices=CostCategory)
    amount = MoneyField(_("begroot bedrag"))

    objects = CostPlanQuerySet.as_manager()

    class Meta:
        ordering = ["project__code", "year", "category"]
        verbose_name = _("begroting")
        verbose_name_plural = _("begrotingen")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "year", "category"],
                name="cost_plan_once",
                violation_error_message=_("Voor dit jaar en deze categorie is er al een bedrag."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="cost_plan_not_negative",
                violation_error_message=_("Een bedrag is niet negatief."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.year} {self.get_category_display()}"


class Claim(BaseModel):
    """Real costs of a project for one year and category. Its amounts are those of its lines."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="claims")
    year = models.PositiveSmallIntegerField(_("jaar"))
    category = models.CharField(_("categorie"), max_length=10, choices=CostCategory)
    declared_on = models.DateField(_("ingediend op"), null=True, blank=True)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    controlled_on = models.DateField(_("gecontroleerd op"), null=True, blank=True)
    controlled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
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
                condition=Q(controlled_on__isnull=True)
                | Q(declared_on__isnull=False, controlled_on__gte=F("declared_on")),
                name="claim_controlled_after_declaration",
                violation_error_message=_("De controle volgt op de indiening."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.year} {self.get_category_display()}"

    @property
    def title(self) -> str:
        """What it is of its project: `Personeel 2021`."""
        return f"{capfirst(str(self.get_category_display()))} {self.year}"

    @property
    def state(self) -> ClaimState:
        if self.declared_on is None:
            return ClaimState.DRAFT
        return ClaimState.SUBMITTED if self.controlled_on is None else ClaimState.CONTROLLED


class ClaimLine(BaseModel):
    """One cost on a claim: what was declared, and what was accepted after control.

    `invoice_key` tells the same invoice of the same supplier, however they are written. A staff
    line has the hours that someone worked, and the yearly cost that an hour's cost follows from.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField(_("nummer"), default=1)
    description = models.CharField(_("omschrijving"), max_length=300, blank=True)
    supplier = models.CharField(_("leverancier"), max_length=200, blank=True)
    invoice_number = models.CharField(_("factuurnummer"), max_length=60, blank=True)
    invoice_key = models.CharField(max_length=280, blank=True, editable=False, db_index=True)
    repeated_reason = models.CharField(
        _("waarom deze factuur er nog eens staat"), max_length=300, blank=True
    )
    staff = models.ForeignKey(
        Staff,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="claim_lines",
        verbose_name=_("medewerker"),
    )
    hours = models.DecimalField(_("uren"), max_digits=7, decimal_places=2, null=True, blank=True)
    yearly_cost = MoneyField(_("loonkost per jaar"), null=True, blank=True)
    spent_on = models.DateField(_("datum van de kost"), null=True, blank=True)
    amount_declared = MoneyField(_("ingediend bedrag"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    proof_question = models.TextField(_("gevraagd bewijs"), blank=True)
    proof_asked_on = models.DateField(_("bewijs gevraagd op"), null=True, blank=True)
    proof_answer = models.TextField(_("antwoord van de promotor"), blank=True)
    proof_answered_on = models.DateField(_("bewijs bezorgd op"), null=True, blank=True)
    amount_accepted = MoneyField(_("aanvaard bedrag"), null=True, blank=True)
    control_reason = models.TextField(_("reden"), blank=True)
    controlled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ClaimLineQuerySet.as_manager()

    class Meta:
        ordering = ["claim_id", "number"]
        verbose_name = _("kost")
        verbose_name_plural = _("kosten")
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "number"],
                name="claim_line_number_once",
                violation_error_message=_("Deze lijn bestaat al."),
            ),
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
            models.CheckConstraint(
                condition=Q(hours__isnull=True) | Q(hours__gt=0),
                name="claim_line_hours_positive",
                violation_error_message=_("Uren zijn meer dan nul."),
            ),
            models.CheckConstraint(
                condition=Q(entered_by__isnull=True)
                | Q(controlled_by__isnull=True)
                | ~Q(controlled_by=F("entered_by")),
                name="claim_line_controlled_by_another",
                violation_error_message=_("Niemand controleert wat hij zelf invoerde."),
            ),
            models.CheckConstraint(
                condition=Q(proof_answered_on__isnull=True)
                | Q(proof_asked_on__isnull=False, proof_answered_on__gte=F("proof_asked_on")),
                name="claim_line_proof_after_question",
                violation_error_message=_("Het bewijs volgt op de vraag."),
            ),
        ]

    def __str__(self) -> str:
        return self.description or str(self.staff or self.amount_declared)

    @property
    def asks_for_proof(self) -> bool:
        """Whether VDAB asked something of it that the promoter did not answer yet."""
        return self.proof_asked_on is not None and self.proof_answered_on is None

    @property
    def refused(self) -> Decimal | None:
        """What control took off; None while nobody judged it."""
        return None if self.amount_accepted is None else self.amount_declared - self.amount_accepted


class ControlSample(BaseModel):
    """Which lines of a claim are controlled, when not all are.

    The lines follow from the seed, the method and the size: whoever draws again finds the same.
    """

    claim = models.OneToOneField(Claim, models.CASCADE, related_name="sample")
    method = models.CharField(_("methode"), max_length=8, choices=SampleMethod)
    size = models.PositiveSmallIntegerField(_("aantal lijnen"))
    seed = models.CharField(_("startwaarde"), max_length=40)
    drawn_on = models.DateField(_("getrokken op"))
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ControlSampleQuerySet.as_manager()

    class Meta:
        ordering = ["claim_id"]
        verbose_name = _("steekproef")
        verbose_name_plural = _("steekproeven")
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gte=1),
                name="control_sample_not_empty",
                violation_error_message=_("Een steekproef telt minstens één lijn."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.claim} {self.seed}"
