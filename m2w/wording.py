"""Codes of the reference data as words in a sentence."""

from collections.abc import Iterable, Mapping

from django.utils.translation import ngettext

from m2w import notation
from m2w.reference import languages, levels, nationalities, provinces, sectors


def spoken(known: Mapping[str, str]) -> str:
    """{"ti": "C2", "en": "B1"} → `Tigrinya C2, Engels B1`, the strongest first."""
    strongest = sorted(known.items(), key=lambda item: -levels.DUTCH_RANK.get(item[1], -1))
    return ", ".join(f"{languages.label(code)} {level}" for code, level in strongest)


def language_names(codes: Iterable[str]) -> str:
    return ", ".join(languages.label(code) for code in codes)


def province_names(codes: Iterable[str]) -> str:
    return ", ".join(provinces.label(code) for code in codes)


def sector_names(codes: Iterable[str]) -> str:
    return ", ".join(sectors.label(code) for code in codes)


def language(code: str) -> str:
    return languages.label(code) if code else ""


def nationality(code: str) -> str:
    return nationalities.label(code) if code else ""


def days(number: int) -> str:
    text = ngettext("%(days)s\N{NO-BREAK SPACE}dag", "%(days)s\N{NO-BREAK SPACE}dagen", number)
    return text % {"days": notation.number(number)}
