"""What someone fills in about the terms of a call, and about what a project means to spend."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from m2w import notation
from m2w.form_fields import EuroField
from m2w.forms import ActForm
from programmes import services
from programmes.choices import CostCategory
from programmes.models import Call, Project
from programmes.services.call_terms import MOST_HOURS

SHORT = {"class": "m2w-input m2w-input--short"}


class PercentField(forms.DecimalField):
    """A percentage as people here write it: 15, 12,5 or 12.5."""

    widget = forms.TextInput(SHORT | {"inputmode": "decimal"})

    def to_python(self, value: Any) -> Any:
        written = str(value or "").strip().removesuffix("%").strip()
        return super().to_python(written.replace(",", "."))


class TermsForm(ActForm):
    service = services.set_terms
    done = _("De parameters zijn bewaard.")
    about = _("Leeg laten mag: dan volgt er geen uurkost uit een loonkost, en geen overhead.")
    yearly_hours_norm = forms.IntegerField(
        label=_("Uren per jaar van een voltijdse"),
        required=False,
        min_value=1,
        max_value=MOST_HOURS,
        help_text=_("Bijvoorbeeld 1720. Een uur kost de loonkost per jaar gedeeld door deze norm."),
        widget=forms.TextInput(SHORT | {"inputmode": "numeric"}),
    )
    overhead_pct = PercentField(
        label=_("Overhead in procent van het personeel"),
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(100),
        decimal_places=2,
        help_text=_("Bijvoorbeeld 15 of 12,5."),
    )

    def __init__(self, *args: Any, obj: Call, **kwargs: Any) -> None:
        share = obj.overhead_pct
        initial = {
            "yearly_hours_norm": obj.yearly_hours_norm,
            "overhead_pct": "" if share is None else notation.number(share, 2),
        }
        super().__init__(*args, obj=obj, initial=initial, **kwargs)


class CostPlanForm(ActForm):
    """An amount per category; `planned` is what there is now."""

    done = _("De begroting is bewaard.")

    def __init__(
        self, *args: Any, obj: Project, year: int, planned: dict[str, Decimal], **kwargs: Any
    ) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        self.year = year
        for category in CostCategory:
            amount = planned.get(category)
            self.fields[category.value] = EuroField(
                label=category.label.capitalize(),
                required=False,
                initial="" if amount is None else notation.amount(amount),
            )

    def act(self, *, by: Any) -> Any:
        services.plan_costs(self.obj, year=self.year, amounts=dict(self.cleaned_data), by=by)
        return self.obj
