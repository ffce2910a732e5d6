"""The forms over a questionnaire: one for who answers by a link, one for who keys in a paper."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from m2w.accounts.models import User
from m2w.form_fields import Radios
from m2w.forms import ActForm, Form
from matching import services
from matching.models import Survey
from matching.questionnaires import Item, Questionnaire
from matching.site_language import language_of_site
from matching.surveying import Question


def field_of(item: Item, language: str, required: Any) -> forms.TypedChoiceField:
    """One question with its answers, in one language."""
    return forms.TypedChoiceField(
        label=item.text[language],
        choices=[(value, texts[language]) for value, texts in item.scale.items()],
        coerce=int,
        widget=Radios,
        error_messages={"required": required, "invalid_choice": required},
    )


class SurveyForm(Form):
    """What someone fills in on their phone, without an account."""

    def __init__(self, *args: Any, texts: Questionnaire, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose = texts.say("choose", language)
        self.fields |= {item.code: field_of(item, language, choose) for item in texts.items}


class KeyInForm(ActForm):
    """What stands on the paper that someone handed in."""

    done = _("De antwoorden zijn bewaard. Vernietig het blad.")
    about = _("Typ over wat op het blad staat. Daarna leest niemand de antwoorden nog apart.")

    def __init__(self, *args: Any, obj: Question, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        choose, language = _("Kies een antwoord."), language_of_site(obj.texts)
        self.fields |= {item.code: field_of(item, language, choose) for item in obj.texts.items}

    def act(self, *, by: User) -> Survey:
        return services.key_in(self.obj, self.cleaned_data, by=by)


class InviteForm(ActForm):
    """In which language a link opens."""

    service = services.invite
    done = _("De link is gemaakt. Ze werkt 30 dagen, voor één antwoord.")
    about = _("Een eerdere link voor dezelfde vragen werkt dan niet meer.")
    language = forms.ChoiceField(label=_("Taal"))

    def __init__(self, *args: Any, obj: Question, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, initial={"language": obj.language}, **kwargs)
        field: Any = self.fields["language"]
        field.choices = list(obj.texts.languages.items())
