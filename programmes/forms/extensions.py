"""What someone fills in about an extension and its grant."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from m2w.form_fields import EuroField
from m2w.forms import ActForm
from programmes import services
from programmes.models import Project
from programmes.services.grants import MOST_WORDS


def words_field(label: Any, *, required: bool = True, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=MOST_WORDS,
        widget=forms.Textarea({"rows": 5}),
        **kwargs,
    )


class AskForm(ActForm):
    service = services.ask_extension
    done = _("De verlenging is gevraagd. VDAB beslist na de eindevaluatie.")
    about = _("Een project kan één keer verlengd worden, na een positieve eindevaluatie.")
    months = forms.IntegerField(
        label=_("Maanden"),
        min_value=1,
        widget=forms.TextInput({"inputmode": "numeric", "class": "m2w-input m2w-input--short"}),
    )
    amount = EuroField(label=_("Gevraagd bedrag in euro"), help_text=_("Bijvoorbeeld 25.000,00."))
    motivation = words_field(_("Motivering"))

    def __init__(self, *args: Any, obj: Project, **kwargs: Any) -> None:
        months = obj.lot.call.extension_months
        super().__init__(*args, obj=obj, initial={"months": months}, **kwargs)


class GrantForm(ActForm):
    service = services.grant_extension
    done = _("Het project is verlengd. De toekenning telt zodra een collega ze bevestigt.")
    about = _(
        "Het project loopt langer door vanaf nu. De toekenning die erbij hoort, telt pas als een"
        " andere programmabeheerder ze bevestigt."
    )
    above_lot_reason = words_field(
        _("Reden boven het budget van het perceel"),
        required=False,
        help_text=_("Alleen nodig als het bedrag het budget van het perceel overschrijdt."),
    )


class RefuseForm(ActForm):
    service = services.refuse_extension
    done = _("De verlenging is geweigerd. De promotor krijgt bericht.")
    danger = True
    reason = words_field(_("Reden"))


DECISION_FORMS: dict[str, type[ActForm]] = {"grant": GrantForm, "refuse": RefuseForm}
