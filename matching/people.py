"""A mentee or mentor as the rules and scores look at them. Pure: plain values."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Someone:
    """What counts for a duo; None is not known.

    `languages` gives CEFR levels by code, `province` the NIS code on the day of the question.
    `sectors` are NACE sections: where a mentor has experience, or the one a mentee looks for.
    `availability` holds half-days (`mon-am`); `hard_wishes` and `wishes` are about the other one.
    """

    languages: Mapping[str, str]
    gender: str
    province: str | None
    online: bool | None
    hard_wishes: tuple[str, ...]
    postcode: str = ""
    sectors: tuple[str, ...] = ()
    availability: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
