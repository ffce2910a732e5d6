"""What a proposal says of a pair, or of someone left over, in words: in the reader's language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from m2w import notation
from matching.candidates import CODES
from matching.gap_texts import removed_text
from matching.reasons import Reason
from matching.scoring import MOST_WEIGHT, PARTS, WeightError

LABELS = {
    "sector": gettext_lazy("Sector"),
    "language": gettext_lazy("Taal"),
    "distance": gettext_lazy("Afstand"),
    "availability": gettext_lazy("Tijd"),
    "interests": gettext_lazy("Interesses"),
    "wishes": gettext_lazy("Wensen"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score: its points of how many, and why."""

    label: str
    points: int
    weight: int
    sentence: str


def parts_of(
    points: Mapping[str, int], weights: Mapping[str, int], reasons: Iterable[Reason]
) -> list[Part]:
    """The six parts in their order."""
    why = {reason.part: reason.sentence for reason in reasons}
    return [
        Part(str(LABELS[part]), points[part], weights[part], sentence(why[part])) for part in PARTS
    ]


def as_reasons(stored: Iterable[Sequence[Any]]) -> list[Reason]:
    """Reasons as a proposal keeps them: [part, grade, words]."""
    return [Reason(part, grade, tuple(words)) for part, grade, words in stored]


def why_of(points: Mapping[str, int], reasons: Iterable[Reason]) -> str:
    """What speaks for a pair, a sentence for each part that brings points."""
    return " ".join(sentence(reason.sentence) for reason in reasons if points[reason.part])


def sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def removed_in_words(removed: Mapping[str, int], candidates: int = 0) -> str:
    """Why there is no mentor, in one sentence: how many mentors each rule removed, and how many
    would suit.
    """
    told = [removed_text(in_order(removed))] if removed else []
    if candidates:
        text = ngettext(
            "%(n)s past wel, maar kreeg een ander",
            "%(n)s passen wel, maar kregen een ander",
            candidates,
        )
        told.append(text % {"n": candidates})
    return sentence(", ".join(told)) if told else _("Er is nog geen mentor.")


def in_order(removed: Mapping[str, int]) -> dict[str, int]:
    """In the order of the rules: a database may keep another."""
    return {code: removed[code] for code in CODES if code in removed}


def points_in_words(points: Mapping[str, int]) -> str:
    """The points of each part, in one line."""
    return ", ".join(
        f"{LABELS[part]} {notation.number(points[part])}" for part in PARTS if part in points
    )


def absurd_weights(error: WeightError) -> str:
    """What is wrong with the weights of a call, and who mends it."""
    message = _(
        "De gewichten van de oproep kloppen niet: “%(part)s” moet een geheel getal van 0 tot"
        " %(most)s zijn. Vraag de programmabeheerder om ze te verbeteren."
    )
    return message % {"part": LABELS.get(error.part, error.part), "most": MOST_WEIGHT}
