"""What is asked of who makes a key: for a program of one's own, or for a system."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from m2w.accounts.access import SYSTEM_ROLES
from m2w.accounts.choices import OrganisationKind, Role
from m2w.accounts.models import User
from m2w.accounts.services.keys import TERMS
from m2w.accounts.staff_forms import provinces_field
from m2w.forms import Form

READS, WRITES = "read", "write"
SCOPES = [
    (READS, _("Alleen lezen")),
    (WRITES, _("Lezen en wijzigen")),
]
TERM_LABELS = {30: _("1 maand"), 90: _("3 maanden"), 180: _("6 maanden"), 365: _("1 jaar")}


class KeyForm(Form):
    """A key acts as its maker."""

    name = forms.CharField(
        label=_("Waarvoor"),
        help_text=_("Zo herkent u de sleutel later, bijvoorbeeld aan de naam van het programma."),
        max_length=100,
    )
    scope = forms.ChoiceField(
        label=_("Wat mag het programma?"),
        choices=SCOPES,
        initial=READS,
        widget=forms.RadioSelect,
    )
    days = forms.TypedChoiceField(
        label=_("Hoelang werkt de sleutel?"),
        choices=[(days, TERM_LABELS[days]) for days in TERMS],
        initial=TERMS[1],
        coerce=int,
        widget=forms.RadioSelect,
    )

    def asked(self) -> dict[str, Any]:
        """The values as the service takes them."""
        values = dict(self.cleaned_data)
        return {"may_write": values.pop("scope") == WRITES, **values}


class SystemKeyForm(KeyForm):
    """A key acts as a system of the organisation. Provinces matter at VDAB only."""

    role = forms.ChoiceField(label=_("In welke rol werkt het systeem?"))
    provinces = provinces_field()
    field_order = ("name", "role", "provinces", "scope", "days")

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        acting: Any = by.acting
        choices = [(role.value, Role(role).label) for role in SYSTEM_ROLES.get(acting.role, ())]
        self.fields["name"].label = _("Naam van het systeem")
        self.fields["name"].help_text = _("Onder deze naam staat op het register wat het doet.")
        self.fields["role"].choices = choices  # type: ignore[attr-defined]
        self.fields["provinces"].help_text = _(
            "Als bemiddelaar of opvolger ziet het de dossiers van deze provincies."
        )
        if acting.organisation.kind != OrganisationKind.VDAB:
            del self.fields["provinces"]
