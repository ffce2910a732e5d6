"""Who is eligible for a lot on a date: three-valued, criterion by criterion, with reasons.

Source: Q479 answer 8, as laid down in domain.md 2 and readings.md 1-10. Plain values in, a
result with reason codes out; the sentences are in `eligibility_texts`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from m2w.periods import age_on
from m2w.reference.languages import DUTCH
from m2w.reference.levels import DIPLOMA_RANK, DUTCH_RANK
from m2w.reference.provinces import province_of


class Result(StrEnum):
    """Whether a condition holds, as far as the data tell."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


MET, NOT_MET, UNKNOWN = Result.MET, Result.NOT_MET, Result.UNKNOWN


def all_of(*results: Result) -> Result:
    """Kleene's *and*: one failure decides, whatever else is unknown."""
    if NOT_MET in results:
        return NOT_MET
    return UNKNOWN if UNKNOWN in results else MET


def any_of(*results: Result) -> Result:
    """Kleene's *or*: one success decides, whatever else is unknown."""
    if MET in results:
        return MET
    return UNKNOWN if UNKNOWN in results else NOT_MET


class Situation(NamedTuple):
    """What is known of a mentee; None, empty and `unknown` all mean: not known."""

    birth_date: date | None
    postcode: str
    employed: str
    home_language: str
    migration_background: str
    vdab_guidance_since: date | None
    vdab_guidance_until: date | None
    dutch_level: str
    dutch_attested: str
    dutch_insufficient_for_job_target: str
    diploma_level: str
    diploma_language: str


@dataclass(frozen=True, slots=True)
class LotRules:
    """Whom a lot admits: its subgroups (none named: the whole target group) and Dutch limits."""

    subgroups: frozenset[str]
    max_dutch_level: str = "A2"
    max_level_may_be_attested: bool = False


@dataclass(frozen=True, slots=True)
class Criterion:
    """One judged condition: its code, the result, and the code of the reason."""

    code: str
    result: Result
    reason: str


@dataclass(frozen=True, slots=True)
class Screening:
    """The judgement of one situation.

    `criteria` are the six general ones by their own rule; `subgroups` include the general
    criteria; `missing` names the unknown columns of an incomplete one; `subgroup` is what an
    enrolment freezes.
    """

    result: str
    criteria: tuple[Criterion, ...]
    subgroups: Mapping[str, Result]
    missing: tuple[str, ...]
    subgroup: str


OUTCOMES = {MET: "eligible", NOT_MET: "ineligible", UNKNOWN: "incomplete"}
FROZEN_SUBGROUPS = ("hoa", "youth", "loa")
YOUNG_UNTIL = 25

# Every possible judgement exists once: screening a hundred thousand mentees makes no new ones.
NOT_EMPLOYED = Criterion("non_working", MET, "not_employed")
EMPLOYED = Criterion("non_working", NOT_MET, "employed")
EMPLOYMENT_UNKNOWN = Criterion("non_working", UNKNOWN, "employment_unknown")

SPEAKS_OTHER_LANGUAGE = Criterion("non_native_dutch", MET, "home_language_not_dutch")
SPEAKS_DUTCH = Criterion("non_native_dutch", NOT_MET, "home_language_dutch")
HOME_LANGUAGE_UNKNOWN = Criterion("non_native_dutch", UNKNOWN, "home_language_unknown")

HAS_BACKGROUND = Criterion("migration_background", MET, "background_attested")
NO_BACKGROUND = Criterion("migration_background", NOT_MET, "no_background")
BACKGROUND_UNKNOWN = Criterion("migration_background", UNKNOWN, "background_unknown")

IN_FLANDERS = Criterion("lives_in_flanders", MET, "in_flanders")
OUTSIDE_FLANDERS = Criterion("lives_in_flanders", NOT_MET, "outside_flanders")
RESIDENCE_UNKNOWN = Criterion("lives_in_flanders", UNKNOWN, "residence_unknown")

GUIDED = Criterion("in_vdab_guidance", MET, "guided")
NOT_YET_GUIDED = Criterion("in_vdab_guidance", NOT_MET, "guidance_not_started")
NO_LONGER_GUIDED = Criterion("in_vdab_guidance", NOT_MET, "guidance_ended")
GUIDANCE_UNKNOWN = Criterion("in_vdab_guidance", UNKNOWN, "guidance_unknown")

