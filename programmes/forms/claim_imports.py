"""What someone chooses when they import costs, beside what the columns mean."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from m2w.accounts.models import User
from m2w.imports.targets import Options
from m2w.refusals import Refused
from programmes.models import Project
from programmes.services.claims import require_year


def options(user: User) -> dict[str, forms.Field]:
    projects = Project.objects.visible_to(user).order_by("-starts_on", "code")
    return {
        "project": forms.ChoiceField(
            label=_("Project"),
            choices=[("", _("Kies een project")), *((str(one.pk), one.name) for one in projects)],
        ),
        "year": forms.IntegerField(
            label=_("Jaar van de kosten"),
            widget=forms.TextInput({"inputmode": "numeric", "class": "m2w-input m2w-input--short"}),
            help_text=_("De kosten komen in concepten van dat jaar, een per categorie."),
        ),
    }


def clean_options(chosen: Options) -> None:
    """Raises ValidationError at the field."""
    if not chosen["project"] or chosen["year"] is None:
        return
    try:
        require_year(Project.objects.get(pk=chosen["project"]), chosen["year"])
    except Refused as refusal:
        raise ValidationError({"year": str(refusal)}) from refusal
