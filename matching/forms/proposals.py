from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from m2w.form_fields import DayField, Radios
from m2w.forms import Form
from matching.models import Mentor
from matching.services.vetoes import LONGEST_REASON
from programmes.models import Project


class ProposalForm(Form):
    """For which project, and on which day. `waiting` says how many wait in each."""

    project = forms.ChoiceField(
        label=_("Voor welk project?"),
        widget=Radios,
        error_messages={"required": _("Kies een project.")},
    )
    on = DayField(
        label=_("Voor welke dag?"),
        help_text=_("dd/mm/jjjj. Laat open voor vandaag."),
        required=False,
    )

    def __init__(self, *args: Any, waiting: dict[Project, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["project"]
        field.choices = [(one.code, in_words(one, number)) for one, number in waiting.items()]


def in_words(project: Project, waiting: int) -> str:
    text = ngettext(
        "%(project)s: %(n)s mentee wacht", "%(project)s: %(n)s mentees wachten", waiting
    )
    return text % {"project": project, "n": waiting}


class VetoForm(Form):
    """Why two people never form a duo; the mentor is named by the link that leads here."""

    mentor = forms.ModelChoiceField(queryset=Mentor.objects.none(), widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reden"),
        help_text=_("Hoogstens 500 tekens, geen gezondheidsgegevens."),
        widget=forms.Textarea({"rows": 4}),
        max_length=LONGEST_REASON,
    )

    def __init__(self, *args: Any, mentors: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["mentor"]
        field.queryset = mentors
