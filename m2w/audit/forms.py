from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from m2w.accounts.models import Staff, User
from m2w.form_fields import PickedDayField
from m2w.forms import Form


class BreachForm(Form):
    """Which account, and from when to when somebody else may have used it."""

    others = frozenset({"format"})

    staff = forms.ModelChoiceField(
        Staff.objects.none(), to_field_name="code", label=_("Account"), empty_label=_("Kies")
    )
    first = PickedDayField(label=_("Vanaf"))
    last = PickedDayField(label=_("Tot en met"))

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        accounts = Staff.objects.visible_to(reader).select_related("user")
        self.fields["staff"].queryset = accounts  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or self.cleaned_data
        first, last = asked.get("first"), asked.get("last")
        if first and last and last < first:
            self.add_error("last", _("De laatste dag ligt voor de eerste."))
        return asked
