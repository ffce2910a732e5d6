"""What a screening says while a file is still being typed: what fits, is missing, will change.

Pure: plain values in, codes and days out; the sentences are in `advice_texts`. Every judgement is
`eligibility.screen`, on the day itself and on the days on which something is about to change.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from m2w.periods import ONE_DAY, add_months
from m2w.reference.provinces import province_of
from programmes import eligibility
from programmes.eligibility import (
    MET,
    NOT_MET,
    OUTCOMES,
    UNKNOWN,
    YOUNG_UNTIL,
    Criterion,
    LotRules,
    Result,
    Screening,
    Situation,
    screen,
)

# How far ahead a change is worth telling [choice].
MONTHS_AHEAD = 6
ELIGIBLE, INELIGIBLE, INCOMPLETE = OUTCOMES[MET], OUTCOMES[NOT_MET], OUTCOMES[UNKNOWN]
TURNS_25, GUIDANCE_STARTS, GUIDANCE_ENDS = "turns_25", "guidance_starts", "guidance_ends"
WHOLE_TARGET_GROUP = LotRules(frozenset())
SUBGROUPS = ("youth", "loa", "hoa")


class Place(NamedTuple):
    """A running project: whom its lot admits and where, and how many mentees it still takes."""

    key: str
    name: str
    rules: LotRules
    provinces: frozenset[str]
    free: int


class Change(NamedTuple):
    """Something that is different from a day on."""

    code: str
    on: date


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a project fits today.

    `until` is the last day on which it can, `since` the first day on which it will; `by` is the
    change behind either. `reason` tells why not: a criterion, or `not_in_subgroup`. `elsewhere`:
    lives outside the provinces of the lot, which is a warning only (readings.md 5).
    """

    place: Place
    result: str
    missing: tuple[str, ...] = ()
    reason: str = ""
    until: date | None = None
    since: date | None = None
    by: str = ""
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Subgroup:
    """One subgroup: `reason` is what keeps it out, `missing` what is still to be known."""

    code: str
    result: Result
    reason: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Advice:
    """All of it. `result` is that of the chosen project, else of the one that fits best."""

    result: str
    criteria: tuple[Criterion, ...]
    subgroups: tuple[Subgroup, ...]
    missing: tuple[str, ...]
    changes: tuple[Change, ...]
    fits: tuple[Fit, ...]


def advise(situation: Situation, places: Sequence[Place], on: date, chosen: str = "") -> Advice:
    """Judge what is known for every project on a day; `chosen` is the key of one of them.

    Criteria and subgroups follow the limits of the chosen project, else of the first one.
    """
    leading = next((place for place in places if place.key == chosen), None)
    rules = leading.rules if leading else places[0].rules if places else WHOLE_TARGET_GROUP
    ahead = changes(situation, rules, on)
    fits = tuple(fit(situation, place, ahead, on) for place in places)
    decisive = [one for one in fits if one.place == leading] or list(fits)
    general = screen(situation, without_subgroups(rules), on)
    result = best([one.result for one in decisive] or [general.result])
    return Advice(
        result,
        general.criteria,
        tuple(subgroup(situation, code, general, rules, on) for code in SUBGROUPS),
        missing(decisive, general) if result == INCOMPLETE else (),
        ahead,
        fits,
    )


def best(results: Iterable[str]) -> str:
    found = set(results)
    return next(one for one in (ELIGIBLE, INCOMPLETE, INELIGIBLE) if one in found)


def without_subgroups(rules: LotRules) -> LotRules:
    return LotRules(frozenset(), rules.max_dutch_level, rules.max_level_may_be_attested)


def missing(fits: Iterable[Fit], general: Screening) -> tuple[str, ...]:
    """What the projects that are still open wait for, in the order of the form."""
    waited = {column for one in fits for column in one.missing} or set(general.missing)
    return tuple(column for column in eligibility.COLUMNS if column in waited)


# What is about to change -------------------------------------------------------------------------


def changes(situation: Situation, rules: LotRules, on: date) -> tuple[Change, ...]:
    """What makes a criterion or a subgroup come out otherwise within six months, in order."""
    last = add_months(on, MONTHS_AHEAD)
    found = sorted(expected(situation), key=lambda change: (change.on, change.code))
    return tuple(
        change
        for change in found
        if on < change.on <= last and makes_a_difference(situation, rules, change.on)
    )


