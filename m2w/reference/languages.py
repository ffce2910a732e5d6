"""Languages: one ISO 639-1 code where there is one, else ISO 639-3, in lower case."""

from functools import cache
from pathlib import Path

from babel import Locale
from django.utils.translation import get_language

from m2w.reference.labels import Label

DUTCH = "nl"

# Every language with the one code that stands for it, and its reference name in English.
_TABLE = Path(__file__).with_name("iso639.txt")

# Languages of mentees and mentors that Babel does not name in Dutch, or names without the family.
_BY_HAND = {
    "aii": Label("Assyrisch Neo-Aramees", "Assyrian Neo-Aramaic"),
    "ary": Label("Marokkaans-Arabisch", "Moroccan Arabic"),
    "ckb": Label("Centraal-Koerdisch (Sorani)", "Central Kurdish (Sorani)"),
    "cnr": Label("Montenegrijns", "Montenegrin"),
    "kmr": Label("Noord-Koerdisch (Kurmanji)", "Northern Kurdish (Kurmanji)"),
    "pes": Label("Iraans Perzisch", "Iranian Persian"),
    "prs": Label("Dari", "Dari"),
    "rom": Label("Romani", "Romani"),
    "ti": Label("Tigrinya", "Tigrinya"),
    "vgt": Label("Vlaamse Gebarentaal", "Flemish Sign Language"),
}


@cache
def labels() -> dict[str, Label]:
    """Every language with its names; the reference name where nothing better is known."""
    dutch, english = Locale("nl").languages, Locale("en").languages
    with _TABLE.open(encoding="utf-8") as lines:
        names = dict(line.rstrip("\n").split(" ", 1) for line in lines)
    known = {
        code: Label(dutch.get(code, name), english.get(code, name)) for code, name in names.items()
    }
    return known | _BY_HAND


def is_language(code: str) -> bool:
    """Whether this is the one code of a language: `en` is, `eng` and `EN` are not."""
    return code in labels()


def label(code: str) -> str:
    """Name of a language in the active language of the interface."""
    return str(labels()[code])


def named(name: str) -> str:
    """The code of a language by its name in the active language, whatever the case; or empty."""
    return _by_name(get_language() or "").get(name.casefold(), "")


@cache
def _by_name(language: str) -> dict[str, str]:
    """Names to codes in one language of the interface; of two with one name the first stands."""
    return {label(code).casefold(): code for code in reversed(labels().keys())}
