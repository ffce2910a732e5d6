"""The screening and the profile that a loaded enrolment takes from its mentee's row."""

from datetime import date

from m2w.data_package.facts import Facts
from programmes.eligibility import LotRules, Screening, screen
from programmes.package.calls import call_of
from programmes.package.facts import CallFacts, LotFacts, MenteeFacts, ProfileFacts, ProjectFacts
from programmes.profiles import Profile, profile_of, situation_of


def can_judge(facts: Facts, mentee: str, project: str) -> bool:
    """Whether all rows behind a screening are sound."""
    target = facts.of(ProjectFacts).get(project)
    return mentee in facts.of(MenteeFacts) and bool(target and call_of(facts, target.lot))


def judge(facts: Facts, mentee: str, project: str, on: date) -> Screening:
    """The screening of a mentee for a project's lot on a day. Raises KeyError without a row."""
    lot = facts.of(LotFacts)[facts.of(ProjectFacts)[project].lot]
    call = facts.of(CallFacts)[lot.call]
    return screen(situation_of(facts.of(MenteeFacts)[mentee]), _rules(lot, call), on)


def frozen_profile(
    mentee: MenteeFacts, given: ProfileFacts | None, screening: Screening, on: date
) -> Profile:
    """The profile that the package gives, else the one that follows from the mentee's row."""
    if given is not None and given.line:
        return Profile(*given[2:])
    return profile_of(mentee, screening, on)


def _rules(lot: LotFacts, call: CallFacts) -> LotRules:
    return LotRules(frozenset(lot.subgroups), call.max_dutch_level, call.max_level_may_be_attested)
