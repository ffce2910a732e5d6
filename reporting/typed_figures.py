"""Figures typed by hand in an answer, beside those that are computed for it.

Only what is written as a percentage, an amount or a count is compared: no days, years, terms,
numbers of articles and questions, references such as 2019/50081, and no words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from m2w.notation import NBSP

PERCENT, EURO, COUNT = "percent", "euro", "count"
MILLION, BILLION = 6, 9
LARGE = {"miljoen": MILLION, "miljard": BILLION}
MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
DAY = re.compile(
    rf"(?:\b\d{{1,2}}\s+)?(?:{MONTHS})\b(?:\s+\d{{4}}\b)?"
    r"|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"(?<![\w/.,+-])(?P<euro>€\s*)?(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?P<part>,\d+)?"
    r"(?P<large>\s(?:miljoen|miljard)\b)?(?P<unit>\s*(?:%|procent\b|euro\b|EUR\b))?"
    r"(?![\w/]|[.,+-]\d)",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"(?:\bnrs?\.?|\bnummer|\bartikel(?:en)?|\bart\.|§|\bpunt(?:en)?|\b(?:deel)?vra(?:ag|gen)"
    r"|\btabel|\bsubgroep|\bperceel|\bfase|\bronde|\bbijlage|\bpagina|\bhoofdstuk|\boproep"
    r"|\bperiode|\bstap)\s*$",
    re.IGNORECASE,
)
TERM = re.compile(
    r"\s*-?\s*(?:maand|maanden|jaar|jaren|week|weken|dag|dagen|werkdag|werkdagen|uur|uren)\b",
    re.IGNORECASE,
)
LISTED = re.compile(r"[.)]\s")
YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a text. `places` are its decimals, below zero for millions."""

    start: int
    end: int
    text: str
    kind: str
    value: Decimal
    places: int

    def agrees_with(self, computed: Decimal) -> bool:
        """Whether it is that figure, as precisely as it was written."""
        return computed.quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP) == self.value


@dataclass(frozen=True, slots=True)
class Computed:
    """A figure that is computed for an answer. `field` names the field that is this figure and
    no more; without it the figure stands in a table or in a longer phrase."""

    kind: str
    value: Decimal
    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A typed number that is none of the computed figures, with the nearest of its kind; without
    one where nothing of its kind is computed."""

    number: Number
    nearest: Computed | None = None

    @property
    def to_take(self) -> str:
        """What stands in its place once the computed figure is taken over: its field, or itself.
        Empty where there is none to take."""
        if self.nearest is None:
            return ""
        return f"{{{self.nearest.field}}}" if self.nearest.field else self.nearest.text


def numbers_in(text: str) -> list[Number]:
    """The percentages, amounts and counts that a text writes in figures."""
    days = [found.span() for found in DAY.finditer(text)]
    return [
        _number(found)
        for found in NUMBER.finditer(text)
        if not any(start < found.end() and found.start() < end for start, end in days)
        and not _means_something_else(text, found)
    ]


def _means_something_else(text: str, found: re.Match[str]) -> bool:
    if found["euro"] or found["unit"]:
        return False
    before, after = text[: found.start()], text[found.end() :]
    begins_line = not before.rpartition("\n")[2].strip()
    plain = found["whole"] if not (found["part"] or found["large"]) else ""
    is_year = len(plain) == len("2022") and int(plain) in YEARS
    listed = begins_line and LISTED.match(after)
    return bool(is_year or listed or TERM.match(after) or NAMED.search(before))


def _number(found: re.Match[str]) -> Number:
    unit = (found["unit"] or "").strip().lower()
    large = LARGE.get((found["large"] or "").strip().lower(), 0)
    part = found["part"] or ""
    exact = Decimal(found["whole"].replace(".", "") + part.replace(",", "."))
    return Number(
        *found.span(),
        text=found[0],
        kind=_kind(unit, is_euro=bool(found["euro"])),
        value=exact.scaleb(large),
        places=max(len(part) - 1, 0) - large,
    )


def _kind(unit: str, *, is_euro: bool) -> str:
    if is_euro or unit in {"euro", "eur"}:
        return EURO
    return PERCENT if unit else COUNT


def of_phrase(name: str, phrase: str) -> Iterator[Computed]:
    """The figures in the text of a field; the field itself is one when it says nothing more."""
    numbers = numbers_in(phrase)
    for number in numbers:
        alone = number.start == 0 and re.fullmatch(r"(?: \([^)]*\))?", phrase[number.end :])
        yield Computed(number.kind, number.value, number.text, name if alone else "")


def differences(
    literals: Iterable[str], computed: Sequence[Computed], explained: Iterable[str] = ()
) -> list[Difference]:
    """The typed numbers that agree with no computed figure of their kind.

    `literals` are the stretches of text that somebody typed; `explained` are numbers left
    standing with a reason.
    """
    left = {as_typed(text) for text in explained}
    found = []
    for number in (number for text in literals for number in numbers_in(text)):
        if as_typed(number.text) in left:
            continue
        same_kind = [one for one in computed if one.kind == number.kind]
        if not any(number.agrees_with(one.value) for one in same_kind):
            found.append(Difference(number, _nearest(number, same_kind)))
    return found


def _nearest(number: Number, computed: Sequence[Computed]) -> Computed | None:
    # Of equally near ones the field: it can be taken over.
    return min(
        computed, key=lambda one: (abs(one.value - number.value), not one.field), default=None
    )


def as_typed(text: str) -> str:
    """A number as it is compared with others that were typed: spaces are all alike."""
    return " ".join(text.replace(NBSP, " ").split())


def replaced(text: str, typed: str, by: str) -> str:
    """The text with every such number outside a field replaced."""
    wanted = as_typed(typed)
    for number in reversed(numbers_in(_without_fields(text))):
        if as_typed(number.text) == wanted:
            text = text[: number.start] + by + text[number.end :]
    return text


def _without_fields(text: str) -> str:
    """Of the same length, with nothing in the place of fields."""
    return re.sub(r"\{[^{}]*\}", lambda field: "_" * len(field[0]), text)
