"""The public form for volunteers, and what a coordinator notes of a meeting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from m2w.accounts.models import User
from m2w.forms import ActForm
from m2w.privacy.file_forms import FileForm
from matching import services
from matching.forms.mentors import INTERVIEW, as_interview
from matching.models import Interest
from matching.models.interests import LONGEST_WHY


class InterestForm(FileForm):
    """What someone fills in without an account, on their phone."""

    model = Interest
    sections = [
        (_("Wie bent u?"), ("first_name", "last_name", "email", "phone", "postcode")),
        (_("Welke talen spreekt u?"), ("languages",)),
        (_("Wat kunt u bieden?"), ("sector", "availability", "why")),
    ]
    # Nobody sees it; a program that fills in every field shows itself.
    website = forms.CharField(
        label=_("Laat dit veld leeg"),
        required=False,
        widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one_of_two = _("Een e-mailadres of een telefoonnummer volstaat.")
        self.fields["email"].help_text = one_of_two
        for name, kind in {
            "first_name": "given-name",
            "last_name": "family-name",
            "email": "email",
            "phone": "tel",
            "postcode": "postal-code",
        }.items():
            self.fields[name].widget.attrs["autocomplete"] = kind
        self.fields["phone"].widget.input_type = "tel"
        self.fields["postcode"].widget.attrs |= {
            "inputmode": "numeric",
            "class": "m2w-input m2w-input--short",
        }
        self.fields["sector"].label = _("Waarin hebt u ervaring?")
        self.fields["availability"].label = _("Wanneer kunt u?")
        self.fields["why"].label = _("Waarom wilt u mentor worden?")
        self.fields["why"].widget = forms.Textarea({"maxlength": LONGEST_WHY, "rows": 4})

    @property
    def is_by_a_program(self) -> bool:
        return bool(self.cleaned_data["website"])

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.columns()}


class InterviewForm(FileForm, ActForm):
    model = Interest
    sections = [(_("Kennismaking"), INTERVIEW)]
    done = _("De kennismaking is genoteerd.")

    def __init__(self, *args: Any, obj: Interest, **kwargs: Any) -> None:
        initial = {name: getattr(obj, name) for name in INTERVIEW}
        super().__init__(*args, obj=obj, initial=initial, **kwargs)
        as_interview(self)
        self.fields["interviewed_on"].required = True

    def act(self, *, by: User) -> Interest:
        return services.note_interview(self.obj, self.cleaned_data, by=by)


class DiscardForm(ActForm):
    service = services.discard_interest
    done = _("De interesse is verwijderd.")
    about = _(
        "U verwijdert alles wat deze persoon invulde. Dat komt niet terug. Laat het de persoon"
        " zelf weten: wij versturen niets."
    )
    danger = True
