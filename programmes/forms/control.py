"""What VDAB's controller fills in about a cost, and what its promoter answers."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from m2w import notation
from m2w.form_fields import EuroField, Radios
from m2w.forms import ActForm
from programmes import services
from programmes.choices import SampleMethod
from programmes.forms.extensions import words_field
from programmes.models import ClaimLine
from programmes.services.control import LONGEST_SEED

ACCEPT, LOWER, REFUSE = "accept", "lower", "refuse"
VERDICTS = [
    (ACCEPT, _("aanvaarden zoals ingediend")),
    (LOWER, _("verlagen tot een ander bedrag")),
    (REFUSE, _("weigeren")),
]
ZERO = Decimal("0.00")


class JudgeForm(ActForm):
    """A verdict, and then an amount only where it does not follow from it."""

    done = _("De kost is beoordeeld.")
    verdict = forms.ChoiceField(label=_("Uw oordeel"), choices=VERDICTS, widget=Radios)
    amount_accepted = EuroField(
        label=_("Aanvaard bedrag in euro"),
        required=False,
        help_text=_("Alleen nodig als u verlaagt."),
    )
    reason = words_field(
        _("Reden"),
        required=False,
        help_text=_("Nodig als u verlaagt of weigert. De promotor leest ze, ook in de brief."),
    )

    def __init__(self, *args: Any, obj: ClaimLine, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, initial=judged_as(obj), **kwargs)

    def clean(self) -> dict[str, Any]:
        """An amount that the verdict leaves no room for was meant otherwise; what the form itself
        filled in, of the verdict before, says nothing."""
        values = super().clean() or {}
        if {"verdict", "amount_accepted"} <= values.keys():
            amount, known = values["amount_accepted"], self.obj.amount_accepted
            follows = self.follows(values["verdict"])
            if follows is None and amount is None:
                self.add_error("amount_accepted", _("Vul het bedrag in dat u aanvaardt."))
            elif follows is not None and amount not in {None, known, follows}:
                text = _("Kies “verlagen” als u dit bedrag aanvaardt, of laat het leeg.")
                self.add_error("amount_accepted", text)
        return values

    def follows(self, verdict: str) -> Decimal | None:
        """The amount that follows from a verdict; None when it must be told."""
        found: dict[str, Decimal] = {ACCEPT: self.obj.amount_declared, REFUSE: ZERO}
        return found.get(verdict)

    def act(self, *, by: Any) -> Any:
        values = self.cleaned_data
        follows, reason = self.follows(values["verdict"]), values["reason"]
        amount = values["amount_accepted"] if follows is None else follows
        return services.judge_line(self.obj, by=by, amount_accepted=amount, reason=reason)


def judged_as(line: ClaimLine) -> dict[str, Any]:
    """The verdict that stands, as the form says it; of none, that all is accepted."""
    accepted = line.amount_accepted
    if accepted is None or accepted == line.amount_declared:
        return {"verdict": ACCEPT, "reason": line.control_reason}
    if accepted:
        amount = notation.amount(accepted)
        return {"verdict": LOWER, "amount_accepted": amount, "reason": line.control_reason}
    return {"verdict": REFUSE, "reason": line.control_reason}


class AskProofForm(ActForm):
    service = services.ask_proof
    done = _("De vraag is gesteld. De promotor krijgt bericht.")
    about = _("Zolang er geen antwoord is, kunt u de kost toch beoordelen.")
    question = words_field(_("Uw vraag aan de promotor"))

    def __init__(self, *args: Any, obj: ClaimLine, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, initial={"question": obj.proof_question}, **kwargs)


class AnswerProofForm(ActForm):
    service = services.answer_proof
    done = _("Uw antwoord is bezorgd aan VDAB.")
    about = _("Zeg waaruit de kost blijkt. Voeg een bewijs eerst toe bij de documenten.")
    answer = words_field(_("Uw antwoord"))

    def __init__(self, *args: Any, obj: ClaimLine, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, initial={"answer": obj.proof_answer}, **kwargs)


class AcceptRestForm(ActForm):
    service = services.accept_rest
    done = _("De overige kosten zijn aanvaard zoals ingediend.")


class SampleForm(ActForm):
    service = services.draw_sample
    done = _("De steekproef is getrokken.")
    about = _(
        "Trek een steekproef als u niet alle kosten controleert. U kunt dat één keer, voor u de"
        " eerste kost beoordeelt. Wie ze met dezelfde startwaarde opnieuw trekt, vindt dezelfde"
        " kosten."
    )
    method = forms.ChoiceField(
        label=_("Methode"), choices=SampleMethod.choices, widget=Radios, initial=SampleMethod.RANDOM
    )
    size = forms.IntegerField(
        label=_("Aantal kosten"),
        min_value=1,
        widget=forms.TextInput({"inputmode": "numeric", "class": "m2w-input m2w-input--short"}),
    )
    seed = forms.CharField(
        label=_("Startwaarde"),
        required=False,
        max_length=LONGEST_SEED,
        help_text=_("Een woord of getal. Leeg: wij kiezen er een."),
    )


class CloseForm(ActForm):
    service = services.close_control
    done = _("De controle is afgesloten. De promotor krijgt bericht.")
    about = _(
        "Daarna verandert er niets meer aan deze kosten: wat later fout blijkt, verbetert u met een"
        " correctie op de afrekening."
    )
    reason = words_field(_("Toelichting"), required=False, help_text=_("De promotor leest ze."))
