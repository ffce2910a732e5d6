"""What someone fills in to grant an amount to a project, and to confirm or take that away."""

from django import forms
from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.form_fields import DayField, EuroField
from m2w.forms import ActForm
from programmes import services
from programmes.choices import GrantKind
from programmes.forms.extensions import words_field
from programmes.forms.projects import ForProject
from programmes.granting import ENTERED_KINDS

KINDS = [(kind.value, kind.label) for kind in GrantKind if kind in ENTERED_KINDS]
AT_THE_AMOUNT = ("over_budget", "below_zero", "below_settled", "below_paid")


class EnterForm(ForProject):
    service = services.enter_grant
    done = _("De toekenning is ingevoerd. Ze telt zodra een collega ze bevestigt.")
    about = _(
        "U voert een beslissing in over het maximum van een project. Ze telt pas als een andere"
        " programmabeheerder ze bevestigt."
    )
    taken = {**dict.fromkeys(AT_THE_AMOUNT, "amount"), "grant_exists": "decided_on"}
    kind = forms.ChoiceField(label=_("Soort"), choices=KINDS)
    decided_on = DayField(label=_("Beslist op"), initial=periods.today)
    amount = EuroField(
        label=_("Bedrag in euro"),
        help_text=_("Bijvoorbeeld 25.000,00. Een verlaging is een bedrag dat eraf gaat."),
    )
    above_lot_reason = words_field(
        _("Reden boven het budget van het perceel"),
        required=False,
        help_text=_("Alleen nodig als het bedrag het budget van het perceel overschrijdt."),
    )


class ConfirmForm(ActForm):
    service = services.confirm_grant
    done = _("De toekenning is bevestigd en telt nu mee.")
    about = _("U bevestigt wat een collega invoerde. Daarna telt het bedrag in elk cijfer.")


class WithdrawForm(ActForm):
    service = services.withdraw_grant
    done = _("De toekenning is ingetrokken.")
    about = _("De toekenning verdwijnt. Ze telde nog in geen enkel cijfer.")
    danger = True
