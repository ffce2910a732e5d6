"""Rules of enrolments over many rows: one open at a time, own promoter, own coach, derogation."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from m2w.accounts.package import is_coach
from m2w.data_package.facts import Broken, Facts, broken
from m2w.periods import Period
from programmes.choices import Decision, ScreeningResult
from programmes.open_periods import clashes, open_period
from programmes.package.enrolments import first_starts
from programmes.package.facts import (
    DuoFacts,
    EnrolmentFacts,
    MenteeFacts,
    ProfileFacts,
    ProjectFacts,
)
from programmes.package.screening import can_judge, judge


def mentee_and_project_share_the_promoter(facts: Facts) -> Iterator[Broken]:
    mentees, projects = facts.of(MenteeFacts), facts.of(ProjectFacts)
    for enrolment in facts.of(EnrolmentFacts).values():
        mentee, project = mentees.get(enrolment.mentee), projects.get(enrolment.project)
        if mentee and project and mentee.promoter != project.promoter:
            text = _("de mentee en het project horen niet bij dezelfde promotor")
            places = (enrolment, "project"), (mentee, "promoter"), (project, "promoter")
            yield broken("other_promoter", text, *places)


def coaches_coach_at_the_promoter(facts: Facts) -> Iterator[Broken]:
    for enrolment in facts.of(EnrolmentFacts).values():
        project = facts.of(ProjectFacts).get(enrolment.project)
        if enrolment.coach and project and not is_coach(facts, enrolment.coach, project.promoter):
            text = _("dit is geen mentor-coach van de promotor")
            yield broken("not_a_coach", text, (enrolment, "coach"))


def nobody_is_enrolled_before_birth(facts: Facts) -> Iterator[Broken]:
    for enrolment in facts.of(EnrolmentFacts).values():
        mentee = facts.of(MenteeFacts).get(enrolment.mentee)
        if mentee and enrolment.submitted_on and enrolment.submitted_on < mentee.birth_date:
            text = _("de mentee was toen nog niet geboren")
            places = (enrolment, "submitted_on"), (mentee, "birth_date")
            yield broken("submitted_before_birth", text, *places)


def one_open_enrolment_per_person(facts: Facts) -> Iterator[Broken]:
    """At no date two open enrolments of one VDAB number, across promoters (readings.md 17)."""
    mentees = facts.of(MenteeFacts)
    of_person: dict[str, list[tuple[Period, EnrolmentFacts]]] = defaultdict(list)
    for enrolment in facts.of(EnrolmentFacts).values():
        mentee = mentees.get(enrolment.mentee)
        period = open_period(
            enrolment.submitted_on,
            enrolment.decided_on if enrolment.decision == Decision.REJECTED else None,
            enrolment.withdrawn_on,
            enrolment.ended_on,
        )
        if mentee and mentee.vdab_number and period:
            of_person[mentee.vdab_number].append((period, enrolment))
    for enrolments in of_person.values():
        for earlier, later in clashes(enrolments):
            text = _("deze persoon heeft dan al een aanmelding die openstaat")
            places = (later, "submitted_on"), (earlier, "submitted_on")
            yield broken("double_enrolment", text, *places)


def derogations_follow_the_screening(facts: Facts) -> Iterator[Broken]:
    """Not eligible on the day of submission asks for a derogation, eligible refuses one.

    A frozen profile says that the mentee's file may have changed since: then nothing is judged.
    """
    profiles, doubtful = facts.of(ProfileFacts), facts.doubtful(ProfileFacts, "enrolment")
    for enrolment in facts.of(EnrolmentFacts).values():
        on, approved = enrolment.submitted_on, enrolment.decision == Decision.APPROVED
        if not enrolment.line or on is None or not approved:
            continue
        if enrolment.code in profiles or enrolment.code in doubtful:
            continue
        if not can_judge(facts, enrolment.mentee, enrolment.project):
            continue
        screening = judge(facts, enrolment.mentee, enrolment.project, on)
        eligible = screening.result == ScreeningResult.ELIGIBLE
        if not eligible and not enrolment.derogation_reason:
            text = _("goedgekeurd hoewel de mentee niet in aanmerking komt: motiveer de afwijking")
            yield broken("derogation_missing", text, (enrolment, "derogation_reason"))
        if eligible and enrolment.derogation_reason:
            text = _("de mentee komt in aanmerking: er is niets om van af te wijken")
            yield broken("derogation_superfluous", text, (enrolment, "derogation_reason"))


def what_ends_has_started(facts: Facts) -> Iterator[Broken]:
    """An enrolment starts with its first duo; only then it can end, and no longer be withdrawn."""
    starts, doubtful = first_starts(facts), facts.doubtful(DuoFacts, "enrolment")
    for enrolment in facts.of(EnrolmentFacts).values():
        started = enrolment.code in starts
        if enrolment.ended_on and not started and enrolment.code not in doubtful:
            text = _("een begeleiding zonder duo is niet gestart en eindigt dus niet")
            yield broken("ended_without_match", text, (enrolment, "ended_on"))
        if enrolment.withdrawn_on and started:
            text = _("wat gestart is, wordt beëindigd en niet ingetrokken")
            yield broken("withdrawn_after_start", text, (enrolment, "withdrawn_on"))


def profiles_belong_to_submissions(facts: Facts) -> Iterator[Broken]:
    for profile in facts.of(ProfileFacts).values():
        enrolment = facts.of(EnrolmentFacts).get(profile.enrolment)
        if enrolment and enrolment.submitted_on is None:
            text = _("een profiel wordt pas bij de indiening vastgelegd")
            yield broken("profile_without_submission", text, (profile, "enrolment"))


RULES = (
    mentee_and_project_share_the_promoter,
    coaches_coach_at_the_promoter,
    nobody_is_enrolled_before_birth,
    one_open_enrolment_per_person,
    derogations_follow_the_screening,
    what_ends_has_started,
    profiles_belong_to_submissions,
)
