"""Which pairs may form a duo: the hard rules of domain.md 4. Pure: plain values in.

Codes and order are those of a proposal (proposals.md 1): a mentor counts under the first rule
that is broken.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from m2w.choices import Gender
from m2w.periods import Period
from matching.languages import shared
from matching.people import Someone


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who may become a duo on a day, with the coach who would frame it.

    `place` is the number of the mentor's place that is free from that day on, 0 when none is.
    """

    mentee: Someone
    mentor: Someone
    coach_languages: Mapping[str, str]
    minimum_level: str
    mentor_is_active: bool
    mentor_is_trained: bool
    place: int
    was_misfit: bool
    was_vetoed: bool


def is_active(mentor: Any, on: date) -> bool:
    """Whether a mentor (or the row of one) is active on a day, and not paused (readings.md 19)."""
    paused = mentor.paused_from is not None or mentor.paused_until is not None
    pause = Period.through(mentor.paused_from or mentor.active_from, mentor.paused_until)
    return on in Period.through(mentor.active_from, mentor.active_until) and not (
        paused and on in pause
    )


def is_trained(mentor: Any, on: date) -> bool:
    """Whether a mentor (or the row of one) has followed the mentor training by a day."""
    return mentor.trained_on is not None and mentor.trained_on <= on


def shared_languages(pair: Pair) -> tuple[str, ...]:
    """The languages in which mentee and mentor both reach the call's level."""
    return shared(pair.mentee.languages, pair.mentor.languages, pair.minimum_level)


def coach_shares_language(pair: Pair) -> bool:
    return bool(shared(pair.mentor.languages, pair.coach_languages, pair.minimum_level))


def honours(someone: Someone, wishes: tuple[str, ...]) -> bool:
    """Whether someone meets each of the other one's wishes; what is not known meets none."""
    return all(meets(someone, *wish.split(":", 1)) for wish in wishes)


def meets(someone: Someone, about: str, value: str) -> bool:
    if about == "gender":
        return someone.gender == value != Gender.UNKNOWN
    if about == "online":
        return someone.online is not None and someone.online == (value == "yes")
    return someone.province == value


class HardRule(NamedTuple):
    """One rule: its code, what it says to who broke it, and whether a pair keeps it."""

    code: str
    sentence: str | Promise
    holds: Callable[[Pair], bool]


NO_COACH_LANGUAGE = HardRule(
    "no_coach_language",
    _("Mentor en mentor-coach delen geen taal op het vereiste niveau."),
    coach_shares_language,
)
HARD_RULES = (
    HardRule("not_active", _("De mentor is dan niet actief."), lambda pair: pair.mentor_is_active),
    HardRule(
        "not_trained",
        _("De mentor heeft de mentorvorming dan nog niet gevolgd."),
        lambda pair: pair.mentor_is_trained,
    ),
    HardRule(
        "full",
        _("Deze mentor heeft geen vrije plaats meer."),
        lambda pair: pair.place > 0,
    ),
    HardRule(
        "no_shared_language",
        _("Mentee en mentor delen geen taal op het vereiste niveau."),
        lambda pair: bool(shared_languages(pair)),
    ),
    NO_COACH_LANGUAGE,
    HardRule(
        "misfit",
        _("Het klikte eerder niet tussen deze twee."),
        lambda pair: not pair.was_misfit,
    ),
    HardRule(
        "vetoed",
        _("Tegen dit duo bestaat een veto."),
        lambda pair: not pair.was_vetoed,
    ),
    HardRule(
        "hard_wish",
        _("Een voorwaarde van mentee of mentor is niet vervuld."),
        lambda pair: (
            honours(pair.mentor, pair.mentee.hard_wishes)
            and honours(pair.mentee, pair.mentor.hard_wishes)
        ),
    ),
)


def first_broken(pair: Pair) -> HardRule | None:
    """The first hard rule that a pair breaks, or None when it may form a duo."""
    return next((rule for rule in HARD_RULES if not rule.holds(pair)), None)
