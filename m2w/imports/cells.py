"""Values as people write them in a spreadsheet, read into those of the data package. Pure.

Each function takes a cell and gives a value, or raises ValueError when it cannot tell.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from m2w.amounts import euros
from m2w.reference import languages, levels, nationalities, sectors
from m2w.reference.half_days import PARTS_OF_DAY

Cell = str | int | float | bool | date
Read = Callable[[Cell], Any]

WORDS: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "data" / "words.toml").read_text(encoding="utf-8")
)
# Invisible signs that turn text around or hide in it; joiners belong to the spelling of Persian.
INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
SPACES = re.compile(r"\s+")
NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
DAY = re.compile(r"(\d{1,2})[ ./-](\d{1,2}|[a-z]+)[ ./-](\d{4})")
ISO_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ][\d:.]+z?)?")
LEVEL = re.compile(r"[\s:=(–-]+\(?([abc][12]|moedertaal|native|mother tongue)\)?$", re.I)
# The days of this century as a spreadsheet counts them, where nobody gave the cell a format.
FIRST_SERIAL, LAST_SERIAL = 36_526, 73_050
DAY_ZERO = date(1899, 12, 30)
CENT, NOISE, MOST_EUROS = Decimal("0.01"), Decimal("0.000001"), 10**12
BETWEEN = re.compile(r"[;,/\n+]")
BETWEEN_LANGUAGES = re.compile(r"[;,/\n+]| en (?=\w)| and (?=\w)")


def text(cell: Cell) -> str:
    """What a cell says, without signs that do not show; whole numbers without decimals."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    seen = INVISIBLE.sub("", unicodedata.normalize("NFC", str(cell)))
    shown = "".join(sign for sign in seen if sign.isspace() or unicodedata.category(sign) != "Cc")
    return SPACES.sub(" ", shown).strip()


def folded(words: str) -> str:
    """A word without what differs from hand to hand: `Gebóórte-Datum ` → `geboortedatum`."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return NOT_A_LETTER.sub("", plain.encode("ascii", "ignore").decode())


def day(cell: Cell) -> date:
    """A date cell, `14/03/1987` with any sign between, `14 maart 1987`, or `1987-03-14`."""
    if isinstance(cell, date):
        return cell
    written = text(cell).casefold()
    if found := ISO_DAY.fullmatch(written):
        year, month, number = found.groups()
    elif found := DAY.fullmatch(written):
        number, month, year = found.groups()
    else:
        raise ValueError(written)
    return date(int(year), month_of(month), int(number))


def recent_day(cell: Cell) -> date:
    """As `day`; also the number that stands for a day of this century."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if type(cell) is int and FIRST_SERIAL <= cell <= LAST_SERIAL:
        return DAY_ZERO + timedelta(days=cell)
    return day(cell)


def month_of(month: str) -> int:
    return int(month) if month.isdecimal() else one_of(months())(month)


@cache
def months() -> dict[str, int]:
    """Names of months and their first letters, in Dutch and English."""
    return {
        folded(name): int(number) for number, names in WORDS["months"].items() for name in names
    }


def one_of(known: Mapping[str, Any]) -> Read:
    """Reads one of some words, folded."""

    def read(cell: Cell) -> Any:
        word = folded(text(cell))
        if word not in known:
            raise ValueError(word)
        return known[word]

    return read


def named(group: str, more: Iterable[tuple[str, str]] = ()) -> dict[str, str]:
    """The words of a group in the table of words, and others, with the code each stands for."""
    known = {folded(word): code for word, code in more}
    for code, words in WORDS[group].items():
        known |= {folded(word): code for word in [code, *words]}
    known.pop("", None)
    return known


