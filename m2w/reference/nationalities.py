"""Nationalities: ISO 3166 alpha-2, XK, stateless and unknown; and their groups."""

import re

from babel import Locale

from m2w.reference.labels import Label

STATELESS = "stateless"
UNKNOWN = "unknown"

# What Babel names beside countries: parts of the world, reservations and pseudo-codes.
_NO_COUNTRY = re.compile(r"\d+|AC|CP|CQ|DG|EA|EU|EZ|IC|QO|TA|UN|XA|XB|ZZ")


def _countries() -> dict[str, Label]:
    dutch, english = Locale("nl").territories, Locale("en").territories
    return {
        code: Label(dutch[code], english[code])
        for code in sorted(dutch)
        if not _NO_COUNTRY.fullmatch(code)
    }


LABELS = {
    **_countries(),
    STATELESS: Label("staatloos", "stateless"),
    UNKNOWN: Label("niet gekend", "unknown"),
}
NATIONALITIES = tuple(LABELS)

GROUP_LABELS = {
    "eu14": Label("EU-14", "EU-14"),
    "eu13": Label("EU-13", "EU-13"),
    "efta_uk": Label("EVA en Verenigd Koninkrijk", "EFTA and United Kingdom"),
    "rest_europe": Label("rest van Europa", "rest of Europe"),
    "other_continents": Label("andere continenten", "other continents"),
    "other": Label("andere", "other"),
}
GROUPS = tuple(GROUP_LABELS)

_MEMBERS = {
    "eu14": "BE DK DE FI FR GR IE IT LU NL AT PT ES SE",
    "eu13": "BG HR CY CZ EE HU LV LT MT PL RO SK SI",
    "efta_uk": "IS LI NO CH GB",
    # Europe according to UN M49 without the countries above, and Kosovo.
    "rest_europe": "AL AD AX BA BY FO GG GI IM JE MC MD ME MK RS RU SJ SM UA VA XK",
    "other": f"{STATELESS} {UNKNOWN}",
}
_GROUP_BY_CODE = {code: group for group, codes in _MEMBERS.items() for code in codes.split()}


def group_of(code: str) -> str:
    """The group of a nationality. Source: readings.md 34 [choice]."""
    return _GROUP_BY_CODE.get(code, "other_continents")


def label(code: str) -> str:
    """Name of a nationality in the active language."""
    return str(LABELS[code])


def group_label(code: str) -> str:
    """Name of a group of nationalities in the active language."""
    return str(GROUP_LABELS[code])
