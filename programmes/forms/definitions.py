from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.form_fields import DayField
from m2w.forms import ActForm
from programmes import services
from programmes.models import Call
from programmes.models.calls import LONGEST_REASON
from programmes.outflow import TERMS, numbers
from programmes.services.definitions import MOST_DAYS, MOST_MONTHS


def number_field(label: Any, least: int, most: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        widget=forms.TextInput({"inputmode": "numeric", "class": "m2w-input m2w-input--short"}),
    )


class RedefineForm(ActForm):
    service = services.redefine_outflow
    done = _("De definitie heeft een nieuwe versie.")
    about = _(
        "Cijfers tot en met een vroegere dag houden hun definitie. Op de pagina Uitstroom legt u"
        " versies naast elkaar."
    )
    sustainable_months = number_field(_("Werk is duurzaam na zoveel maanden"), 1, MOST_MONTHS)
    spell_gap_days = number_field(_("Langste onderbreking, in dagen"), 0, MOST_DAYS)
    outflow_horizon_months = number_field(
        _("Uitstroom telt tot zoveel maanden na het einde"), 1, MOST_MONTHS
    )
    valid_from = DayField(label=_("Geldig vanaf"), initial=periods.today)
    reason = forms.CharField(
        label=_("Waarom"), max_length=LONGEST_REASON, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, obj: Call, **kwargs: Any) -> None:
        now = numbers(periods.today()).get(obj.pk, obj)
        super().__init__(
            *args, obj=obj, initial={name: getattr(now, name) for name in TERMS}, **kwargs
        )
