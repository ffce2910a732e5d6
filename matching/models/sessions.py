"""Meetings of many at once: who was there, and which claims they prove."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from m2w.accounts.models import Staff
from m2w.choices import YesNoUnknown
from m2w.documents.models import Document
from m2w.models import BaseModel
from matching.choices import SessionKind
from matching.models.mentors import Mentor
from matching.querysets import AttendanceQuerySet, ClaimedSessionQuerySet, GroupSessionQuerySet
from programmes.models import Claim, Enrolment, Project

LONGEST_TITLE = 120


class GroupSession(BaseModel):
    """A session of a project for several at once. It is no contact of a duo: it counts for
    nobody's rhythm."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="sessions")
    kind = models.CharField(_("soort"), max_length=11, choices=SessionKind)
    title = models.CharField(_("titel"), max_length=LONGEST_TITLE)
    held_on = models.DateField(_("datum"))
    starts_at = models.TimeField(_("beginuur"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minuten"), null=True, blank=True)
    place = models.CharField(_("plaats"), max_length=LONGEST_TITLE, blank=True)
    led_by = models.ForeignKey(
        Staff,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("begeleider"),
    )

    objects = GroupSessionQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "starts_at", "code"]
        verbose_name = _("groepssessie")
        verbose_name_plural = _("groepssessies")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "kind", "title", "held_on"],
                name="group_session_once",
                violation_error_message=_("Deze sessie staat er al."),
                violation_error_code="session_exists",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Attendance(BaseModel):
    """Someone on the list of a session, a mentee by their enrolment or a mentor."""

    session = models.ForeignKey(GroupSession, models.CASCADE, related_name="attendances")
    enrolment = models.ForeignKey(
        Enrolment, models.CASCADE, null=True, blank=True, related_name="attendances"
    )
    mentor = models.ForeignKey(
        Mentor, models.CASCADE, null=True, blank=True, related_name="attendances"
    )
    present = models.CharField(
        _("aanwezig"), max_length=7, choices=YesNoUnknown, default=YesNoUnknown.UNKNOWN
    )

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["session", "code"]
        verbose_name = _("aanwezigheid")
        verbose_name_plural = _("aanwezigheden")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "enrolment"],
                name="attendance_once_per_mentee",
                violation_error_message=_("Deze mentee staat al op de lijst."),
            ),
            models.UniqueConstraint(
                fields=["session", "mentor"],
                name="attendance_once_per_mentor",
                violation_error_message=_("Deze mentor staat al op de lijst."),
            ),
            models.CheckConstraint(
                condition=Q(enrolment__isnull=True) ^ Q(mentor__isnull=True),
                name="attendance_of_one",
                violation_error_message=_("Kies een mentee of een mentor."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.who)

    @property
    def who(self) -> object:
        return self.mentor if self.enrolment is None else self.enrolment.mentee


class ClaimedSession(models.Model):
    """The attendance list of a session, as it was when it was put with a claim."""

    session = models.ForeignKey(GroupSession, models.PROTECT, related_name="claimed")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="sessions")
    document = models.OneToOneField(Document, models.CASCADE, related_name="+")

    objects = ClaimedSessionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("bewijs bij een kostendeclaratie")
        verbose_name_plural = _("bewijzen bij kostendeclaraties")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "claim"],
                name="claimed_session_once",
                violation_error_message=_("Deze lijst hoort al bij de kostendeclaratie."),
                violation_error_code="already_attached",
            )
        ]

    def __str__(self) -> str:
        return f"{self.session} {self.claim}"
