"""How projects are followed: two-monthly rounds, the six-month and the final evaluation."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from m2w.models import BaseModel
from m2w.querysets import DatedQuerySet
from programmes.choices import EvaluationKind, EvaluationStatus, Level, Track, Verdict
from programmes.models.calls import Call, Project
from programmes.querysets import EvaluationQuerySet

SCOPE_OF_LEVEL = (
    Q(level=Level.PROMOTER, project__isnull=False, province="", call__isnull=True)
    | Q(level=Level.PROVINCE, project__isnull=True, call__isnull=True) & ~Q(province="")
    | Q(level=Level.CENTRAL, project__isnull=True, province="", call__isnull=False)
)


class Evaluation(BaseModel):
    """One sheet: a kind, a level and its scope, a track for the two-monthly ones, a period."""

    kind = models.CharField(_("soort"), max_length=9, choices=EvaluationKind)
    level = models.CharField(_("niveau"), max_length=8, choices=Level)
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="evaluations"
    )
    province = models.CharField(_("provincie"), max_length=5, blank=True)
    call = models.ForeignKey(
        Call, models.PROTECT, null=True, blank=True, related_name="evaluations"
    )
    track = models.CharField(_("spoor"), max_length=11, choices=Track, blank=True)
    period_start = models.DateField(_("periode vanaf"))
    held_on = models.DateField(_("gehouden op"), null=True, blank=True)
    status = models.CharField(_("stand"), max_length=5, choices=EvaluationStatus)
    score = models.PositiveSmallIntegerField(_("score"), null=True, blank=True)
    verdict = models.CharField(_("oordeel"), max_length=8, choices=Verdict, blank=True)
    conclusion = models.TextField(_("besluit"), blank=True)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "level", "period_start", "track", "code"]
        verbose_name = _("evaluatie")
        verbose_name_plural = _("evaluaties")
        constraints = [
            *(
                models.UniqueConstraint(
                    fields=["kind", scope, "track", "period_start"],
                    condition=Q(level=level),
                    name=f"evaluation_once_per_{level}",
                    violation_error_message=_("Deze evaluatie bestaat al."),
                )
                for level, scope in (
                    (Level.PROMOTER.value, "project"),
                    (Level.PROVINCE.value, "province"),
                    (Level.CENTRAL.value, "call"),
                )
            ),
            models.CheckConstraint(
                condition=SCOPE_OF_LEVEL,
                name="evaluation_scope_of_level",
                violation_error_message=_("Het niveau bepaalt waarover de evaluatie gaat."),
            ),
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
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.period_start}"

    @property
    def scope(self) -> str:
        """The code of what is evaluated: project, province (NIS) or call."""
        owner = self.project or self.call
        return owner.code if owner else self.province


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
