"""Mentors, the duos they form with mentees, and how those duos meet."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from m2w.accounts.models import Organisation, Staff
from m2w.choices import Gender
from m2w.fields import CodeListField
from m2w.models import BaseModel, PersonalFile
from m2w.querysets import CLOSED
from matching.choices import Channel, ContactKind, MatchEndReason
from matching.querysets import ContactQuerySet, MatchQuerySet, MentorQuerySet, VetoQuerySet
from programmes.models import Enrolment, Mentee


class Mentor(PersonalFile):
    """A volunteer of one promoter. May be a non-native speaker of Dutch (Q479 answer 4)."""

    promoter = models.ForeignKey(Organisation, models.PROTECT, related_name="mentors")
    first_name = models.CharField(_("voornaam"), max_length=100)
    last_name = models.CharField(_("naam"), max_length=100)
    birth_year = models.PositiveSmallIntegerField(_("geboortejaar"), null=True, blank=True)
    gender = models.CharField(_("gender"), max_length=7, choices=Gender, default=Gender.UNKNOWN)
    languages = models.JSONField(_("talen"), default=dict)
    sectors = CodeListField(_("sectoren"))
    postcode = models.CharField(_("postcode"), max_length=4)
    online = models.BooleanField(_("online"), null=True, blank=True)
    capacity = models.PositiveSmallIntegerField(_("plaatsen"), default=1)
    trained_on = models.DateField(_("mentorvorming gevolgd op"), null=True, blank=True)
    active_from = models.DateField(_("actief vanaf"))
    active_until = models.DateField(_("actief tot en met"), null=True, blank=True)
    availability = CodeListField(_("beschikbaarheid"))
    interests = CodeListField(_("interesses"))
    hard_wishes = CodeListField(_("voorwaarden"))
    paused_from = models.DateField(_("gepauzeerd van"), null=True, blank=True)
    paused_until = models.DateField(_("gepauzeerd tot en met"), null=True, blank=True)

    objects = MentorQuerySet.as_manager()

    class Meta:
        ordering = ["last_name", "first_name", "code"]
        verbose_name = _("mentor")
        verbose_name_plural = _("mentoren")
        indexes = [
            models.Index(fields=["promoter", "last_name", "first_name"], name="mentor_list"),
            models.Index(fields=["id"], condition=CLOSED, name="mentor_closed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(active_until__isnull=True) | Q(active_until__gte=F("active_from")),
                name="mentor_active_until_after_from",
                violation_error_message=_("De laatste actieve dag ligt niet voor de eerste."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"


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
    ended_on = models.DateField(_("beëindigd op"), null=True, blank=True)
    end_reason = models.CharField(
        _("reden van einde"), max_length=14, choices=MatchEndReason, blank=True
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
        ]

    def __str__(self) -> str:
        return f"{self.enrolment.mentee} & {self.mentor}"


class Contact(BaseModel):
    """A meeting of the duo, or the coach's check-in with one of the two."""

    match = models.ForeignKey(Match, models.CASCADE, related_name="contacts")
    held_on = models.DateField(_("datum"))
    kind = models.CharField(_("soort"), max_length=14, choices=ContactKind)
    minutes = models.PositiveSmallIntegerField(_("minuten"), null=True, blank=True)
    channel = models.CharField(_("kanaal"), max_length=9, choices=Channel, blank=True)
    reached = models.BooleanField(_("bereikt"))

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "kind", "code"]
        verbose_name = _("contact")
        verbose_name_plural = _("contacten")
        constraints = [
            models.UniqueConstraint(
                fields=["match", "held_on", "kind"],
                name="contact_once_per_day",
                violation_error_message=_("Dit contact is al geregistreerd."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.held_on} {self.get_kind_display()}"


class Veto(BaseModel):
    """A pair that must not be proposed (again), decided by a person."""

    mentee = models.ForeignKey(Mentee, models.CASCADE, related_name="vetoes")
    mentor = models.ForeignKey(Mentor, models.CASCADE, related_name="vetoes")
    decided_on = models.DateField(_("beslist op"))
    reason = models.CharField(_("reden"), max_length=500, blank=True)

    objects = VetoQuerySet.as_manager()

    class Meta:
        ordering = ["decided_on", "code"]
        verbose_name = _("veto")
        verbose_name_plural = _("veto’s")
        constraints = [
            models.UniqueConstraint(
                fields=["mentee", "mentor"],
                name="veto_once",
                violation_error_message=_("Dit veto bestaat al."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.mentee} × {self.mentor}"
