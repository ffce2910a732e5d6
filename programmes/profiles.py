"""What a screening is judged on, and what an enrolment freezes at submission. Pure.

A mentee comes as their file or as their row in a package: both name things alike.
"""

from datetime import date
from typing import Any, NamedTuple

from m2w.periods import age_on
from m2w.reference.provinces import OUTSIDE, province_of
from programmes.eligibility import Screening, Situation


class Profile(NamedTuple):
    """What an enrolment freezes at submission, under the names of the package (readings.md 22)."""

    nationality: str = ""
    benefit_entitled: str = ""
    subgroup: str = ""
    diploma_level: str = ""
    dutch_level: str = ""
    province: str = ""
    gender: str = ""
    age: int | None = None

    def attributes(self) -> dict[str, Any]:
        """As the attributes of an enrolment."""
        return {f"profile_{name}": value for name, value in self._asdict().items()}


def situation_of(mentee: Any) -> Situation:
    """What the criteria of eligibility look at."""
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


def profile_of(mentee: Any, screening: Screening, on: date) -> Profile:
    """The profile on the day of submission; the province and the age are those of that day."""
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
    """A screening as the attributes of the record that is kept of it."""
    return {
        "result": screening.result,
        "criteria": [
            {"code": criterion.code, "result": criterion.result, "reason": criterion.reason}
            for criterion in screening.criteria
        ],
        "subgroups": dict(screening.subgroups),
        "missing": list(screening.missing),
    }
