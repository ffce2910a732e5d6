"""The meetings in which evaluations are held: one date, one set of minutes, one list of actions."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from m2w.accounts.models import Membership, Staff
from m2w.models import BaseModel
from programmes.choices import EvaluationKind, Level, Party, Track
from programmes.models.scopes import Scoped, once_per_scope, scope_follows_level
from programmes.querysets import AgreedActionQuerySet, MeetingQuerySet


class Meeting(Scoped):
    """What is planned, held and agreed for one period of a scope; its sheets are its tracks."""

    planned_on = models.DateField(_("gepland op"), null=True, blank=True)
    planned_at = models.TimeField(_("uur"), null=True, blank=True)
    place = models.CharField(_("plaats"), max_length=200, blank=True)
    held_on = models.DateField(_("gehouden op"), null=True, blank=True)
    minutes = models.TextField(_("verslag"), blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-period_start", "kind", "level", "code"]
        verbose_name = _("overleg")
        verbose_name_plural = _("overleggen")
        constraints = [
            *once_per_scope("meeting", _("Voor deze periode is er al een overleg.")),
            scope_follows_level("meeting", _("Het niveau bepaalt waarover het overleg gaat.")),
            models.CheckConstraint(
                condition=Q(kind=EvaluationKind.BIMONTHLY) | Q(level=Level.PROMOTER),
                name="meeting_level_of_kind",
                violation_error_message=_("Dit overleg gaat over één project."),
            ),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True) | Q(held_on__gte=F("period_start")),
                name="meeting_held_after_start",
                violation_error_message=_(
                    "Een overleg vindt niet plaats voor zijn periode begint."
                ),
            ),
            models.CheckConstraint(
                condition=Q(planned_at__isnull=True) | Q(planned_on__isnull=False),
                name="meeting_time_of_day",
                violation_error_message=_("Een uur hoort bij een dag."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.period_start}"


class AgreedAction(BaseModel):
    """What a meeting agreed that someone does; it comes back in the next ones until done.

    Done by one member of staff, or by a side as a whole.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="actions")
    text = models.CharField(_("actie"), max_length=500)
    owner = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("wie")
    )
    party = models.CharField(_("partij"), max_length=8, choices=Party, blank=True)
    due_on = models.DateField(_("tegen"))
    done_on = models.DateField(_("gedaan op"), null=True, blank=True)
    done_note = models.CharField(_("wat ervan kwam"), max_length=500, blank=True)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AgreedActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "created_at", "code"]
        verbose_name = _("afgesproken actie")
        verbose_name_plural = _("afgesproken acties")
        constraints = [
            models.CheckConstraint(
                condition=Q(owner__isnull=False, party="") | Q(owner__isnull=True) & ~Q(party=""),
                name="action_has_one_owner",
                violation_error_message=_("Een actie is van één persoon of van één partij."),
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=False, done_by__isnull=False)
                | Q(done_on__isnull=True, done_by__isnull=True, done_note=""),
                name="action_done_by_someone",
                violation_error_message=_("Bij een gedane actie staat wanneer en door wie."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def whose(self) -> str:
        return str(self.owner) if self.owner else str(self.get_party_display())


class SheetComment(models.Model):
    """What the promoter said of a sheet before it became final, also before it was begun."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="comments")
    track = models.CharField(_("spoor"), max_length=11, choices=Track, blank=True)
    text = models.TextField(_("reactie"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField(_("op"))
    at = models.DateTimeField(_("geregistreerd"), auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("reactie")
        verbose_name_plural = _("reacties")

    def __str__(self) -> str:
        return self.text


class CalendarLink(models.Model):
    """The secret address of someone's calendar in one role; withdrawn by deleting it."""

    membership = models.OneToOneField(Membership, models.CASCADE, related_name="calendar_link")
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("agendalink")
        verbose_name_plural = _("agendalinks")

    def __str__(self) -> str:
        return str(self.membership)
