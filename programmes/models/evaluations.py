"""How projects are followed: two-monthly rounds, the six-month and the final evaluation."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from m2w.querysets import DatedQuerySet
from programmes.choices import EvaluationKind, EvaluationStatus, Level, Track, Verdict
from programmes.models.meetings import Meeting
from programmes.models.scopes import Scoped, once_per_scope, scope_follows_level
from programmes.querysets import EvaluationQuerySet


class Evaluation(Scoped):
    """One sheet: a kind, a level and its scope, a track for the two-monthly ones, a period.

    What the writer of a draft has in mind stands in `draft_score` and `draft_verdict`: a draft
    has no score or verdict yet. A final sheet keeps the figures it was judged on.
    """

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="sheets"
    )
    track = models.CharField(_("spoor"), max_length=11, choices=Track, blank=True)
    held_on = models.DateField(_("gehouden op"), null=True, blank=True)
    status = models.CharField(_("stand"), max_length=5, choices=EvaluationStatus)
    score = models.PositiveSmallIntegerField(_("score"), null=True, blank=True)
    verdict = models.CharField(_("oordeel"), max_length=8, choices=Verdict, blank=True)
    conclusion = models.TextField(_("besluit"), blank=True)
    draft_score = models.PositiveSmallIntegerField(_("score in ontwerp"), null=True, blank=True)
    draft_verdict = models.CharField(
        _("oordeel in ontwerp"), max_length=8, choices=Verdict, blank=True
    )
    score_reason = models.TextField(_("waarom deze score"), blank=True)
    figures = models.JSONField(_("cijfers"), default=dict, blank=True)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "level", "period_start", "track", "code"]
        verbose_name = _("evaluatie")
        verbose_name_plural = _("evaluaties")
        constraints = [
            *once_per_scope("evaluation", _("Deze evaluatie bestaat al."), "track"),
            scope_follows_level("evaluation", _("Het niveau bepaalt waarover de evaluatie gaat.")),
            models.CheckConstraint(
                condition=Q(kind=EvaluationKind.BIMONTHLY) & ~Q(track="")
                | Q(level=Level.PROMOTER, track="") & ~Q(kind=EvaluationKind.BIMONTHLY),
                name="evaluation_track_of_kind",
                violation_error_message=_("Alleen tweemaandelijkse evaluaties hebben een spoor."),
            ),
            models.CheckConstraint(
                condition=Q(status=EvaluationStatus.FINAL, held_on__isnull=False)
                | Q(
                    status=EvaluationStatus.DRAFT,
                    held_on__isnull=True,
                    score__isnull=True,
                    verdict="",
                ),
                name="evaluation_final_is_held",
                violation_error_message=_("Een definitieve evaluatie heeft een datum."),
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(1, 4)),
                name="evaluation_score_1_to_4",
                violation_error_message=_("Een score is 1, 2, 3 of 4."),
            ),
            models.CheckConstraint(
                condition=Q(draft_score__isnull=True) | Q(draft_score__range=(1, 4)),
                name="evaluation_draft_score_1_to_4",
                violation_error_message=_("Een score is 1, 2, 3 of 4."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.period_start}"

    @property
    def state(self) -> str:
        return self.status

    def get_state_display(self) -> str:
        return str(self.get_status_display())


class EvaluationCriterion(models.Model):
    """A criterion of the evaluations, valid from a date (MON). Reference data."""

    code = models.CharField(max_length=40)
    track = models.CharField(_("spoor"), max_length=11, choices=Track)
    text_nl = models.CharField(max_length=300)
    text_en = models.CharField(max_length=300)
    valid_from = models.DateField(_("geldig vanaf"))
    valid_until = models.DateField(_("geldig tot en met"), null=True, blank=True)
    source = models.CharField(_("bron"), max_length=60)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["track", "code", "valid_from"]
        verbose_name = _("evaluatiecriterium")
        verbose_name_plural = _("evaluatiecriteria")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"],
                name="criterion_version_once",
                violation_error_message=_("Dit criterium heeft al een versie van die datum."),
            )
        ]

    def __str__(self) -> str:
        return self.text_nl


class EvaluationScore(models.Model):
    """What a sheet says of one criterion, in the version of the criterion it was begun with."""

    sheet = models.ForeignKey(Evaluation, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(EvaluationCriterion, models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField(_("score"), null=True, blank=True)
    comment = models.TextField(_("toelichting"), blank=True)

    class Meta:
        ordering = ["criterion__track", "criterion__code", "pk"]
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "criterion"],
                name="criterion_scored_once",
                violation_error_message=_("Dit criterium staat al op het blad."),
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(1, 4)),
                name="criterion_score_1_to_4",
                violation_error_message=_("Een score is 1, 2, 3 of 4."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.criterion)


class SheetChange(models.Model):
    """One step of a sheet: begun, made final, reopened. `kept` is what a final sheet said."""

    sheet = models.ForeignKey(Evaluation, models.CASCADE, related_name="changes")
    name = models.CharField(_("stap"), max_length=10)
    source = models.CharField(_("van"), max_length=5, choices=EvaluationStatus, blank=True)
    target = models.CharField(_("naar"), max_length=5, choices=EvaluationStatus)
    on = models.DateField(_("datum"))
    at = models.DateTimeField(_("geregistreerd"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField(_("reden"), blank=True)
    kept = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("stap van een blad")
        verbose_name_plural = _("stappen van een blad")

    def __str__(self) -> str:
        return f"{self.on}: {self.name}"