def expected(situation: Situation) -> Iterator[Change]:
    """Every day after which the calendar alone can change something."""
    if situation.birth_date is not None:
        yield Change(TURNS_25, birthday(situation.birth_date, YOUNG_UNTIL))
    if situation.vdab_guidance_since is not None:
        yield Change(GUIDANCE_STARTS, situation.vdab_guidance_since)
    if situation.vdab_guidance_until is not None:
        yield Change(GUIDANCE_ENDS, situation.vdab_guidance_until + ONE_DAY)


def birthday(born: date, age: int) -> date:
    """The day on which someone turns that age; 1 March for 29 February [choice]."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def makes_a_difference(situation: Situation, rules: LotRules, on: date) -> bool:
    before, after = (screen(situation, rules, day) for day in (on - ONE_DAY, on))
    return outcome(before) != outcome(after)


def outcome(screening: Screening) -> tuple[list[Result], list[Result]]:
    return [one.result for one in screening.criteria], [*screening.subgroups.values()]


# Projects ----------------------------------------------------------------------------------------


def fit(situation: Situation, place: Place, ahead: Sequence[Change], on: date) -> Fit:
    """Whether a project fits on the day, and when that changes."""
    now = screen(situation, place.rules, on)
    turn = next(turns(situation, place.rules, ahead, now.result), None)
    until = turn.on - ONE_DAY if turn and now.result != INELIGIBLE else None
    since = turn.on if turn and now.result == INELIGIBLE else None
    home = province_of(situation.postcode, on)
    return Fit(
        place,
        now.result,
        now.missing,
        why_not(situation, now, place.rules) if now.result == INELIGIBLE else "",
        until,
        since,
        turn.code if turn else "",
        home is not None and home not in place.provinces,
    )


def turns(
    situation: Situation, rules: LotRules, ahead: Iterable[Change], result: str
) -> Iterator[Change]:
    """The changes that shut what is open, or let in who is kept out."""
    for change in ahead:
        then = screen(situation, rules, change.on).result
        if (then == INELIGIBLE) != (result == INELIGIBLE):
            yield change


def why_not(situation: Situation, found: Screening, rules: LotRules) -> str:
    """The first criterion that is not met; when none is to blame, the subgroups of the lot."""
    for criterion in found.criteria:
        excused = criterion.code == "limited_dutch" and may_lack_dutch(situation, rules)
        if criterion.result is NOT_MET and not excused:
            return criterion.code
    return "not_in_subgroup"


def may_lack_dutch(situation: Situation, rules: LotRules) -> bool:
    """Whether more Dutch is no obstacle: the lot is only for the higher educated, who may know
    too little of it for their job target.
    """
    only_hoa = rules.subgroups == {"hoa"}
    return only_hoa and eligibility.dutch_insufficient(situation) is not NOT_MET


# Subgroups ---------------------------------------------------------------------------------------


def subgroup(
    situation: Situation, code: str, general: Screening, rules: LotRules, on: date
) -> Subgroup:
    """One subgroup, with its own condition that fails, or `general` when the others do."""
    result = general.subgroups[code]
    if result is NOT_MET:
        own = [reason for reason, held in conditions(situation, code, on) if held is NOT_MET]
        return Subgroup(code, result, own[0] if own else "general")
    if result is MET:
        return Subgroup(code, result)
    alone = LotRules(frozenset({code}), rules.max_dutch_level, rules.max_level_may_be_attested)
    return Subgroup(code, result, missing=screen(situation, alone, on).missing)


def conditions(situation: Situation, code: str, on: date) -> list[tuple[str, Result]]:
    """What a subgroup asks besides the general criteria, with the reason when it fails."""
    if code == "hoa":
        return [
            ("no_higher_education", eligibility.higher_education(situation)),
            ("diploma_in_dutch", eligibility.diploma_not_in_dutch(situation)),
        ]
    if code == "loa":
        limit = eligibility.AT_MOST_SECONDARY
        return [("diploma_too_high", eligibility.diploma_at_most(situation, limit))]
    limit = eligibility.AT_MOST_LOWER_SECONDARY
    return [
        ("too_old", eligibility.younger_than_25(situation, on)),
        ("diploma_too_high", eligibility.diploma_at_most(situation, limit)),
    ]
