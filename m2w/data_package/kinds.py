"""Kinds of values: how each is read from a cell, written to one, and described to others."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from sys import intern
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from m2w.choices import Gender, YesNoUnknown
from m2w.reference import languages, levels, nationalities, provinces, sectors
from m2w.reference.half_days import HALF_DAYS

FIRST_YEAR, LAST_YEAR = 1900, 2100


@dataclass(frozen=True)
class Kind:
    """One kind of value.

    `read` raises ValueError for what is not one; `empty` is what an empty cell stands for.
    Values of a `repeating` kind return so often that each distinct cell is read only once.
    `pattern` is what the whole of a cell looks like, where the constraints do not say so.
    """

    rule: str
    expected: str | Promise
    read: Callable[[str], Any]
    write: Callable[[Any], str] = str
    empty: Any = ""
    repeating: bool = True
    type: str = "string"
    constraints: Mapping[str, Any] = field(default_factory=dict)
    pattern: str = ""


def matching(pattern: str) -> Callable[[str], str]:
    """Reads what matches the whole pattern, and changes nothing in it."""
    fullmatch = re.compile(pattern, re.ASCII).fullmatch

    def read(cell: str) -> str:
        if fullmatch(cell) is None:
            raise ValueError
        return cell

    return read


def text(max_length: int | None = None) -> Kind:
    """Free text, kept as it is, whatever it looks like."""

    def read(cell: str) -> str:
        if max_length is not None and len(cell) > max_length:
            raise ValueError
        return cell

    return Kind(
        "text",
        format_lazy(_("verwacht hoogstens {length} tekens"), length=max_length),
        read,
        repeating=False,
        constraints={} if max_length is None else {"maxLength": max_length},
    )


CODE_PATTERN = r"[A-Za-z0-9._-]{1,40}"
_as_code = matching(CODE_PATTERN)
CODE = Kind(
    "code",
    _("verwacht 1 tot 40 letters, cijfers, punten of streepjes"),
    # A code returns in many files: one string serves them all.
    lambda cell: intern(_as_code(cell)),
    repeating=False,
    constraints={"pattern": CODE_PATTERN},
)


def read_date(cell: str) -> date:
    day = date.fromisoformat(_as_date(cell))
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError
    return day


_as_date = matching(r"\d{4}-\d{2}-\d{2}")
DATE = Kind(
    "date",
    _("verwacht een bestaande datum van 1900 tot 2100, zoals 2022-04-01"),
    read_date,
    empty=None,
    type="date",
)

AMOUNT_PATTERN = r"\d{1,12}(\.\d{1,2})?"
_as_amount = matching(AMOUNT_PATTERN)
AMOUNT = Kind(
    "amount",
    _("verwacht een bedrag zoals 1250.50: hoogstens twee decimalen, geen teken of macht"),
    lambda cell: Decimal(_as_amount(cell)),
    lambda amount: f"{amount:.2f}",
    empty=None,
    type="number",
    constraints={"minimum": 0},
    pattern=AMOUNT_PATTERN,
)

INTEGER_PATTERN = r"\d{1,9}"
_as_integer = matching(INTEGER_PATTERN)


def integer(low: int, high: int) -> Kind:
    """A whole number from `low` to `high`."""

    def read(cell: str) -> int:
        number = int(_as_integer(cell))
        if not low <= number <= high:
            raise ValueError
        return number

    return Kind(
        "integer",
        format_lazy(_("verwacht een geheel getal van {low} tot {high}"), low=low, high=high),
        read,
        empty=None,
        type="integer",
        constraints={"minimum": low, "maximum": high},
        pattern=INTEGER_PATTERN,
    )


YEAR = integer(FIRST_YEAR, LAST_YEAR)


def choice(values: Collection[str], empty: str = "") -> Kind:
    """One of some codes."""
    known = {value: value for value in map(str, values)}

    def read(cell: str) -> str:
        if cell not in known:
            raise ValueError
        return known[cell]

    expected = format_lazy(_("verwacht een van: {values}"), values=_listed(known))
    return Kind("choice", expected, read, empty=empty, constraints={"enum": list(known)})


def _listed(values: Collection[str]) -> str:
    return ", ".join(values)


THREE_VALUED = choice(YesNoUnknown.values, empty=YesNoUnknown.UNKNOWN.value)
GENDER = choice(Gender.values, empty=Gender.UNKNOWN.value)
DIPLOMA_LEVEL = choice(levels.DIPLOMA_LABELS)
DUTCH_LEVEL = choice(levels.DUTCH_LABELS)
DUTCH_LIMIT = choice(levels.DUTCH_LEVELS)
LANGUAGE_LEVEL = choice(levels.CEFR)
SECTOR = choice(sectors.SECTORS)

_YES_NO = {"yes": True, "no": False}


def read_yes_no(cell: str) -> bool:
    if cell not in _YES_NO:
        raise ValueError
    return _YES_NO[cell]


YES_NO = Kind(
    "choice",
    format_lazy(_("verwacht een van: {values}"), values="yes, no"),
    read_yes_no,
    lambda value: "yes" if value else "no",
    empty=None,
    constraints={"enum": list(_YES_NO)},
)

COUNTRY = Kind(
    "country",
    _("verwacht een landcode van twee letters (ISO 3166), stateless of unknown"),
    choice(nationalities.NATIONALITIES).read,
    pattern="([A-Z]{2}|stateless|unknown)",
)


def _language(code: str) -> str:
    if not languages.is_language(code):
        raise ValueError
    return code


LANGUAGE_PATTERN = "[a-z]{2,3}"
LANGUAGE = Kind(
    "language",
    _("verwacht een taalcode in kleine letters: ISO 639-1, of 639-3 als die er niet is"),
    _language,
    pattern=LANGUAGE_PATTERN,
)
POSTCODE = Kind(
    "postcode",
    _("verwacht een postcode van 1000 tot 9999"),
    matching(r"[1-9]\d{3}"),
    constraints={"pattern": r"[1-9]\d{3}"},
)


def _listing(item: str) -> str:
    """The pattern of a list of what looks like this."""
    return f"{item}(;{item})*"


def read_languages(cell: str) -> dict[str, str]:
    """`ti:C2;en:B1` → {"ti": "C2", "en": "B1"}. A language without a level is refused."""
    pairs = [item.partition(":") for item in cell.split(";")]
    spoken = {_language(code): LANGUAGE_LEVEL.read(level) for code, _, level in pairs}
    if len(spoken) != len(pairs):
        raise ValueError
    return spoken


LANGUAGES = Kind(
    "languages",
    _("verwacht talen met hun niveau, elk één keer, zoals ti:C2;en:B1"),
    read_languages,
    lambda spoken: ";".join(f"{code}:{level}" for code, level in spoken.items()),
    empty={},
    pattern=_listing(f"{LANGUAGE_PATTERN}:({'|'.join(levels.CEFR)})"),
)


def codes(values: Collection[str], expected: str | Promise | None = None) -> Kind:
    """A list of codes, each at most once."""
    as_code = choice(values)

    def read(cell: str) -> tuple[str, ...]:
        listed = tuple(as_code.read(item) for item in cell.split(";"))
        if len(set(listed)) != len(listed):
            raise ValueError
        return listed

    known = format_lazy(
        _("verwacht een lijst met ; ertussen, elk één keer, uit: {values}"),
        values=_listed(as_code.constraints["enum"]),
    )
    item = f"({'|'.join(as_code.constraints['enum'])})"
    return Kind("list", expected or known, read, ";".join, empty=(), pattern=_listing(item))


PROVINCES = codes(provinces.PROVINCES)
SECTORS = codes(sectors.SECTORS)
AVAILABILITY = codes(
    HALF_DAYS,
    _("verwacht een lijst met ; ertussen van dagdelen, van mon-am tot sun-ev"),
)
WISHES = codes(
    [
        *(f"gender:{value}" for value in "fmx"),
        *(f"online:{value}" for value in _YES_NO),
        *(f"province:{code}" for code in provinces.PROVINCES),
    ]
)


def read_words(cell: str) -> tuple[str, ...]:
    words = tuple(cell.split(";"))
    if not all(map(str.strip, words)):
        raise ValueError
    return words


WORDS = Kind(
    "list", _("verwacht woorden met ; ertussen"), read_words, ";".join, empty=(), repeating=False
)

_as_vdab_number = matching(r"[A-Za-z0-9]{1,20}")
VDAB_NUMBER = Kind(
    "vdab_number",
    _("verwacht 1 tot 20 letters of cijfers; spaties en punten tellen niet mee"),
    lambda cell: _as_vdab_number(cell.replace(" ", "").replace(".", "")),
    repeating=False,
    pattern="[ .]*([A-Za-z0-9][ .]*){1,20}",
)


def read_email(cell: str) -> str:
    try:
        validate_email(cell)
    except ValidationError:
        raise ValueError from None
    return cell.lower()


EMAIL = Kind("email", _("verwacht een e-mailadres"), read_email, repeating=False)
