"""When someone who was refused is looked at again."""

from django.utils.translation import gettext_lazy as _

from m2w.form_fields import DayField
from m2w.forms import Form


class AgainForm(Form):
    on = DayField(
        label=_("Opnieuw screenen op"),
        help_text=_("dd/mm/jjjj. Laat leeg als het niet meer nodig is."),
        required=False,
    )
