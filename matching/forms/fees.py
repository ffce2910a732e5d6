"""What someone fills in about the fees of volunteers."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from m2w import notation, periods
from m2w.accounts.models import User
from m2w.form_fields import DayField, EuroField
from m2w.forms import ActForm
from matching import fee_years, services
from matching.models import Mentor, VolunteerFee
from programmes.models import Project

BETWEEN = re.compile(r"[\s,;]+")
AT_ITS_FIELD = {
    "day_maximum": "amount",
    "year_maximum": "amount",
    "fee_exists": "days",
    "other_promoter": "mentor",
}


class DaysField(forms.CharField):
    """Several days, with a comma or on lines of their own."""

    widget = forms.Textarea({"rows": 4})

    def to_python(self, value: Any) -> Any:
        written = [part for part in BETWEEN.split(super().to_python(value) or "") if part]
        return [day_of(part) for part in written]


def day_of(text: str) -> date:
    try:
        found: date = DayField().clean(text)
    except ValidationError as error:
        message = _("“%(text)s”: %(why)s")
        raise ValidationError(message % {"text": text[:40], "why": error.messages[0]}) from error
    return found


class EnterFees(ActForm):
    """For one mentor, one or several days; `by` chooses among their own."""

    done = _("De vergoedingen zijn genoteerd.")
    taken = AT_ITS_FIELD
    project = forms.ModelChoiceField(
        Project.objects.none(),
        to_field_name="code",
        label=_("Project"),
        empty_label=_("Kies een project"),
    )
    mentor = forms.ModelChoiceField(
        Mentor.objects.none(),
        to_field_name="code",
        label=_("Mentor"),
        empty_label=_("Kies een mentor"),
    )
    days = DaysField(
        label=_("Dagen"),
        help_text=_("Eén dag of meer, met een komma of op aparte regels: 03/06/2026, 10/06/2026."),
    )
    amount = EuroField(label=_("Bedrag per dag in euro"))

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["amount"].help_text = fee_years.in_words(periods.today().year)
        fields["project"].queryset = Project.objects.visible_to(by).order_by("name")
        fields["mentor"].queryset = Mentor.objects.editable_by(by)

    def act(self, *, by: User) -> Any:
        values = dict(self.cleaned_data)
        return services.add_fees(values.pop("mentor"), by=by, **values)


class ChangeFee(ActForm):
    service = services.change_fee
    done = _("De vergoeding is verbeterd.")
    taken = AT_ITS_FIELD
    amount = EuroField(label=_("Bedrag in euro"))

    def __init__(self, *args: Any, obj: VolunteerFee, **kwargs: Any) -> None:
        kwargs["initial"] = {"amount": notation.amount(obj.amount)}
        super().__init__(*args, obj=obj, **kwargs)


class RemoveFee(ActForm):
    service = services.remove_fee
    done = _("De vergoeding is verwijderd.")
    about = _("Verwijder een vergoeding alleen wanneer ze er niet was.")
    danger = True


class UnclaimFee(ActForm):
    service = services.unclaim_fee
    done = _("De vergoeding staat niet meer op de kostendeclaratie.")
    about = _("De vergoeding zelf blijft. U kunt ze verbeteren en later opnieuw declareren.")


class ClaimFees(ActForm):
    """`year` and the project are those of the page."""

    done = _("De vergoedingen staan op de kostendeclaratie van vrijwilligers.")
    about = _(
        "Elke vergoeding die nog op geen declaratie staat, wordt een kost op de declaratie in"
        " concept. Mentoren staan er met hun code op, zonder naam."
    )

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year

    def act(self, *, by: User) -> Any:
        return services.claim_fees(self.obj, year=self.year, by=by)
