from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from m2w.forms import Form
from m2w.reference import languages, provinces


class CallForm(Form):
    """What one call for volunteers asks for; nothing is everything the project looks for."""

    language = forms.CharField(required=False)
    province = forms.ChoiceField(
        choices=[(code, code) for code in provinces.PROVINCES], required=False
    )

    def clean_language(self) -> Any:
        language = self.cleaned_data["language"]
        if language and not languages.is_language(language):
            raise forms.ValidationError(_("Deze taal bestaat niet."))
        return language
