"""What someone chooses when they import mentees, beside what the columns mean."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from m2w.accounts.models import User
from m2w.imports.targets import Options
from programmes.models import Project


def options(user: User) -> dict[str, forms.Field]:
    projects = [(str(one.pk), one.name) for one in Project.objects.visible_to(user)]
    return {
        "project": forms.ChoiceField(
            label=_("Screenen voor een project"),
            help_text=_("U ziet dan van elke rij of de mentee vandaag in aanmerking komt."),
            choices=[("", _("niet screenen")), *projects],
            required=False,
        ),
        "drafts": forms.BooleanField(
            label=_("Maak ook voor elke nieuwe mentee een concept van aanmelding voor dat project"),
            required=False,
        ),
    }


def clean_options(chosen: Options) -> None:
    """Raises ValidationError at the field."""
    if chosen["drafts"] and not chosen["project"]:
        raise ValidationError({"project": _("Kies het project van de concepten.")})
