from django import forms
from django.utils.translation import gettext_lazy as _

from m2w.form_fields import DayField
from m2w.forms import ActForm
from matching import services
from matching.choices import PauseReason


class PauseRemindersForm(ActForm):
    service = services.pause_reminders
    done = _("De herinneringen zijn gepauzeerd.")
    about = _(
        "Niemand krijgt hierover een herinnering, en er vertrekt geen brief. Wat te laat is,"
        " blijft op de lijsten staan."
    )
    reason = forms.ChoiceField(
        label=_("Reden"), choices=[("", _("Kies een reden")), *PauseReason.choices]
    )
    until = DayField(
        label=_("Laatste dag"),
        help_text=_("dd/mm/jjjj. Leeg: tot u ze hervat."),
        required=False,
    )
