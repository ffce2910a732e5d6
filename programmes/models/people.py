"""The jobseekers: one Person behind the files that promoters keep."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from m2w.accounts.models import Organisation
from m2w.choices import Gender, YesNoUnknown
from m2w.fields import CodeListField
from m2w.models import PersonalFile
from m2w.querysets import CLOSED
from programmes.choices import diploma_levels, dutch_levels
from programmes.querysets import MenteeQuerySet


class Person(models.Model):
    """Someone known by VDAB number only, across promoters. Never shown."""

    vdab_number = models.CharField(max_length=20, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("persoon")
        verbose_name_plural = _("personen")

    def __str__(self) -> str:
        return str(self.pk)


class Mentee(PersonalFile):
    """The file that one promoter keeps of one jobseeker.

    An erased mentee has no VDAB number and no person; every rule on them is then skipped.
    """

    promoter = models.ForeignKey(Organisation, models.PROTECT, related_name="mentees")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="files")
    first_name = models.CharField(_("voornaam"), max_length=100)
    last_name = models.CharField(_("naam"), max_length=100)
    birth_date = models.DateField(_("geboortedatum"))
    gender = models.CharField(_("gender"), max_length=7, choices=Gender, default=Gender.UNKNOWN)
    nationality = models.CharField(_("nationaliteit"), max_length=9)
    postcode = models.CharField(_("postcode"), max_length=4)
    municipality = models.CharField(_("gemeente"), max_length=100, blank=True)
    vdab_number = models.CharField(_("VDAB-nummer"), max_length=20, blank=True)
    vdab_guidance_since = models.DateField(_("begeleid sinds"), null=True, blank=True)
    vdab_guidance_until = models.DateField(_("begeleid tot en met"), null=True, blank=True)
    employed = models.CharField(_("aan het werk"), max_length=7, choices=YesNoUnknown)
    migration_background = models.CharField(
        _("migratieachtergrond"), max_length=7, choices=YesNoUnknown
    )
    home_language = models.CharField(_("thuistaal"), max_length=3, blank=True)
    languages = models.JSONField(_("talen"), default=dict, blank=True)
    dutch_level = models.CharField(_("niveau Nederlands"), max_length=7, choices=dutch_levels)
    dutch_attested = models.CharField(_("attest Nederlands"), max_length=7, choices=YesNoUnknown)
    dutch_insufficient_for_job_target = models.CharField(
        _("Nederlands onvoldoende voor het jobdoelwit"),
        max_length=7,
        choices=YesNoUnknown,
        default=YesNoUnknown.UNKNOWN,
    )
    job_target = models.CharField(_("jobdoelwit"), max_length=200, blank=True)
    sector = models.CharField(_("sector"), max_length=1, blank=True)
    diploma_level = models.CharField(_("hoogste diploma"), max_length=15, choices=diploma_levels)
    diploma_language = models.CharField(_("taal van het diploma"), max_length=3, blank=True)
    diploma_country = models.CharField(_("land van het diploma"), max_length=9, blank=True)
    diploma_recognised = models.CharField(
        _("diploma erkend"), max_length=7, choices=YesNoUnknown, default=YesNoUnknown.UNKNOWN
    )
    benefit_entitled = models.CharField(
        _("uitkeringsgerechtigd"), max_length=7, choices=YesNoUnknown
    )
    availability = CodeListField(_("beschikbaarheid"))
    interests = CodeListField(_("interesses"))
    hard_wishes = CodeListField(_("voorwaarden"))
    wishes = CodeListField(_("wensen"))
    paused_from = models.DateField(_("gepauzeerd van"), null=True, blank=True)
    paused_until = models.DateField(_("gepauzeerd tot en met"), null=True, blank=True)
    privacy_notice_on = models.DateField(_("privacyverklaring op"), null=True, blank=True)
    privacy_notice_language = models.CharField(
        _("taal van de privacyverklaring"), max_length=3, blank=True
    )

    objects = MenteeQuerySet.as_manager()

    class Meta:
        ordering = ["last_name", "first_name", "code"]
        verbose_name = _("mentee")
        verbose_name_plural = _("mentees")
        indexes = [
            models.Index(fields=["promoter", "last_name", "first_name"], name="mentee_list"),
            # Whoever is registered may have a file already, under a name that is almost the same.
            models.Index(fields=["promoter", "birth_date"], name="mentee_born"),
            models.Index(fields=["id"], condition=CLOSED, name="mentee_closed"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["promoter", "vdab_number"],
                condition=~models.Q(vdab_number=""),
                name="mentee_vdab_number_once",
                violation_error_message=_("U hebt al een dossier met dit VDAB-nummer."),
                violation_error_code="mentee_exists",
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"
