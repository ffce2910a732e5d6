"""Why a pair has its points: a sentence for every part. Pure.

A reason is kept as what it is about, and worded when it is read: in the language of the reader.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from m2w.reference import half_days, languages, provinces, sectors
from matching.crowd import grade_of
from matching.people import Someone
from matching.scoring import (
    FAR,
    NEIGHBOURING,
    ONLINE,
    OTHER_SECTOR,
    PARTS,
    RELATED_SECTOR,
    SAME_PROVINCE,
    SAME_SECTOR,
    SAME_ZONE,
    Scores,
)


class Reason(NamedTuple):
    """The grade that a pair has for a part, and the codes or words on which it rests."""

    part: str
    grade: int
    of: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """In words, in the active language."""
        return _WORDED[self.part](self.grade, self.of)


def reasons(
    mentee: Someone, mentor: Someone, scores: Scores, row: int, column: int
) -> list[Reason]:
    """One reason for each part, in their order, of a pair and its place among the scores."""
    return [
        Reason(part, scores.grade(part, row, column), _FOUND[part](mentee, mentor))
        for part in PARTS
    ]


def _sectors(mentee: Someone, mentor: Someone) -> tuple[str, ...]:
    return tuple(code for code in mentee.sectors if code in mentor.sectors)


def _best_language(mentee: Someone, mentor: Someone) -> tuple[str, ...]:
    """The language of the grade, with the level of each; the first code of equals."""

    def weaker(code: str) -> int:
        return min(grade_of(who.languages[code]) for who in (mentee, mentor))

    both = sorted(mentee.languages.keys() & mentor.languages.keys())
    best = max(both, key=weaker, default="")
    return (best, mentee.languages[best], mentor.languages[best]) if best else ()


def _place(mentee: Someone, mentor: Someone) -> tuple[str, ...]:
    return (mentor.postcode[:2], mentor.province or "")


def _half_days(mentee: Someone, mentor: Someone) -> tuple[str, ...]:
    return tuple(
        code
        for code in half_days.HALF_DAYS
        if code in mentee.availability and code in mentor.availability
    )


def _interests(mentee: Someone, mentor: Someone) -> tuple[str, ...]:
    theirs = {word.lower() for word in mentor.interests}
    return tuple(sorted({word.lower() for word in mentee.interests} & theirs))


def _wishes(mentee: Someone, mentor: Someone) -> tuple[str, ...]:
    return (str(len(mentee.wishes) + len(mentor.wishes)),)


_FOUND: dict[str, Callable[[Someone, Someone], tuple[str, ...]]] = {
    "sector": _sectors,
    "language": _best_language,
    "distance": _place,
    "availability": _half_days,
    "interests": _interests,
    "wishes": _wishes,
}


def _sector_worded(grade: int, of: tuple[str, ...]) -> str:
    if grade == SAME_SECTOR:
        names = ", ".join(sectors.label(code) for code in of)
        return _("zelfde sector (%(sectors)s)") % {"sectors": names}
    return {RELATED_SECTOR: _("verwante sector"), OTHER_SECTOR: _("andere sector")}[grade]


def _language_worded(grade: int, of: tuple[str, ...]) -> str:
    if not grade:
        return _("delen geen taal")
    code, mentee, mentor = of
    told = {"language": languages.label(code), "mentee": mentee, "mentor": mentor}
    return _("delen %(language)s (%(mentee)s/%(mentor)s)") % told


def _distance_worded(grade: int, of: tuple[str, ...]) -> str:
    zone, province = of
    name = provinces.label(province) if province else ""
    return {
        SAME_ZONE: _("zelfde postcodezone (%(zone)s)") % {"zone": zone},
        SAME_PROVINCE: _("zelfde provincie"),
        NEIGHBOURING: _("aangrenzende provincie (%(province)s)") % {"province": name},
        ONLINE: _("ver van elkaar, kan online"),
        FAR: _("ver van elkaar"),
    }[grade]


def _availability_worded(grade: int, of: tuple[str, ...]) -> str:
    if not grade:
        return _("geen gezamenlijk vrij moment bekend")
    return _("samen vrij: %(moments)s") % {"moments": ", ".join(map(half_days.label, of))}


def _interests_worded(grade: int, of: tuple[str, ...]) -> str:
    if not grade:
        return _("geen gedeelde interesse bekend")
    return _("delen interesses: %(words)s") % {"words": ", ".join(of)}


def _wishes_worded(grade: int, of: tuple[str, ...]) -> str:
    asked = int(of[0])
    if not asked:
        return _("geen wensen")
    text = ngettext(
        "%(met)s van %(asked)s wens vervuld", "%(met)s van %(asked)s wensen vervuld", asked
    )
    return text % {"met": grade, "asked": asked}


_WORDED: dict[str, Callable[[int, tuple[str, ...]], str]] = {
    "sector": _sector_worded,
    "language": _language_worded,
    "distance": _distance_worded,
    "availability": _availability_worded,
    "interests": _interests_worded,
    "wishes": _wishes_worded,
}
