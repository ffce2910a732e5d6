"""The duos that mentors form with mentees."""

from datetime import date

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.accounts.models import Staff
from m2w.fields import CodeListField
from m2w.models import BaseModel
from m2w.periods import Period
from matching.choices import MatchAct, MatchEndReason, MatchState
from matching.models.mentors import Mentor
from matching.querysets import MatchChangeQuerySet, MatchQuerySet
from programmes.models import Enrolment
from programmes.models.enrolments import LONGEST_CLOSING_NOTE


class Match(BaseModel):
    """A duo: mentee (through the enrolment), mentor and mentor-coach over a period.

    While open it holds one of the mentor's numbered places, so that the database itself
    refuses one duo too many. The languages they share are frozen at the start.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="matches")
    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="matches")
    coach = models.ForeignKey(Staff, models.PROTECT, related_name="matches")
    started_on = models.DateField(_("gestart op"))
    planned_end_on = models.DateField(_("gepland einde"), null=True, blank=True)
    agreement_on = models.DateField(_("afsprakennota getekend op"), null=True, blank=True)
    first_meeting_on = models.DateField(_("eerste gesprek op"), null=True, blank=True)
    # Empty is the rhythm of the project.
    contact_every_days = models.PositiveSmallIntegerField(
        _("contactritme in dagen"), null=True, blank=True
    )
    # The last pause; `paused_until` is its last day, empty while nobody knows it.
    paused_from = models.DateField(_("gepauzeerd van"), null=True, blank=True)
    paused_until = models.DateField(_("gepauzeerd tot en met"), null=True, blank=True)
    ended_on = models.DateField(_("beëindigd op"), null=True, blank=True)
    end_reason = models.CharField(
        _("reden van einde"), max_length=14, choices=MatchEndReason, blank=True
    )
    # The meeting with which it was closed.
    closing_interview_on = models.DateField(_("slotgesprek op"), null=True, blank=True)
    closing_note = models.CharField(
        _("nota over het slotgesprek"), max_length=LONGEST_CLOSING_NOTE, blank=True
    )
    shared_languages = CodeListField(_("gemeenschappelijke talen"))
    slot = models.PositiveSmallIntegerField(
        _("plaats"), default=1, editable=False, validators=[MinValueValidator(1)]
    )

    objects = MatchQuerySet.as_manager()

    class Meta:
        ordering = ["started_on", "code"]
        verbose_name = _("duo")
        verbose_name_plural = _("duo’s")
        indexes = [
            models.Index(
                fields=["enrolment", "started_on", "shared_languages"], name="match_languages"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["mentor", "slot"],
                condition=Q(ended_on__isnull=True),
                name="match_one_per_place",
                violation_error_message=_("Deze mentor heeft geen vrije plaats meer."),
                violation_error_code="full",
            ),
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(ended_on__isnull=True),
                name="match_one_open_per_enrolment",
                violation_error_message=_("Deze mentee heeft al een mentor."),
                violation_error_code="open_match",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="match_ends_after_start",
                violation_error_message=_("Een duo eindigt niet voor het start."),
            ),
            models.CheckConstraint(
                condition=Q(slot__gte=1),
                name="match_slot_from_one",
                violation_error_message=_("Een plaats telt vanaf 1."),
            ),
            models.CheckConstraint(
                condition=Q(first_meeting_on__isnull=True)
                | Q(first_meeting_on__gte=F("started_on")),
                name="match_meets_after_start",
                violation_error_message=_("Een duo heeft zijn eerste gesprek niet voor het start."),
            ),
            models.CheckConstraint(
                condition=Q(contact_every_days__isnull=True) | Q(contact_every_days__gte=1),
                name="match_rhythm_from_one",
                violation_error_message=_("Een contactritme telt minstens één dag."),
            ),
            models.CheckConstraint(
                condition=Q(paused_until__isnull=True)
                | Q(paused_from__isnull=False, paused_until__gte=F("paused_from")),
                name="match_pause_in_order",
                violation_error_message=_("Een pauze eindigt niet voor ze begint."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment.mentee} & {self.mentor}"

    @property
    def rhythm(self) -> int:
        """Every how many days the duo meets: its own agreement, else that of its project."""
        return self.contact_every_days or self.enrolment.project.contact_every_days

    @property
    def pause(self) -> Period | None:
        return Period.through(self.paused_from, self.paused_until) if self.paused_from else None

    def is_paused(self, on: date) -> bool:
        """Whether nobody follows up the duo on a day."""
        return self.pause is not None and on in self.pause

    @property
    def state(self) -> MatchState:
        """Paused also while its pause is still to begin: it can be lifted then."""
        if self.ended_on is not None:
            return MatchState.ENDED
        today = periods.today()
        lasts = self.pause is not None and (self.pause.end is None or today < self.pause.end)
        return MatchState.PAUSED if lasts else MatchState.RUNNING

    def get_state_display(self) -> str:
        return str(self.state.label)


class MatchChange(models.Model):
    """What was done with a duo between its start and its end, for its timeline.

    `until` is the last day of a pause, or the new planned end; `coach` the new one.
    """

    match = models.ForeignKey(Match, models.CASCADE, related_name="changes")
    name = models.CharField(_("stap"), max_length=12, choices=MatchAct)
    on = models.DateField(_("datum"))
    until = models.DateField(_("tot"), null=True, blank=True)
    coach = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("geregistreerd"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = MatchChangeQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("stap van een duo")
        verbose_name_plural = _("stappen van duo’s")

    def __str__(self) -> str:
        return f"{self.on}: {self.get_name_display()}"
