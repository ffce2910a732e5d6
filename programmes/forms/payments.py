"""What a manager fills in to pay a promoter, or to recover from it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.form_fields import DayField, EuroField
from m2w.forms import ActForm
from programmes import services
from programmes.choices import PaymentKind
from programmes.forms.projects import ForProject

DONE = _("De betaling is ingevoerd. Ze komt op de volgende betaallijst.")
TAKEN = {
    **dict.fromkeys(("paid_above_granted", "recovered_above_paid"), "amount"),
    "payment_exists": "decided_on",
}


class PaymentFields(ActForm):
    """What is paid to the project, or recovered from it: `obj`."""

    done = DONE
    taken = TAKEN
    service = services.enter_payment
    kind = forms.ChoiceField(label=_("Soort"), choices=PaymentKind.choices)
    amount = EuroField(
        label=_("Bedrag in euro"), help_text=_("Ook een terugvordering is een bedrag zonder min.")
    )
    decided_on = DayField(label=_("Beslist op"), initial=periods.today)


class PaymentForm(ForProject, PaymentFields):
    """For any project that `by` may pay."""

    field_order = ("project", "kind", "amount", "decided_on")


class PayForm(ActForm):
    service = services.pay
    done = _("De betaling is genoteerd.")
    paid_on = DayField(label=_("Betaald op"), initial=periods.today)


class WithdrawPaymentForm(ActForm):
    service = services.withdraw_payment
    done = _("De betaling is ingetrokken.")
    danger = True
