"""What the interface says of an advice: sentences and signs, with the first name in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from m2w import notation
from m2w.marks import Mark
from m2w.periods import ONE_DAY
from programmes.advice import (
    ELIGIBLE,
    GUIDANCE_ENDS,
    INCOMPLETE,
    INELIGIBLE,
    TURNS_25,
    Advice,
    Change,
    Fit,
    Subgroup,
)
from programmes.choices import ScreeningResult
from programmes.eligibility import COLUMNS, MET, UNKNOWN, Criterion
from programmes.eligibility_texts import CRITERION_LABELS, MISSING, sentence
from programmes.facts import RESULTS, CriterionLine
from programmes.marks import SCREENINGS

Text = str | Promise

# Of more than these the number says enough.
NAMED = 3
# When one answer decides alone: the answer that lets someone in.
IF: dict[str, Promise] = {
    "birth_date": gettext_lazy("Als %(name)s jonger dan 25 is."),
    "employed": gettext_lazy("Als %(name)s geen werk heeft."),
    "home_language": gettext_lazy("Als %(name)s thuis geen Nederlands spreekt."),
    "migration_background": gettext_lazy("Als de migratieachtergrond bevestigd is."),
    "postcode": gettext_lazy("Als %(name)s in Vlaanderen woont."),
    "vdab_guidance_since": gettext_lazy("Als VDAB %(name)s nu begeleidt."),
    "dutch_level": gettext_lazy("Als het Nederlands onder de grens ligt."),
    "dutch_attested": gettext_lazy("Als %(name)s geen attest heeft."),
    "diploma_level": gettext_lazy("Als het diploma past."),
    "diploma_language": gettext_lazy("Als het diploma niet in het Nederlands behaald is."),
    "dutch_insufficient_for_job_target": gettext_lazy(
        "Als het Nederlands niet volstaat voor het jobdoelwit."
    ),
}
SUBGROUP_LABELS: dict[str, Promise] = {
    "youth": gettext_lazy("Jongere"),
    "loa": gettext_lazy("Laaggeschoold"),
    "hoa": gettext_lazy("Hooggeschoold"),
}
SUBGROUP_RULES: dict[str, Promise] = {
    "youth": gettext_lazy("Jonger dan 25, hoogstens lager secundair"),
    "loa": gettext_lazy("Hoogstens secundair"),
    "hoa": gettext_lazy("Hoger diploma, niet in het Nederlands behaald"),
}
KEPT_OUT: dict[str, Promise] = {
    "too_old": gettext_lazy("25 jaar of ouder."),
    "diploma_too_high": gettext_lazy("Het diploma is te hoog."),
    "no_higher_education": gettext_lazy("Geen diploma hoger onderwijs."),
    "diploma_in_dutch": gettext_lazy("Het diploma is in het Nederlands behaald."),
    "general": gettext_lazy("Voldoet niet aan de algemene voorwaarden."),
}
FOR_WHOM: dict[str, Promise] = {
    "youth": gettext_lazy("jongeren"),
    "loa": gettext_lazy("laaggeschoolden"),
    "hoa": gettext_lazy("hooggeschoolden"),
}
FITS = {ELIGIBLE: MET, INELIGIBLE: "not_met", INCOMPLETE: UNKNOWN}


@dataclass(frozen=True, slots=True)
class Panel:
    """An advice as the page shows it."""

    mark: Mark
    summary: Text
    criteria: list[CriterionLine]
    subgroups: list[CriterionLine]
    changes: list[tuple[Text, Text]]
    fits: list[CriterionLine]


def panel(advice: Advice, name: str, *, blank: Iterable[str] = ()) -> Panel:
    """An advice in words; `blank` names the columns in which nothing was filled in."""
    result = ScreeningResult(advice.result)
    return Panel(
        Mark(result.label, *SCREENINGS[result]),
        summary(advice),
        [of_criterion(one, frozenset(blank)) for one in advice.criteria],
        [of_subgroup(one) for one in advice.subgroups],
        [of_change(one, name) for one in advice.changes],
        [of_fit(one, name) for one in advice.fits],
    )


def summary(advice: Advice) -> str:
    """What it comes to, in one sentence."""
    if advice.result == ELIGIBLE:
        return _("Alle voorwaarden zijn voldaan.")
    if advice.result == INELIGIBLE:
        return _("Past vandaag in geen enkel project van u.") if advice.fits else _("Past niet.")
    if len(advice.missing) == 1:
        return _("Nog één gegeven beslist: %(what)s.") % {"what": MISSING[advice.missing[0]]}
    if len(advice.missing) <= NAMED:
        return _("Nog niet gekend: %(what)s.") % {"what": waited_for(advice.missing)}
    return _("Nog %(n)s gegevens ontbreken.") % {"n": len(advice.missing)}


def waited_for(columns: Iterable[str]) -> str:
    """What is missing: by name when it is little, else how much."""
    names = [str(MISSING[column]) for column in columns]
    if len(names) <= NAMED:
        return listed(names)
    return ngettext("%(n)s gegeven", "%(n)s gegevens", len(names)) % {"n": len(names)}


def listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(some)s en %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}


def of_criterion(criterion: Criterion, blank: frozenset[str]) -> CriterionLine:
    open_question = criterion.result is UNKNOWN and is_blank(criterion.code, blank)
    return CriterionLine(
        CRITERION_LABELS[criterion.code],
        *RESULTS[criterion.result],
        _("Nog niet ingevuld.") if open_question else sentence(criterion.reason),
    )


def is_blank(code: str, blank: frozenset[str]) -> bool:
    """Whether nothing was filled in yet of what a criterion looks at first."""
    first = next(column for column, codes in COLUMNS.items() if code in codes)
    return first in blank


def of_subgroup(one: Subgroup) -> CriterionLine:
    rule = SUBGROUP_RULES[one.code]
    if one.reason:
        text: Text = KEPT_OUT[one.reason]
    elif one.missing:
        waiting = {"rule": rule, "what": waited_for(one.missing)}
        text = _("%(rule)s; wacht op: %(what)s.") % waiting
    else:
        text = f"{rule}."
    return CriterionLine(SUBGROUP_LABELS[one.code], *RESULTS[one.result], text)


def of_change(change: Change, name: str) -> tuple[Text, Text]:
    """What happens, and what follows from it."""
    if change.code == TURNS_25:
        happens = _("Wordt 25 op %(day)s.") % {"day": notation.day(change.on)}
        return happens, _("Daarna telt %(name)s niet meer als jongere.") % {"name": name}
    if change.code == GUIDANCE_ENDS:
        last = notation.day(change.on - ONE_DAY)
        happens = _("De begeleiding door VDAB loopt tot en met %(day)s.") % {"day": last}
        return happens, _("Daarna komt %(name)s niet meer in aanmerking.") % {"name": name}
    happens = _("De begeleiding door VDAB begint op %(day)s.") % {"day": notation.day(change.on)}
    return happens, _("Tot dan komt %(name)s niet in aanmerking.") % {"name": name}


def of_fit(fit: Fit, name: str) -> CriterionLine:
    parts = [why(fit, name), *warnings(fit)]
    if fit.result != INELIGIBLE or fit.since:
        parts.append(places(fit.place.free))
    _word, icon, css = RESULTS[FITS[fit.result]]
    # The sentence says it: a project is not met or unmet.
    return CriterionLine(fit.place.name, "", icon, css, " ".join(map(str, parts)))


def why(fit: Fit, name: str) -> Text:
    """Why a project fits, does not, or what that hangs on; and for how long."""
    if fit.since:
        return _("Vanaf %(day)s.") % {"day": notation.day(fit.since)}
    if fit.result == INELIGIBLE:
        return why_not(fit)
    sentences = []
    if fit.result == INCOMPLETE:
        sentences.append(on_condition(fit.missing, name))
    if fit.until:
        sentences.append(as_long_as(fit.by, fit.until))
    return " ".join(sentences) or _("Past.")


def on_condition(missing: tuple[str, ...], name: str) -> str:
    if len(missing) == 1:
        return IF[missing[0]] % {"name": name}
    return _("Hangt af van: %(what)s.") % {"what": waited_for(missing)}


def as_long_as(code: str, until: date) -> str:
    template = (
        _("Alleen als jongere, tot en met %(day)s.")
        if code == TURNS_25
        else _("Tot en met %(day)s.")
    )
    return template % {"day": notation.day(until)}


def why_not(fit: Fit) -> Text:
    if fit.reason == "not_in_subgroup":
        admitted = [str(FOR_WHOM[code]) for code in FOR_WHOM if code in fit.place.rules.subgroups]
        return _("Dit perceel vraagt %(whom)s.") % {"whom": listed(admitted)}
    return _("Voldoet niet: %(criterion)s.") % {
        "criterion": str(CRITERION_LABELS[fit.reason]).lower()
    }


def warnings(fit: Fit) -> list[Text]:
    outside = _("Woont buiten de provincies van het perceel.")
    return [outside] if fit.elsewhere and fit.result != INELIGIBLE else []


def places(free: int) -> str:
    if free == 0:
        return _("Geen plaats meer vrij.")
    return ngettext("%(n)s plaats vrij.", "%(n)s plaatsen vrij.", free) % {"n": free}
