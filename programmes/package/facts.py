"""What the rules about calls, money and enrolments need to know of each row."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple


class CallFacts(NamedTuple):
    line: int
    code: str
    budget: Decimal
    initial_months: int
    extension_months: int
    max_dutch_level: str
    max_level_may_be_attested: bool
    min_shared_language_level: str


class LotFacts(NamedTuple):
    line: int
    code: str
    call: str
    provinces: tuple[str, ...]
    subgroups: tuple[str, ...]


class ProjectFacts(NamedTuple):
    line: int
    code: str
    lot: str
    promoter: str
    starts_on: date
    ends_on: date


class ExtensionFacts(NamedTuple):
    line: int
    project: str
    decided_on: date
    months: int
    evaluation_held_on: date | None


class GrantFacts(NamedTuple):
    line: int
    project: str
    kind: str
    decided_on: date
    amount: Decimal


class ClaimFacts(NamedTuple):
    line: int
    code: str
    project: str
    year: int
    category: str
    amount_accepted: Decimal | None
    controlled_on: date | None


class SettlementFacts(NamedTuple):
    line: int
    project: str
    year: int
    amount: Decimal
    settled_on: date


class PaymentFacts(NamedTuple):
    line: int
    project: str
    kind: str
    decided_on: date
    paid_on: date | None
    amount: Decimal


class EvaluationFacts(NamedTuple):
    line: int
    kind: str
    level: str
    scope: str
    track: str
    period_start: date
    held_on: date | None
    verdict: str


class MenteeFacts(NamedTuple):
    line: int
    code: str
    promoter: str
    birth_date: date
    gender: str
    nationality: str
    postcode: str
    vdab_number: str
    vdab_guidance_since: date | None
    vdab_guidance_until: date | None
    employed: str
    migration_background: str
    home_language: str
    languages: dict[str, str]
    dutch_level: str
    dutch_attested: str
    dutch_insufficient_for_job_target: str
    diploma_level: str
    diploma_language: str
    benefit_entitled: str


class EnrolmentFacts(NamedTuple):
    line: int
    code: str
    mentee: str
    project: str
    coach: str | None
    submitted_on: date | None
    decided_on: date | None
    decision: str
    derogation_reason: str
    withdrawn_on: date | None
    ended_on: date | None


class ProfileFacts(NamedTuple):
    line: int
    enrolment: str
    nationality: str
    benefit_entitled: str
    subgroup: str
    diploma_level: str
    dutch_level: str
    province: str
    gender: str
    age: int


class DuoFacts(NamedTuple):
    """A row of matches.csv. Known here because an enrolment starts with its first duo."""

    line: int
    code: str
    enrolment: str
    mentor: str
    coach: str
    started_on: date
    ended_on: date | None
    end_reason: str
