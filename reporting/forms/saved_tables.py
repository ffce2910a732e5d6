"""What one fills in to keep a table or to give it another name."""

from django import forms
from django.utils.translation import gettext_lazy as _

from m2w.forms import Form


class NameForm(Form):
    name = forms.CharField(label=_("Naam"), max_length=120)


class SaveForm(NameForm):
    keep_day = forms.BooleanField(
        label=_("Peildatum meebewaren"),
        required=False,
        initial=True,
        help_text=_("Zonder vinkje toont de tabel telkens de cijfers van vandaag."),
    )