def labelled(labels: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Each code with its own name, in both languages."""
    for code, label in labels.items():
        yield from ((label.dutch, code), (label.english, code), (code, code))


THREE_VALUED_WORDS = named("yes_no")


def three_valued(cell: Cell) -> str:
    """ja, nee, x, onbekend and their like → yes, no, unknown."""
    if cell in ("?", "-", "–"):
        return "unknown"
    return str(one_of(THREE_VALUED_WORDS)(cell))


gender = one_of(named("gender"))


@cache
def countries() -> dict[str, str]:
    """Names of countries in both languages, codes, and what people from there are called."""
    return named("countries", labelled(nationalities.LABELS))


def country(cell: Cell) -> str:
    if text(cell) == "?":
        return nationalities.UNKNOWN
    return str(one_of(countries())(cell))


@cache
def tongues() -> dict[str, str]:
    """Names of languages; of two with one name, that with the shorter code is the usual one."""
    labels = languages.labels()
    rarest_first = sorted(labels, key=lambda code: (-len(code), code))
    return named("languages", labelled({code: labels[code] for code in rarest_first}))


def language(cell: Cell) -> str:
    return str(one_of(tongues())(cell))


def spoken(cell: Cell) -> dict[str, str]:
    """`Tigrinya (C2), Engels B1` or `ti:C2;en:B1` → {"ti": "C2", "en": "B1"}."""
    found: dict[str, str] = {}
    for part in filter(None, map(text, BETWEEN_LANGUAGES.split(str(cell)))):
        level = LEVEL.search(part)
        if level is None:
            raise ValueError(part)
        code = language(part[: level.start()])
        if code in found:
            raise ValueError(part)
        written = level[1].upper()
        found[code] = written if written in levels.CEFR else "C2"
    return found


diploma = one_of(named("diplomas", labelled(levels.DIPLOMA_LABELS)))
dutch = one_of(named("dutch", labelled(levels.DUTCH_LABELS)))
sector = one_of(named("sectors", labelled(sectors.LABELS)))
POSTCODE = re.compile(r"(?:[Bb]-? ?)?([1-9]\d{3})(?:\D.*)?")


def postcode(cell: Cell) -> str:
    """`2000`, `B-2000`, `2000 Antwerpen`, or the number 2000."""
    found = POSTCODE.fullmatch(text(cell))
    if found is None:
        raise ValueError(cell)
    return found[1]


def listed(read: Read) -> Callable[[Cell], tuple[Any, ...]]:
    """Reads several values with a sign between them, each once."""

    def read_all(cell: Cell) -> tuple[Any, ...]:
        parts = filter(None, map(text, BETWEEN.split(str(cell))))
        return tuple(dict.fromkeys(read(part) for part in parts))

    return read_all


sector_list = listed(sector)
words = listed(text)
day_of_week = one_of(named("days"))
part_of_day = one_of(named("parts_of_day"))


def moment(part: str) -> list[str]:
    """`maandag voormiddag`, `ma vm` or `mon-am` → mon-am; a day alone is all of its parts."""
    day, _space, rest = part.replace("-", " ").partition(" ")
    parts = [part_of_day(rest)] if rest else PARTS_OF_DAY
    return [f"{day_of_week(day)}-{one}" for one in parts]


def availability(cell: Cell) -> tuple[str, ...]:
    """`ma vm, di avond; za` → parts of days."""
    return tuple(dict.fromkeys(one for found in listed_moments(cell) for one in found))


def listed_moments(cell: Cell) -> Iterator[list[str]]:
    for part in filter(None, map(text, BETWEEN.split(str(cell)))):
        yield moment(part)


def yes_or_no(cell: Cell) -> bool | None:
    """ja, nee and their like; what is not known is None."""
    return {"yes": True, "no": False}.get(three_valued(cell))


def whole(cell: Cell) -> int:
    """A whole number."""
    return int(text(cell))


def year(cell: Cell) -> int:
    """A year, or that of a date."""
    if isinstance(cell, date):
        return cell.year
    written = text(cell)
    return int(written) if written.isdecimal() else day(cell).year


def number(cell: Cell) -> str:
    """A number that names someone: without spaces, points and dashes."""
    return re.sub(r"[\s./-]", "", text(cell))


def amount(cell: Cell) -> Decimal:
    """Euros to the cent: a number, or `1.234,56`, `€ 12,5` or `1234.56` in a text.

    What a sum of doubles leaves behind the cents is dropped; a third decimal is refused.
    """
    if not isinstance(cell, int | float) or isinstance(cell, bool):
        return euros(re.sub(r"\s", "", text(cell)))
    exact = Decimal(str(cell))
    if not (exact.is_finite() and 0 <= exact < MOST_EUROS):
        raise ValueError(cell)
    rounded = exact.quantize(CENT, ROUND_HALF_UP)
    if abs(rounded - exact) > NOISE:
        raise ValueError(cell)
    return rounded
