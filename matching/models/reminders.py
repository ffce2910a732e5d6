"""Reminders that rest: about a duo, or about everything of one person."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from m2w.models import BaseModel
from matching.choices import PauseReason
from matching.models.duos import Match
from matching.models.mentors import Mentor
from matching.querysets import ReminderPauseQuerySet
from programmes.models import Mentee


class ReminderPause(BaseModel):
    """Nobody is reminded of this duo, or of anything about this mentor or mentee, and no letter
    goes to them. `until` is the last day; empty is until someone lets them go on.
    """

    match = models.OneToOneField(
        Match, models.CASCADE, null=True, blank=True, related_name="reminder_pause"
    )
    mentor = models.OneToOneField(
        Mentor, models.CASCADE, null=True, blank=True, related_name="reminder_pause"
    )
    mentee = models.OneToOneField(
        Mentee, models.CASCADE, null=True, blank=True, related_name="reminder_pause"
    )
    # From a list: a text would soon tell of someone's health.
    reason = models.CharField(_("reden"), max_length=8, choices=PauseReason)
    until = models.DateField(_("tot en met"), null=True, blank=True)
    paused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("door"), related_name="+"
    )

    objects = ReminderPauseQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "code"]
        verbose_name = _("gepauzeerde herinnering")
        verbose_name_plural = _("gepauzeerde herinneringen")
        constraints = [
            models.CheckConstraint(
                condition=Q(match__isnull=False, mentor__isnull=True, mentee__isnull=True)
                | Q(match__isnull=True, mentor__isnull=False, mentee__isnull=True)
                | Q(match__isnull=True, mentor__isnull=True, mentee__isnull=False),
                name="reminder_pause_about_one",
                violation_error_message=_("Een pauze gaat over één duo of één persoon."),
            )
        ]

    def __str__(self) -> str:
        return str(self.about)

    @property
    def about(self) -> Match | Mentor | Mentee | None:
        return self.match or self.mentor or self.mentee