BELOW_LIMIT = Criterion("limited_dutch", MET, "dutch_below_limit")
AT_LIMIT = Criterion("limited_dutch", MET, "dutch_at_limit")
NOT_ATTESTED = Criterion("limited_dutch", MET, "dutch_not_attested")
ATTESTED = Criterion("limited_dutch", NOT_MET, "dutch_attested")
ABOVE_LIMIT = Criterion("limited_dutch", NOT_MET, "dutch_above_limit")
DUTCH_UNKNOWN = Criterion("limited_dutch", UNKNOWN, "dutch_unknown")
ATTEST_UNKNOWN = Criterion("limited_dutch", UNKNOWN, "attest_unknown")

_BY_EMPLOYMENT = {"no": NOT_EMPLOYED, "yes": EMPLOYED}
_BY_BACKGROUND = {"yes": HAS_BACKGROUND, "no": NO_BACKGROUND}
_BY_ATTEST = {"no": NOT_ATTESTED, "yes": ATTESTED}
_BY_ANSWER = {"yes": MET, "no": NOT_MET}

_AT_LEAST_HBO5 = DIPLOMA_RANK["hbo5"]
AT_MOST_SECONDARY = DIPLOMA_RANK["upper_secondary"]
AT_MOST_LOWER_SECONDARY = DIPLOMA_RANK["lower_secondary"]

COLUMNS = {
    "birth_date": ("youth",),
    "employed": ("non_working",),
    "home_language": ("non_native_dutch",),
    "migration_background": ("migration_background",),
    "postcode": ("lives_in_flanders",),
    "vdab_guidance_since": ("in_vdab_guidance",),
    "dutch_level": ("limited_dutch",),
    "dutch_attested": ("limited_dutch",),
    "diploma_level": ("hoa", "loa", "youth"),
    "diploma_language": ("hoa",),
    "dutch_insufficient_for_job_target": ("hoa",),
}
_NOT_KNOWN = (None, "", "unknown")


def screen(situation: Situation, rules: LotRules, on: date) -> Screening:
    """Judge a mentee's situation against a lot's rules on a date."""
    criteria = (
        non_working(situation),
        non_native_dutch(situation),
        migration_background(situation),
        lives_in_flanders(situation, on),
        in_vdab_guidance(situation, on),
        limited_dutch(situation, rules),
    )
    work, language, background, residence, guidance, dutch = criteria
    apart_from_dutch = all_of(
        work.result, language.result, background.result, residence.result, guidance.result
    )
    general = all_of(apart_from_dutch, dutch.result)
    subgroups = {
        "hoa": all_of(
            apart_from_dutch,
            any_of(dutch.result, dutch_insufficient(situation)),
            higher_education(situation),
            diploma_not_in_dutch(situation),
        ),
        "loa": all_of(general, diploma_at_most(situation, AT_MOST_SECONDARY)),
        "youth": all_of(
            general,
            younger_than_25(situation, on),
            diploma_at_most(situation, AT_MOST_LOWER_SECONDARY),
        ),
    }
    overall = admitted(general, subgroups, rules)
    return Screening(
        OUTCOMES[overall],
        criteria,
        subgroups,
        missing_columns(situation, criteria, subgroups, rules) if overall is UNKNOWN else (),
        frozen_subgroup(subgroups, rules),
    )


def non_working(situation: Situation) -> Criterion:
    """Not employed."""
    return _BY_EMPLOYMENT.get(situation.employed, EMPLOYMENT_UNKNOWN)


def non_native_dutch(situation: Situation) -> Criterion:
    """Dutch is not the home language ("anderstalig")."""
    if situation.home_language in _NOT_KNOWN:
        return HOME_LANGUAGE_UNKNOWN
    return SPEAKS_DUTCH if situation.home_language == DUTCH else SPEAKS_OTHER_LANGUAGE


def migration_background(situation: Situation) -> Criterion:
    """Attested; never asked from the parents' nationality."""
    return _BY_BACKGROUND.get(situation.migration_background, BACKGROUND_UNKNOWN)


