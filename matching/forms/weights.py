from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from m2w.forms import ActForm
from matching.pair_words import LABELS
from matching.scoring import MOST_WEIGHT, PARTS
from matching.services.weights import weigh_parts

HELP = {
    "sector": _("Zelfde sector telt helemaal, een verwante half."),
    "language": _("De zwakste van de twee in hun beste gemeenschappelijke taal, van A1 tot C2."),
    "distance": _("Zelfde postcodezone, provincie, aangrenzende provincie of alleen online."),
    "availability": _("Drie gezamenlijke dagdelen volstaan."),
    "interests": _("Drie gedeelde interesses volstaan."),
    "wishes": _("Het deel van de wensen dat vervuld is."),
}


class WeightsForm(ActForm):
    """How much each part of a score weighs in one call."""

    service = weigh_parts
    done = _("De gewichten zijn bewaard. Ze gelden vanaf het volgende voorstel.")
    about = _("Hoe zwaarder een onderdeel weegt, hoe meer het de volgorde van mentoren bepaalt.")

    def __init__(self, *args: Any, obj: Any, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        known = obj.match_weights if isinstance(obj.match_weights, dict) else {}
        for part in PARTS:
            self.fields[part] = forms.IntegerField(
                label=LABELS[part],
                help_text=HELP[part],
                min_value=0,
                max_value=MOST_WEIGHT,
                initial=known.get(part),
            )
