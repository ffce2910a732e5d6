"""Which languages people share (Q479 answer 4). Pure: language codes and CEFR levels in."""

from collections.abc import Mapping

from m2w.reference.languages import DUTCH
from m2w.reference.levels import reaches

MOTHER_TONGUE = "C2"


def spoken_by_mentee(
    languages: Mapping[str, str], home_language: str, dutch_level: str
) -> dict[str, str]:
    """A mentee's languages with their level: the home language is spoken as a mother tongue
    unless listed, and the level of Dutch in the file always decides (proposals.md 2).
    """
    home = {home_language: MOTHER_TONGUE} if home_language else {}
    return {**home, **languages, DUTCH: dutch_level}


def shared(one: Mapping[str, str], other: Mapping[str, str], minimum: str) -> tuple[str, ...]:
    """The languages in which both reach the minimum level, sorted by code."""
    return tuple(
        code
        for code in sorted(one.keys() & other.keys())
        if reaches(one[code], minimum) and reaches(other[code], minimum)
    )
