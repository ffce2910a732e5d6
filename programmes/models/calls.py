"""What VDAB asks for and grants: calls, their lots, and the projects in them."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from m2w.accounts.models import Organisation
from m2w.fields import CodeListField, MoneyField
from m2w.models import BaseModel
from m2w.periods import ONE_DAY, Period
from programmes.choices import dutch_levels
from programmes.eligibility import LotRules
from programmes.querysets import (
    CallQuerySet,
    ExtensionQuerySet,
    LotQuerySet,
    OutflowDefinitionQuerySet,
    ProjectQuerySet,
)
from programmes.terms import last_day_after

LONGEST_REASON = 500


def default_weights() -> dict[str, int]:
    return {
        "sector": 30,
        "language": 20,
        "distance": 20,
        "availability": 15,
        "interests": 10,
        "wishes": 5,
    }


class Call(BaseModel):
    """A VDAB call. Its numbers are the parameters that a policy maker may change [choice]."""

    title = models.CharField(_("titel"), max_length=200)
    reference = models.CharField(_("referentie"), max_length=60)
    budget = MoneyField(_("budget"))
    opens_on = models.DateField(_("open vanaf"))
    closes_on = models.DateField(_("open tot en met"), null=True, blank=True)
    initial_months = models.PositiveSmallIntegerField(_("looptijd in maanden"), default=24)
    extension_months = models.PositiveSmallIntegerField(_("verlenging in maanden"), default=12)
    max_dutch_level = models.CharField(
        _("hoogste niveau Nederlands"), max_length=7, choices=dutch_levels, default="A2"
    )
    max_level_may_be_attested = models.BooleanField(_("attest toegelaten"), default=False)
    min_shared_language_level = models.CharField(
        _("laagste niveau van een gemeenschappelijke taal"),
        max_length=7,
        choices=dutch_levels,
        default="A2",
    )
    sustainable_months = models.PositiveSmallIntegerField(_("duurzaam na maanden"), default=3)
    outflow_horizon_months = models.PositiveSmallIntegerField(_("termijn in maanden"), default=12)
    spell_gap_days = models.PositiveSmallIntegerField(_("onderbreking in dagen"), default=31)
    under_use_pct = models.PositiveSmallIntegerField(_("onderbenutting onder"), default=90)
    over_use_pct = models.PositiveSmallIntegerField(_("overbenutting boven"), default=110)
    decision_workdays = models.PositiveSmallIntegerField(
        _("norm voor een beslissing in werkdagen"), default=10
    )
    yearly_hours_norm = models.PositiveSmallIntegerField(
        _("uren per jaar van een voltijdse"), null=True, blank=True
    )
    overhead_pct = models.DecimalField(
        _("overhead in procent van het personeel"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
    )
    match_weights = models.JSONField(_("gewichten bij matching"), default=default_weights)

    objects = CallQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("oproep")
        verbose_name_plural = _("oproepen")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(budget__gte=0),
                name="call_budget_not_negative",
                violation_error_message=_("Een budget is niet negatief."),
            ),
            models.CheckConstraint(
                condition=models.Q(closes_on__isnull=True)
                | models.Q(closes_on__gte=models.F("opens_on")),
                name="call_closes_after_opening",
                violation_error_message=_("De oproep sluit niet voor hij opent."),
            ),
            models.CheckConstraint(
                condition=models.Q(yearly_hours_norm__isnull=True)
                | models.Q(yearly_hours_norm__gte=1),
                name="call_hours_norm_positive",
                violation_error_message=_("Een jaar telt minstens één uur."),
            ),
            models.CheckConstraint(
                condition=models.Q(overhead_pct__isnull=True)
                | models.Q(overhead_pct__gte=0, overhead_pct__lte=100),
                name="call_overhead_is_a_share",
                violation_error_message=_("Overhead is een percentage van 0 tot en met 100."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} – {self.title}"


class OutflowDefinition(BaseModel):
    """The numbers that decide on outflow in a call, from a day on (domain.md 6).

    Version 1 are those of the call itself; each change is a next version, and leaves the figures
    of days before it as they were.
    """

    call = models.ForeignKey(Call, models.CASCADE, related_name="outflow_definitions")
    version = models.PositiveSmallIntegerField(_("versie"))
    valid_from = models.DateField(_("geldig vanaf"))
    sustainable_months = models.PositiveSmallIntegerField(_("duurzaam na maanden"))
    outflow_horizon_months = models.PositiveSmallIntegerField(_("termijn in maanden"))
    spell_gap_days = models.PositiveSmallIntegerField(_("onderbreking in dagen"))
    reason = models.CharField(_("reden"), max_length=LONGEST_REASON)

    objects = OutflowDefinitionQuerySet.as_manager()

    class Meta:
        ordering = ["call__code", "version"]
        verbose_name = _("definitie van uitstroom")
        verbose_name_plural = _("definities van uitstroom")
        constraints = [
            models.UniqueConstraint(
                fields=["call", "version"],
                name="outflow_definition_version_once",
                violation_error_message=_("Deze versie bestaat al."),
            ),
            models.UniqueConstraint(
                fields=["call", "valid_from"],
                name="outflow_definition_one_per_day",
                violation_error_message=_("Van die dag af geldt al een andere definitie."),
                violation_error_code="defined_already",
            ),
            models.CheckConstraint(
                condition=models.Q(version__gte=2),
                name="outflow_definition_from_two",
                violation_error_message=_("De eerste versie is die van de oproep zelf."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call.reference} {self.version}"


class Lot(BaseModel):
    """A part of a call. One that names no subgroups admits the whole target group."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="lots")
    number = models.CharField(_("nummer"), max_length=20)
    name = models.CharField(_("naam"), max_length=200)
    provinces = CodeListField(_("provincies"))
    subgroups = CodeListField(_("subgroepen"))
    target_mentees = models.PositiveIntegerField(_("doel mentees"), null=True, blank=True)
    budget = MoneyField(_("budget"), null=True, blank=True)
    financing_number = models.CharField(_("financieringsnummer"), max_length=40, blank=True)

    objects = LotQuerySet.as_manager()

    class Meta:
        ordering = ["call__code", "number", "code"]
        verbose_name = _("perceel")
        verbose_name_plural = _("percelen")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(budget__isnull=True) | models.Q(budget__gte=0),
                name="lot_budget_not_negative",
                violation_error_message=_("Een budget is niet negatief."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} – {self.name}"

    @property
    def rules(self) -> LotRules:
        """Whom this lot admits, as the pure rule takes it."""
        return LotRules(
            frozenset(self.subgroups),
            self.call.max_dutch_level,
            self.call.max_level_may_be_attested,
        )


