"""What figures may leave the house, and which of them are there for everyone."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from m2w.accounts.models import Organisation
from m2w.models import BaseModel
from m2w.querysets import DatedQuerySet
from reporting.models.questions import WrittenQuestion
from reporting.querysets import PublicationQuerySet, SavedTableQuerySet


class DisclosureRule(models.Model):
    """From which number on a count of persons is shown. Zero always is (domain.md 8)."""

    smallest_shown = models.PositiveSmallIntegerField(_("kleinste getoonde aantal"))
    valid_from = models.DateField(_("geldig vanaf"))
    valid_until = models.DateField(_("geldig tot en met"), null=True, blank=True)
    source = models.CharField(_("bron"), max_length=200)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["valid_from"]
        verbose_name = _("regel voor kleine aantallen")
        verbose_name_plural = _("regels voor kleine aantallen")
        constraints = [
            models.UniqueConstraint(
                fields=["valid_from"],
                name="disclosure_rule_version_once",
                violation_error_message=_("Er is al een regel vanaf die dag."),
            ),
            models.CheckConstraint(
                condition=Q(smallest_shown__gte=1),
                name="disclosure_rule_positive",
                violation_error_message=_("Nul is altijd zichtbaar."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.smallest_shown} ({self.valid_from})"


class SavedTable(BaseModel):
    """A table with a name: the address of a report or cross table, and what was asked of it."""

    name = models.CharField(_("naam"), max_length=120)
    report = models.CharField(_("rapport"), max_length=40)
    options = models.JSONField(_("keuzes"), default=dict)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = SavedTableQuerySet.as_manager()

    class Meta:
        ordering = ["name", "code"]
        verbose_name = _("bewaarde tabel")
        verbose_name_plural = _("bewaarde tabellen")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="saved_table_name_once",
                violation_error_message=_("Uw organisatie heeft al een tabel met deze naam."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def saved_on(self) -> date:
        return localdate(self.created_at)


class OpenDataSwitch(models.Model):
    """Open data switched on or off; the last line holds. None at all: off."""

    is_on = models.BooleanField(_("aan"))
    set_on = models.DateField(_("op"))
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name = _("stand van open data")
        verbose_name_plural = _("standen van open data")

    def __str__(self) -> str:
        return f"{self.set_on}"


class Publication(BaseModel):
    """Protected tables published together as open data, out of an answer or chosen for it.

    `tables` are as they were published. What is published later is protected together with them,
    for as long as they were ever public: taking it down does not make anyone forget.
    """

    title = models.CharField(_("titel"), max_length=200)
    question = models.ForeignKey(
        WrittenQuestion, models.PROTECT, null=True, blank=True, related_name="publications"
    )
    as_of = models.DateField(_("peildatum"))
    published_on = models.DateField(_("gepubliceerd op"))
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_down_on = models.DateField(_("weggehaald op"), null=True, blank=True)
    tables = models.JSONField(_("tabellen"))
    checksum = models.CharField(_("controlegetal"), max_length=64)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-published_on", "code"]
        verbose_name = _("publicatie")
        verbose_name_plural = _("publicaties")

    def __str__(self) -> str:
        return self.title
