"""What control, settlement and payment are refused for, in words."""

from django.utils.translation import gettext_lazy as _

from m2w.details import Text
from m2w.refusals import Refused

SENTENCES: dict[str, Text] = {
    "own_organisation": _("U beslist niet over uw eigen organisatie."),
    "own_entry": _("Niemand controleert wat hij zelf invoerde of indiende."),
    "same_person": _("Iemand anders bevestigt wat u invoerde."),
    "already_confirmed": _("Dit is al bevestigd."),
    # Control
    "not_submitted": _("Deze kosten zijn nog niet ingediend."),
    "control_closed": _("De controle is afgesloten."),
    "year_settled": _("Dit jaar is al afgerekend."),
    "controlled_already": _("Een collega beoordeelde deze kost al."),
    "nothing_to_judge": _("Alles is al beoordeeld."),
    "not_judged": _("Nog niet alles is beoordeeld."),
    "nothing_asked": _("Er is geen bewijs gevraagd."),
    "sampled_already": _("Er is al een steekproef getrokken."),
    "judged_already": _("Trek een steekproef voor u de eerste kost beoordeelt."),
    # Settlement
    "settled_already": _("Dit jaar is al afgerekend."),
    "nothing_declared": _("Voor dit jaar zijn geen kosten ingediend."),
    "not_controlled": _("Nog niet gecontroleerd: %(what)s."),
    "above_accepted": _("Dat is meer dan er aanvaard is: %(most)s."),
    "above_granted": _("Dat is meer dan er op die dag toegekend was."),
    "below_zero": _("Zo wordt het minder dan nul."),
    "not_confirmed": _("Deze afrekening is nog niet bevestigd."),
    "corrected_that_day": _("Op die dag is er al een correctie."),
    # Payment
    "payment_exists": _("Deze betaling bestaat al."),
    "paid_above_granted": _("Dat is meer dan er op die dag toegekend was."),
    "recovered_above_paid": _("Dat is meer dan er betaald is."),
    "paid_already": _("Deze betaling is al uitgevoerd."),
    "listed_already": _("Deze betaling staat op een betaallijst."),
    "nothing_to_list": _("Er is geen betaling die nog niet op een lijst staat."),
}


def sentence(code: str, **told: str) -> str:
    """A code in words; empty for none."""
    return str(SENTENCES[code]) % told if code else ""


def refuse(code: str, **told: str) -> None:
    """Raises Refused for a code; nothing for none."""
    if code:
        raise Refused(code, sentence(code, **told))
