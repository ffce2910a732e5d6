"""What a project asks of mentors and what its mentors offer: by language and by province. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from m2w.reference import languages, provinces
from m2w.reference.levels import reaches
from matching.people import Someone
from matching.situation import Situation, Volunteer


@dataclass(frozen=True, slots=True)
class Demand:
    """Of a language or a province: how many mentees wait, how many mentors have places, and how
    many places those are.
    """

    code: str
    name: str
    waiting: int
    mentors: int
    places: int


def by_language(situation: Situation) -> list[Demand]:
    """Languages spoken on the level that counts, by those who wait or have a place free.

    Someone counts under every language they speak. Those asked most come first.
    """
    minimum, free = situation.minimum_level, with_place(situation)
    waiting = Counter(code for one in situation.waiting for code in spoken(one.someone, minimum))
    mentors = Counter(code for one in free for code in spoken(one.someone, minimum))
    places: Counter[str] = Counter()
    for mentor in free:
        for code in spoken(mentor.someone, minimum):
            places[code] += mentor.places
    found = [
        Demand(code, languages.label(code), waiting[code], mentors[code], places[code])
        for code in waiting.keys() | mentors.keys()
    ]
    return sorted(found, key=lambda row: (-row.waiting, -row.places, row.code))


def by_province(situation: Situation) -> list[Demand]:
    """The five provinces, and whoever lives outside them."""
    free = with_place(situation)
    waiting = Counter(province_of(one.someone) for one in situation.waiting)
    mentors = Counter(province_of(mentor.someone) for mentor in free)
    places: Counter[str] = Counter()
    for mentor in free:
        places[province_of(mentor.someone)] += mentor.places
    shown = [*provinces.PROVINCES]
    if waiting[provinces.OUTSIDE] or mentors[provinces.OUTSIDE]:
        shown.append(provinces.OUTSIDE)
    return [
        Demand(code, provinces.label(code), waiting[code], mentors[code], places[code])
        for code in shown
    ]


def with_place(situation: Situation) -> list[Volunteer]:
    """The mentors who could start a duo: active, trained, with a place free."""
    return [
        mentor
        for mentor in situation.mentors
        if mentor.is_active and mentor.is_trained and mentor.places > 0
    ]


def spoken(someone: Someone, minimum: str) -> Iterable[str]:
    return (code for code, level in someone.languages.items() if reaches(level, minimum))


def province_of(someone: Someone) -> str:
    return someone.province or provinces.OUTSIDE
