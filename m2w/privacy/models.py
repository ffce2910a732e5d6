"""How long data of people are kept, and the lists by which they are erased."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from m2w.accounts.models import Organisation
from m2w.models import BaseModel
from m2w.privacy.choices import ItemState, ListReason, SkipReason
from m2w.privacy.querysets import ErasureListQuerySet
from m2w.privacy.terms import Category


class RetentionTerm(models.Model):
    """For how many months a category of personal data is kept. A policy maker may change it."""

    category = models.CharField(_("categorie"), max_length=20, choices=Category, unique=True)
    months = models.PositiveSmallIntegerField(_("maanden"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("bewaartermijn")
        verbose_name_plural = _("bewaartermijnen")
        constraints = [
            models.CheckConstraint(
                condition=Q(months__gte=1),
                name="retention_term_has_months",
                violation_error_message=_("Een bewaartermijn duurt minstens één maand."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_category_display()}: {self.months}"


class ErasureList(BaseModel):
    """What one promoter is about to erase: made by one person, approved by another."""

    promoter = models.ForeignKey(Organisation, models.PROTECT, related_name="erasures")
    reason = models.CharField(_("aanleiding"), max_length=9, choices=ListReason)
    as_of = models.DateField(_("peildatum"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("goedgekeurd"), null=True, blank=True)
    finished_at = models.DateTimeField(_("uitgevoerd"), null=True, blank=True)

    objects = ErasureListQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "code"]
        verbose_name = _("wislijst")
        verbose_name_plural = _("wislijsten")
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("made_by")),
                name="erasure_approved_by_another",
                violation_error_message=_("Iemand anders keurt de wislijst goed."),
                violation_error_code="same_person",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(approved_by__isnull=False),
                name="erasure_approved_before_execution",
                violation_error_message=_("Wissen volgt op de goedkeuring."),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ErasureItem(models.Model):
    """One file, or one row with a term of its own, on a list. `touches` counts its rows by kind."""

    list = models.ForeignKey(ErasureList, models.CASCADE, related_name="items")
    kind = models.CharField(_("soort"), max_length=60)
    object_id = models.CharField(max_length=40)
    code = models.CharField(_("code"), max_length=40)
    category = models.CharField(_("categorie"), max_length=20, choices=Category, blank=True)
    due_on = models.DateField(_("te wissen vanaf"), null=True, blank=True)
    touches = models.JSONField(_("rijen"), default=dict)
    state = models.CharField(_("stand"), max_length=7, choices=ItemState, default=ItemState.PENDING)
    skipped_because = models.CharField(
        _("overgeslagen omdat"), max_length=12, choices=SkipReason, blank=True
    )
    done_at = models.DateTimeField(_("afgehandeld"), null=True, blank=True)

    class Meta:
        ordering = ["kind", "code", "pk"]
        verbose_name = _("lijn van een wislijst")
        verbose_name_plural = _("lijnen van een wislijst")
        constraints = [
            models.UniqueConstraint(
                fields=["list", "kind", "object_id"],
                name="erasure_item_once",
                violation_error_message=_("Dit staat al op de lijst."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.list}: {self.code}"
