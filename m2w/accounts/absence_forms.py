"""What is typed when a counsellor or a coach is away."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from m2w.accounts.access import NOTES_ABSENCE_OF
from m2w.accounts.choices import Role
from m2w.accounts.models import Absence, Staff, User
from m2w.accounts.services.absences import note_absence
from m2w.form_fields import DayField
from m2w.forms import Form

WHO_REPLACES = {
    Role.COUNSELLOR: _("Een bemiddelaar die in een van dezelfde provincies werkt."),
    Role.COACH: _("Ziet en bewerkt op deze dagen ook de dossiers en duo’s van wie afwezig is."),
}


class AbsenceForm(Form):
    """A counsellor notes their own absence, a programme manager or a coordinator that of a
    colleague."""

    staff = forms.ModelChoiceField(
        Staff.objects.none(), label=_("Wie is afwezig"), empty_label=_("Kies een collega")
    )
    first_day = DayField(label=_("Eerste dag"))
    last_day = DayField(label=_("Laatste dag"))
    replacement = forms.ModelChoiceField(
        Staff.objects.none(),
        label=_("Vervanger"),
        empty_label=_("Kies een collega"),
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        acting: Any = by.acting
        role = NOTES_ABSENCE_OF[acting.role]
        fields: dict[str, Any] = self.fields
        colleagues = Staff.objects.visible_to(by).working_as(role).select_related("user")
        if role == acting.role:
            del fields["staff"]
            colleagues = colleagues.exclude(pk=acting.staff_id)
        else:
            fields["staff"].queryset = colleagues
        fields["replacement"].queryset = colleagues
        fields["replacement"].help_text = WHO_REPLACES[role]

    def act(self) -> Absence:
        """Note it, by the service: see there for what it refuses."""
        values: dict[str, Any] = self.cleaned_data
        away: Any = values.get("staff") or (self.by.acting and self.by.acting.staff)
        return note_absence(
            away,
            values["replacement"],
            values["first_day"],
            values["last_day"],
            by=self.by,
        )
