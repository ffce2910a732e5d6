"""The languages of the people in a duo, as the package and the database give them."""

from m2w.accounts.package import StaffFacts
from m2w.data_package.facts import Facts
from matching.languages import shared, spoken_by_mentee
from matching.package.facts import MentorFacts
from programmes.package.calls import call_of
from programmes.package.facts import EnrolmentFacts, MenteeFacts, ProjectFacts


def minimum_level(facts: Facts, enrolment: str) -> str | None:
    """The level that a shared language must reach; None when a row is missing."""
    known = facts.of(EnrolmentFacts).get(enrolment)
    project = facts.of(ProjectFacts).get(known.project) if known else None
    call = call_of(facts, project.lot) if project else None
    return call.min_shared_language_level if call else None


def shared_by_duo(facts: Facts, enrolment: str, mentor: str) -> tuple[str, ...]:
    """The languages in which mentee and mentor both reach the call's level."""
    minimum = minimum_level(facts, enrolment)
    volunteer = facts.of(MentorFacts).get(mentor)
    spoken = mentee_languages(facts, enrolment)
    if minimum is None or volunteer is None:
        return ()
    return shared(spoken, volunteer.languages, minimum)


def mentee_languages(facts: Facts, enrolment: str) -> dict[str, str]:
    known = facts.of(EnrolmentFacts).get(enrolment)
    mentee = facts.of(MenteeFacts).get(known.mentee) if known else None
    if mentee is None:
        return {}
    return spoken_by_mentee(mentee.languages, mentee.home_language, mentee.dutch_level)


def coach_languages(facts: Facts, coach: str) -> dict[str, str]:
    staff = facts.of(StaffFacts).get(coach)
    return staff.languages if staff else {}
