"""People who said, on a public form, that they might become a mentor."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from m2w.accounts.models import Organisation
from m2w.fields import CodeListField
from m2w.models import BaseModel
from m2w.periods import today
from matching.models.mentors import Interviewed
from matching.querysets import InterestQuerySet

LONGEST_WHY = 500


class Interest(Interviewed, BaseModel):
    """What someone filled in on the form of one promoter. It takes part in nothing until a
    coordinator makes a mentor of it; then it goes, as it does when nobody touches it.
    """

    promoter = models.ForeignKey(Organisation, models.PROTECT, related_name="interests")
    first_name = models.CharField(_("voornaam"), max_length=100)
    last_name = models.CharField(_("naam"), max_length=100)
    email = models.EmailField(_("e-mailadres"), blank=True)
    phone = models.CharField(_("telefoon"), max_length=30, blank=True)
    languages = models.JSONField(_("talen"), default=dict)
    postcode = models.CharField(_("postcode"), max_length=4)
    sector = models.CharField(_("sector"), max_length=1, blank=True)
    availability = CodeListField(_("beschikbaarheid"))
    why = models.CharField(_("waarom"), max_length=LONGEST_WHY, blank=True)
    received_on = models.DateField(_("ontvangen op"), default=today)
    # What the call for volunteers asked for.
    called_language = models.CharField(_("gevraagde taal"), max_length=3, blank=True)
    called_province = models.CharField(_("gevraagde provincie"), max_length=5, blank=True)

    objects = InterestQuerySet.as_manager()

    class Meta:
        ordering = ["received_on", "code"]
        verbose_name = _("interesse")
        verbose_name_plural = _("interesses")

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"


class InterestLinks(models.Model):
    """The links to the form of one promoter: those of an earlier generation were withdrawn."""

    promoter = models.OneToOneField(Organisation, models.CASCADE, related_name="interest_links")
    generation = models.PositiveIntegerField(_("generatie"), default=0)

    def __str__(self) -> str:
        return f"{self.promoter} {self.generation}"