class Project(BaseModel):
    """A promoter's granted project. `ends_on` is the last day of the initial term."""

    lot = models.ForeignKey(Lot, models.PROTECT, related_name="projects")
    promoter = models.ForeignKey(Organisation, models.PROTECT, related_name="projects")
    name = models.CharField(_("naam"), max_length=200)
    starts_on = models.DateField(_("eerste dag"))
    ends_on = models.DateField(_("laatste dag van de eerste termijn"))
    target_mentees = models.PositiveIntegerField(_("doel mentees"))
    expected_duration_months = models.PositiveSmallIntegerField(_("verwachte duur"), default=6)
    contact_every_days = models.PositiveSmallIntegerField(_("contactritme in dagen"), default=14)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("project")
        verbose_name_plural = _("projecten")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="project_ends_after_start",
                violation_error_message=_("Een project eindigt niet voor het begint."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def initial_term(self) -> Period:
        return Period.through(self.starts_on, self.ends_on)

    @property
    def term(self) -> Period:
        """The whole term, its extension included."""
        last_day = self.extension.last_day if hasattr(self, "extension") else self.ends_on
        return Period.through(self.starts_on, last_day)


class Extension(BaseModel):
    """The one extension of a project, opened by a positive final evaluation (Q479)."""

    project = models.OneToOneField(Project, models.PROTECT, related_name="extension")
    decided_on = models.DateField(_("beslist op"))
    months = models.PositiveSmallIntegerField(_("maanden"))
    evaluation_held_on = models.DateField(_("eindevaluatie gehouden op"), null=True, blank=True)

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        ordering = ["project__code"]
        verbose_name = _("verlenging")
        verbose_name_plural = _("verlengingen")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(months__gte=1),
                name="extension_has_months",
                violation_error_message=_("Een verlenging duurt minstens één maand."),
            ),
            models.CheckConstraint(
                condition=models.Q(evaluation_held_on__isnull=True)
                | models.Q(evaluation_held_on__lte=models.F("decided_on")),
                name="extension_after_evaluation",
                violation_error_message=_("De eindevaluatie gaat aan de beslissing vooraf."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} +{self.months}"

    @property
    def last_day(self) -> date:
        """The new last day: the day before (initial last day + 1) plus the months."""
        return last_day_after(self.project.ends_on + ONE_DAY, self.months)
