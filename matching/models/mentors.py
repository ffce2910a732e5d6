"""The volunteers."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from m2w.accounts.models import Organisation
from m2w.choices import Gender
from m2w.fields import CodeListField
from m2w.models import PersonalFile
from m2w.querysets import CLOSED
from matching.querysets import MentorQuerySet


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
