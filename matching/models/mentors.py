"""The volunteers."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from m2w import notation
from m2w.accounts.models import Organisation
from m2w.choices import Gender
from m2w.fields import CodeListField
from m2w.models import BaseModel, PersonalFile
from m2w.querysets import CLOSED
from matching.choices import InterviewOutcome
from matching.querysets import MentorQuerySet, MentorTrainingQuerySet

LONGEST_NOTE = 500
LONGEST_TITLE = 200


class Interviewed(models.Model):
    """Someone with whom a first meeting was held, to see whether they could be a mentor."""

    interviewed_on = models.DateField(_("kennismaking op"), null=True, blank=True)
    interview_outcome = models.CharField(
        _("uitkomst van de kennismaking"), max_length=10, choices=InterviewOutcome, blank=True
    )
    interview_note = models.CharField(
        _("nota over de kennismaking"), max_length=LONGEST_NOTE, blank=True
    )

    class Meta:
        abstract = True


class Mentor(Interviewed, PersonalFile):
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
    # What the data package does not carry.
    email = models.EmailField(_("e-mailadres"), blank=True)
    phone = models.CharField(_("telefoon"), max_length=30, blank=True)
    wishes = CodeListField(_("wensen"))
    information_note_on = models.DateField(_("informatienota bezorgd op"), null=True, blank=True)
    insured_from = models.DateField(_("verzekerd als vrijwilliger vanaf"), null=True, blank=True)
    agreement_on = models.DateField(_("afsprakennota ondertekend op"), null=True, blank=True)
    confidentiality_on = models.DateField(_("geheimhouding ondertekend op"), null=True, blank=True)

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


class MentorTraining(BaseModel):
    """A session of the mentorvorming that a mentor attended. That the whole of it was followed
    is `Mentor.trained_on`.
    """

    mentor = models.ForeignKey(Mentor, models.CASCADE, related_name="trainings")
    held_on = models.DateField(_("datum"))
    title = models.CharField(_("onderwerp"), max_length=LONGEST_TITLE)
    hours = models.DecimalField(_("uren"), max_digits=4, decimal_places=1, null=True, blank=True)

    objects = MentorTrainingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "title", "code"]
        verbose_name = _("sessie mentorvorming")
        verbose_name_plural = _("sessies mentorvorming")
        constraints = [
            models.UniqueConstraint(
                fields=["mentor", "held_on", "title"],
                name="mentor_training_once",
                violation_error_message=_("Deze sessie is al genoteerd."),
                violation_error_code="training_twice",
            )
        ]

    def __str__(self) -> str:
        return f"{self.held_on} {self.title}"

    @property
    def length(self) -> str:
        """`3 uur`, `2,5 uur`; empty when nobody noted it."""
        if self.hours is None:
            return ""
        decimals = 0 if self.hours == self.hours.to_integral_value() else 1
        return gettext("%(hours)s uur") % {"hours": notation.number(self.hours, decimals)}
