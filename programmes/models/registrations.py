"""A mentee who is being registered: what was typed so far, before there is a file."""

from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from m2w.accounts.models import Organisation, Staff
from m2w.models import BaseModel
from programmes.choices import RegistrationStep
from programmes.querysets import RegistrationQuerySet

# Whatever was typed as a name stands in lists and links.
LONGEST_SHOWN = 100


class Registration(BaseModel):
    """The draft of a file. It goes when it becomes a Mentee with an enrolment.

    `values` holds what was typed, as it was typed, under the names of the form: {"birth_date":
    ["31/02/1990"]}. Nothing in it was checked. `step` is the furthest one reached.
    """

    promoter = models.ForeignKey(Organisation, models.PROTECT, related_name="registrations")
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="registrations")
    values = models.JSONField(gettext_lazy("wat getypt werd"), default=dict)
    step = models.CharField(
        gettext_lazy("stap"),
        max_length=10,
        choices=RegistrationStep,
        default=RegistrationStep.PERSON,
    )

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "code"]
        verbose_name = gettext_lazy("registratie")
        verbose_name_plural = gettext_lazy("registraties")

    def __str__(self) -> str:
        names = [self.typed("first_name"), self.typed("last_name")]
        typed = Truncator(" ".join(filter(None, names))).chars(LONGEST_SHOWN)
        return typed or _("Nog zonder naam")

    def typed(self, name: str) -> str:
        """The text that was typed in one field."""
        return next(iter(self.values.get(name, [])), "").strip()
