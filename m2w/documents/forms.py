from django import forms
from django.utils.translation import gettext_lazy as _

from m2w.documents.choices import EXTENSIONS
from m2w.forms import Form

ACCEPTED = ",".join(f".{extension}" for extension in EXTENSIONS)


class DocumentForm(Form):
    title = forms.CharField(
        label=_("Titel"),
        max_length=200,
        help_text=_("Bijvoorbeeld: attest van de taalcursus."),
    )
    file = forms.FileField(
        label=_("Bestand"),
        allow_empty_file=True,
        widget=forms.FileInput({"accept": ACCEPTED}),
    )
