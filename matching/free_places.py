"""Free places by language and province. Pure: plain values in."""

from collections import Counter
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
class Line:
    """What is free for one language, or for all: by province and together."""

    language: str
    by_province: Counter[str] = field(default_factory=Counter)

    def add(self, offer: Offer) -> None:
        self.by_province[offer.province] += offer.places

    @property
    def together(self) -> int:
        return self.by_province.total()


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
    ranked = sorted(lines.values(), key=lambda line: (-line.together, line.language))
    return ranked, everyone
