"""What a manager fills in to settle a year, to correct that, and to confirm either."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from m2w import notation, periods
from m2w.form_fields import DayField, EuroField
from m2w.forms import ActForm
from programmes import services
from programmes.forms.extensions import words_field

ADD, LESS = "add", "less"


class SettleForm(ActForm):
    """`year` is that of the page, and `proposed` the amount it begins with."""

    done = _("De afrekening is ingevoerd. Ze telt zodra een collega ze bevestigt.")
    about = _(
        "Het voorstel is wat er aanvaard is, zover er ruimte is onder wat er toegekend is. Na de"
        " bevestiging door een collega verandert alleen een correctie er nog iets aan."
    )
    taken = dict.fromkeys(("above_accepted", "above_granted"), "amount")
    amount = EuroField(label=_("Af te rekenen bedrag in euro"))
    settled_on = DayField(label=_("Afgerekend op"), initial=periods.today)

    def __init__(self, *args: Any, year: int, proposed: Decimal, **kwargs: Any) -> None:
        initial = {"amount": notation.amount(proposed)}
        super().__init__(*args, initial=initial, **kwargs)
        self.year = year

    def act(self, *, by: Any) -> Any:
        return services.enter_settlement(self.obj, by=by, year=self.year, **self.cleaned_data)


class ConfirmSettlementForm(ActForm):
    service = services.confirm_settlement
    done = _("De afrekening is bevestigd. De promotor krijgt bericht en kan de brief ophalen.")
    about = _("U bevestigt wat een collega invoerde. Daarna is het jaar afgesloten.")


class WithdrawSettlementForm(ActForm):
    service = services.withdraw_settlement
    done = _("De afrekening is ingetrokken.")
    about = _("Niemand bevestigde ze: het jaar kan daarna opnieuw afgerekend worden.")
    danger = True


class CorrectForm(ActForm):
    """An amount and its direction: nobody has to type a minus."""

    done = _("De correctie is ingevoerd. Ze telt zodra een collega ze bevestigt.")
    about = _("Het afgesloten jaar zelf blijft zoals het is: een correctie komt er gedateerd bij.")
    taken = {
        **dict.fromkeys(("below_zero", "above_granted"), "amount"),
        "corrected_that_day": "corrected_on",
    }
    direction = forms.ChoiceField(
        label=_("Richting"), choices=[(LESS, _("gaat eraf")), (ADD, _("komt erbij"))]
    )
    amount = EuroField(label=_("Bedrag in euro"))
    corrected_on = DayField(label=_("Geldt vanaf"), initial=periods.today)
    reason = words_field(_("Reden"), help_text=_("De promotor leest ze, ook in de brief."))

    def act(self, *, by: Any) -> Any:
        values = dict(self.cleaned_data)
        if values.pop("direction") == LESS:
            values["amount"] = -values["amount"]
        return services.enter_correction(self.obj, by=by, **values)


class ConfirmCorrectionForm(ActForm):
    service = services.confirm_correction
    done = _("De correctie is bevestigd en telt nu mee.")
    about = _("U bevestigt wat een collega invoerde. Daarna telt het in elk cijfer, vanaf die dag.")


class WithdrawCorrectionForm(ActForm):
    service = services.withdraw_correction
    done = _("De correctie is ingetrokken.")
    danger = True