def lives_in_flanders(situation: Situation, on: date) -> Criterion:
    """Residence in one of the five Flemish provinces on that date."""
    if situation.postcode in _NOT_KNOWN:
        return RESIDENCE_UNKNOWN
    return OUTSIDE_FLANDERS if province_of(situation.postcode, on) is None else IN_FLANDERS


def in_vdab_guidance(situation: Situation, on: date) -> Criterion:
    """Guided by VDAB on that date; without a last day still guided (readings.md 2)."""
    since, until = situation.vdab_guidance_since, situation.vdab_guidance_until
    if until is not None and on > until:
        return NO_LONGER_GUIDED
    if since is None:
        return GUIDANCE_UNKNOWN
    return NOT_YET_GUIDED if on < since else GUIDED


def limited_dutch(situation: Situation, rules: LotRules) -> Criterion:
    """Dutch below the call's limit, or at it without attest (readings.md 6)."""
    level = DUTCH_RANK.get(situation.dutch_level)
    limit = DUTCH_RANK[rules.max_dutch_level]
    if level is None:
        return DUTCH_UNKNOWN
    if level != limit:
        return BELOW_LIMIT if level < limit else ABOVE_LIMIT
    if rules.max_level_may_be_attested:
        return AT_LIMIT
    return _BY_ATTEST.get(situation.dutch_attested, ATTEST_UNKNOWN)


def dutch_insufficient(situation: Situation) -> Result:
    """A counsellor documented that the Dutch falls short of the job target."""
    return _BY_ANSWER.get(situation.dutch_insufficient_for_job_target, UNKNOWN)


def higher_education(situation: Situation) -> Result:
    """Highest diploma at least HBO5, recognised or not."""
    rank = DIPLOMA_RANK.get(situation.diploma_level)
    if rank is None:
        return UNKNOWN
    return MET if rank >= _AT_LEAST_HBO5 else NOT_MET


def diploma_not_in_dutch(situation: Situation) -> Result:
    """The diploma was not obtained in Dutch."""
    if situation.diploma_language in _NOT_KNOWN:
        return UNKNOWN
    return NOT_MET if situation.diploma_language == DUTCH else MET


def diploma_at_most(situation: Situation, limit: int) -> Result:
    """Highest diploma at most the level with that rank."""
    rank = DIPLOMA_RANK.get(situation.diploma_level)
    if rank is None:
        return UNKNOWN
    return MET if rank <= limit else NOT_MET


def younger_than_25(situation: Situation, on: date) -> Result:
    """Not yet 25 on the date; someone turns 25 on the birthday itself."""
    if situation.birth_date is None:
        return UNKNOWN
    return MET if age_on(situation.birth_date, on) < YOUNG_UNTIL else NOT_MET


def admitted(general: Result, subgroups: Mapping[str, Result], rules: LotRules) -> Result:
    """A lot admits a subgroup it names; one that names none the whole target group, or hoa."""
    if rules.subgroups:
        return any_of(*[subgroups[code] for code in rules.subgroups])
    return any_of(general, subgroups["hoa"])


def frozen_subgroup(subgroups: Mapping[str, Result], rules: LotRules) -> str:
    """The first of hoa, youth, loa that is met and admitted, else `none` (readings.md 10)."""
    for code in FROZEN_SUBGROUPS:
        if subgroups[code] is MET and (not rules.subgroups or code in rules.subgroups):
            return code
    return "none"


def missing_columns(
    situation: Situation,
    criteria: tuple[Criterion, ...],
    subgroups: Mapping[str, Result],
    rules: LotRules,
) -> tuple[str, ...]:
    """Columns without a value behind the unknown criteria and subgroups in use (readings.md 8)."""
    unknown = {criterion.code for criterion in criteria if criterion.result is UNKNOWN}
    in_use = rules.subgroups or {"hoa"}
    unknown |= {code for code in in_use if subgroups[code] is UNKNOWN}
    return tuple(
        column
        for column, conditions in COLUMNS.items()
        if getattr(situation, column) in _NOT_KNOWN and not unknown.isdisjoint(conditions)
    )
