"""What is typed when a counsellor is away."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from m2w.accounts.acting import acts_as
from m2w.accounts.choices import Role
from m2w.accounts.models import Absence, Staff, User
from m2w.accounts.services.absences import note_absence
from m2w.form_fields import DayField
from m2w.forms import Form


class AbsenceForm(Form):
    """A counsellor notes their own absence, a programme manager that of a colleague."""

    staff = forms.ModelChoiceField(
        Staff.objects.none(), label=_("Wie is afwezig"), empty_label=_("Kies een collega")
    )
    first_day = DayField(label=_("Eerste dag"))
    last_day = DayField(label=_("Laatste dag"))
    replacement = forms.ModelChoiceField(
        Staff.objects.none(),
        label=_("Vervanger"),
        empty_label=_("Kies een collega"),
        help_text=_("Een bemiddelaar die in een van dezelfde provincies werkt."),
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        colleagues = Staff.objects.visible_to(by).counsellors().select_related("user")
        if acts_as(by, {Role.COUNSELLOR}) and by.acting:
            del self.fields["staff"]
            colleagues = colleagues.exclude(pk=by.acting.staff_id)
        else:
            self.fields["staff"].queryset = colleagues  # type: ignore[attr-defined]
        self.fields["replacement"].queryset = colleagues  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first_day, last_day = values.get("first_day"), values.get("last_day")
        if first_day and last_day and last_day < first_day:
            self.add_error("last_day", _("De laatste dag ligt niet voor de eerste."))
        return values

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
