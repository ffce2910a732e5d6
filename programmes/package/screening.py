"""The screening and the profile that a loaded enrolment takes from its mentee's row."""

from datetime import date
from typing import Any, NamedTuple

from m2w.data_package.facts import Facts
from m2w.periods import age_on
from m2w.reference.provinces import OUTSIDE, province_of
from programmes.eligibility import LotRules, Screening, Situation, screen
from programmes.package.calls import call_of
from programmes.package.facts import CallFacts, LotFacts, MenteeFacts, ProfileFacts, ProjectFacts


class Profile(NamedTuple):
    """What an enrolment freezes at submission, under the names of the package."""

    nationality: str = ""
    benefit_entitled: str = ""
    subgroup: str = ""
    diploma_level: str = ""
    dutch_level: str = ""
    province: str = ""
    gender: str = ""
    age: int | None = None


def can_judge(facts: Facts, mentee: str, project: str) -> bool:
    """Whether all rows behind a screening are sound."""
    target = facts.of(ProjectFacts).get(project)
    return mentee in facts.of(MenteeFacts) and bool(target and call_of(facts, target.lot))


def judge(facts: Facts, mentee: str, project: str, on: date) -> Screening:
    """The screening of a mentee for a project's lot on a day. Raises KeyError without a row."""
    lot = facts.of(LotFacts)[facts.of(ProjectFacts)[project].lot]
    call = facts.of(CallFacts)[lot.call]
    return screen(_situation(facts.of(MenteeFacts)[mentee]), _rules(lot, call), on)


def profile_of(
    mentee: MenteeFacts, given: ProfileFacts | None, screening: Screening, on: date
) -> Profile:
    """The profile that the package gives, else the one that follows from the mentee's row."""
    if given is not None and given.line:
        return Profile(*given[2:])
    return Profile(
        nationality=mentee.nationality,
        benefit_entitled=mentee.benefit_entitled,
        subgroup=screening.subgroup,
        diploma_level=mentee.diploma_level,
        dutch_level=mentee.dutch_level,
        province=province_of(mentee.postcode, on) or OUTSIDE,
        gender=mentee.gender,
        age=age_on(mentee.birth_date, on),
    )


def as_record(screening: Screening) -> dict[str, Any]:
    """A screening as the attributes of the record of it."""
    return {
        "result": screening.result,
        "criteria": [
            {"code": criterion.code, "result": criterion.result, "reason": criterion.reason}
            for criterion in screening.criteria
        ],
        "subgroups": dict(screening.subgroups),
        "missing": list(screening.missing),
    }


def _situation(mentee: MenteeFacts) -> Situation:
    return Situation(
        birth_date=mentee.birth_date,
        postcode=mentee.postcode,
        employed=mentee.employed,
        home_language=mentee.home_language,
        migration_background=mentee.migration_background,
        vdab_guidance_since=mentee.vdab_guidance_since,
        vdab_guidance_until=mentee.vdab_guidance_until,
        dutch_level=mentee.dutch_level,
        dutch_attested=mentee.dutch_attested,
        dutch_insufficient_for_job_target=mentee.dutch_insufficient_for_job_target,
        diploma_level=mentee.diploma_level,
        diploma_language=mentee.diploma_language,
    )


def _rules(lot: LotFacts, call: CallFacts) -> LotRules:
    return LotRules(frozenset(lot.subgroups), call.max_dutch_level, call.max_level_may_be_attested)
