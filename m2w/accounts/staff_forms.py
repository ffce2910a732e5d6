"""What is typed about colleagues: invitations and the provinces someone works in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from m2w.accounts.access import roles_to_give
from m2w.accounts.choices import OrganisationKind, Role
from m2w.accounts.forms import HELP
from m2w.accounts.models import Organisation, User
from m2w.forms import Form
from m2w.reference.provinces import LABELS, PROVINCES


def provinces_field() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Provincies"),
        choices=[(code, LABELS[code]) for code in PROVINCES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class ProvincesForm(Form):
    provinces = provinces_field()


class InvitationForm(Form):
    """The roles are those that the reader may give; provinces matter at VDAB only."""

    name = forms.CharField(label=_("Naam"), max_length=200)
    email = forms.EmailField(label=_("E-mailadres"), max_length=254)
    role = forms.ChoiceField(label=_("Rol"))
    provinces = provinces_field()

    def __init__(self, *args: Any, by: User, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = roles_to_give(by, organisation)
        choices = [(role.value, Role(role).label) for role in given]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]
        if organisation.kind != OrganisationKind.VDAB:
            del self.fields["provinces"]


class FirstTimeForm(Form):
    """What someone chooses who comes in for the first time."""

    name = forms.CharField(
        label=_("Naam"), max_length=200, widget=forms.TextInput({"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Wachtwoord"),
        help_text=HELP["password1"],
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
