"""What the interface says about a screening: one sentence per reason of `eligibility`."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

CRITERION_LABELS: dict[str, Promise] = {
    "non_working": _("Niet-werkend"),
    "non_native_dutch": _("Anderstalig"),
    "migration_background": _("Migratieachtergrond"),
    "lives_in_flanders": _("Woont in Vlaanderen"),
    "in_vdab_guidance": _("In begeleiding bij VDAB"),
    "limited_dutch": _("Beperkte kennis van het Nederlands"),
}

SENTENCES: dict[str, Promise] = {
    "not_employed": _("Is niet aan het werk."),
    "employed": _("Is aan het werk."),
    "employment_unknown": _("Het is niet gekend of deze persoon werkt."),
    "home_language_not_dutch": _("De thuistaal is niet het Nederlands."),
    "home_language_dutch": _("De thuistaal is het Nederlands."),
    "home_language_unknown": _("De thuistaal is niet gekend."),
    "background_attested": _("De migratieachtergrond is bevestigd."),
    "no_background": _("Er is geen migratieachtergrond."),
    "background_unknown": _("Het is niet gekend of er een migratieachtergrond is."),
    "in_flanders": _("Woont op deze datum in een Vlaamse provincie."),
    "outside_flanders": _("Woont op deze datum niet in een Vlaamse provincie."),
    "residence_unknown": _("Het is niet gekend waar deze persoon woont."),
    "guided": _("Is op deze datum in begeleiding bij VDAB."),
    "guidance_not_started": _("De begeleiding bij VDAB is op deze datum nog niet begonnen."),
    "guidance_ended": _("De begeleiding bij VDAB is op deze datum afgelopen."),
    "guidance_unknown": _("Het is niet gekend sinds wanneer VDAB deze persoon begeleidt."),
    "dutch_below_limit": _("Het Nederlands ligt onder de grens van de oproep."),
    "dutch_at_limit": _("Het Nederlands ligt op de grens van de oproep; een attest mag."),
    "dutch_not_attested": _("Het Nederlands ligt op de grens van de oproep, zonder attest."),
    "dutch_attested": _("Het Nederlands ligt op de grens van de oproep, met attest."),
    "dutch_above_limit": _("Het Nederlands ligt boven de grens van de oproep."),
    "dutch_unknown": _("Het niveau van het Nederlands is niet gekend."),
    "attest_unknown": _("Het is niet gekend of het Nederlands geattesteerd is."),
}


def sentence(reason: str) -> Promise:
    """The sentence for a reason code, in the language in which it is shown."""
    return SENTENCES[reason]


# What is asked for when a column has no value.
MISSING: dict[str, Promise] = {
    "birth_date": _("de geboortedatum"),
    "employed": _("of deze persoon werkt"),
    "home_language": _("de thuistaal"),
    "migration_background": _("de migratieachtergrond"),
    "postcode": _("de postcode"),
    "vdab_guidance_since": _("sinds wanneer VDAB begeleidt"),
    "dutch_level": _("het niveau Nederlands"),
    "dutch_attested": _("het attest Nederlands"),
    "diploma_level": _("het hoogste diploma"),
    "diploma_language": _("de taal van het diploma"),
    "dutch_insufficient_for_job_target": _("of het Nederlands volstaat voor het jobdoelwit"),
}


def missing_in_words(columns: Iterable[str]) -> str:
    """What is missing, as the end of a sentence."""
    return ", ".join(str(MISSING[column]) for column in columns)


def question_about(columns: Iterable[str]) -> str:
    """The question that an incomplete screening leads to; empty when nothing is missing."""
    words = missing_in_words(columns)
    return gettext("Kunt u dit nog aanvullen: %(what)s?") % {"what": words} if words else ""
