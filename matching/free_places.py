"""Free places by language and province. Pure: plain values in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from m2w.reference.levels import reaches


class Offer(NamedTuple):
    """A mentor with places free: what they speak, and where they live."""

    languages: Mapping[str, str]
    province: str
    places: int


@dataclass
class Count:
    """Some mentors, and the places that they have free together."""

    mentors: int = 0
    places: int = 0

    def add(self, offer: Offer) -> None:
        self.mentors += 1
        self.places += offer.places


@dataclass
class Line:
    """What is free for one language, or for all: by province and together."""

    language: str
    by_province: dict[str, Count] = field(default_factory=dict)
    together: Count = field(default_factory=Count)

    def add(self, offer: Offer) -> None:
        self.by_province.setdefault(offer.province, Count()).add(offer)
        self.together.add(offer)


def by_language(offers: Iterable[Offer], minimum: str) -> tuple[list[Line], Line]:
    """A line for each language that someone speaks at least at this level, the most places first;
    and one for all together, in which each mentor counts once.
    """
    lines: dict[str, Line] = {}
    everyone = Line("")
    for offer in offers:
        everyone.add(offer)
        for language, level in offer.languages.items():
            if reaches(level, minimum):
                lines.setdefault(language, Line(language)).add(offer)
    ranked = sorted(lines.values(), key=lambda line: (-line.together.places, line.language))
    return ranked, everyone
