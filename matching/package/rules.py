"""Rules of duos over many rows (domain.md 4, readings.md 18)."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from m2w.accounts.package import is_coach, is_promoter
from m2w.data_package.facts import Broken, Facts, broken
from m2w.periods import Period
from m2w.reference import levels
from matching.capacity import overbooked
from matching.choices import MatchEndReason
from matching.hard_rules import is_active, is_trained
from matching.languages import shared
from matching.package.facts import MentorFacts, VetoFacts
from matching.package.languages import (
    coach_languages,
    mentee_languages,
    minimum_level,
    shared_by_duo,
)
from programmes.choices import Decision
from programmes.open_periods import clashes, open_period
from programmes.package.calls import term_of
from programmes.package.facts import DuoFacts, EnrolmentFacts, ExtensionFacts, ProjectFacts

CEFR = frozenset(levels.CEFR)

Duos = Iterator[tuple[DuoFacts, EnrolmentFacts, ProjectFacts]]


def with_enrolment(facts: Facts) -> Duos:
    """Each duo with its enrolment and project, when both are sound."""
    enrolments, projects = facts.of(EnrolmentFacts), facts.of(ProjectFacts)
    for duo in facts.of(DuoFacts).values():
        enrolment = enrolments.get(duo.enrolment)
        project = projects.get(enrolment.project) if enrolment else None
        if enrolment and project:
            yield duo, enrolment, project


def with_mentor(facts: Facts) -> Iterator[tuple[DuoFacts, MentorFacts]]:
    mentors = facts.of(MentorFacts)
    for duo in facts.of(DuoFacts).values():
        if duo.mentor in mentors:
            yield duo, mentors[duo.mentor]


def mentors_belong_to_promoters(facts: Facts) -> Iterator[Broken]:
    for mentor in facts.of(MentorFacts).values():
        if not is_promoter(facts, mentor.promoter):
            text = _("deze organisatie is geen promotor")
            yield broken("not_a_promoter", text, (mentor, "promoter"))


def duos_stay_within_the_promoter(facts: Facts) -> Iterator[Broken]:
    """Mentor and mentor-coach both belong to the promoter of the project."""
    mentors = facts.of(MentorFacts)
    for duo, _enrolment, project in with_enrolment(facts):
        mentor = mentors.get(duo.mentor)
        if mentor and mentor.promoter != project.promoter:
            text = _("deze mentor hoort niet bij de promotor van het project")
            yield broken("other_promoter", text, (duo, "mentor"), (mentor, "promoter"))
        if not is_coach(facts, duo.coach, project.promoter):
            text = _("dit is geen mentor-coach van de promotor")
            yield broken("not_a_coach", text, (duo, "coach"))


def duos_follow_the_approval(facts: Facts) -> Iterator[Broken]:
    for duo, enrolment, _project in with_enrolment(facts):
        approved = enrolment.decision == Decision.APPROVED and enrolment.decided_on
        if not approved or duo.started_on < approved:
            text = _("een duo start niet voor de goedkeuring van de aanmelding")
            places = (duo, "started_on"), (enrolment, "decided_on")
            yield broken("match_before_approval", text, *places)


def duos_lie_within_the_enrolment(facts: Facts) -> Iterator[Broken]:
    for duo, enrolment, _project in with_enrolment(facts):
        if enrolment.ended_on is None:
            continue
        if duo.ended_on is None:
            text = _("de begeleiding is beëindigd en dit duo nog niet")
            yield broken("open_match", text, (duo, "ended_on"), (enrolment, "ended_on"))
        elif duo.ended_on > enrolment.ended_on:
            text = _("dit duo eindigt na de begeleiding")
            places = (duo, "ended_on"), (enrolment, "ended_on")
            yield broken("match_outside_enrolment", text, *places)


def duos_lie_within_the_term(facts: Facts) -> Iterator[Broken]:
    """A duo starts on a day of the project; it has ended by the day after the last one."""
    doubtful = facts.doubtful(ExtensionFacts, "project")
    for duo, _enrolment, project in with_enrolment(facts):
        if project.code in doubtful:
            continue
        term = term_of(facts, project)
        if duo.started_on not in term:
            text = _("het duo start buiten de looptijd van het project")
            places = (duo, "started_on"), (project, "starts_on")
            yield broken("match_outside_term", text, *places)
        elif duo.ended_on and term.end and duo.ended_on > term.end:
            text = _("het duo eindigt na de looptijd van het project")
            yield broken("match_outside_term", text, (duo, "ended_on"), (project, "ends_on"))


def one_duo_at_a_time(facts: Facts) -> Iterator[Broken]:
    for duos in _periods_by(facts, "enrolment").values():
        for earlier, later in clashes(duos):
            text = _("deze aanmelding heeft dan al een duo dat loopt")
            yield broken("two_matches", text, (later, "started_on"), (earlier, "ended_on"))


def mentors_have_a_free_place(facts: Facts) -> Iterator[Broken]:
    """On no day has a mentor more duos than places (readings.md 18)."""
    mentors = facts.of(MentorFacts)
    for code, duos in _periods_by(facts, "mentor").items():
        mentor = mentors.get(code)
        for duo in overbooked(duos, mentor.capacity) if mentor else ():
            text = _("de mentor heeft dan geen vrije plaats meer")
            others = ((other, "mentor") for _period, other in duos)
            yield broken("mentor_full", text, (duo, "mentor"), (mentor, "capacity"), *others)


def mentors_are_active(facts: Facts) -> Iterator[Broken]:
    """On the first day of a duo; a paused mentor is not active (readings.md 19)."""
    for duo, mentor in with_mentor(facts):
        if not is_active(mentor, duo.started_on):
            text = _("de mentor is dan niet actief")
            places = (duo, "started_on"), (mentor, "active_from")
            yield broken("mentor_not_active", text, *places)


def mentors_are_trained(facts: Facts) -> Iterator[Broken]:
    for duo, mentor in with_mentor(facts):
        if not is_trained(mentor, duo.started_on):
            text = _("de mentor heeft de mentorvorming dan nog niet gevolgd")
            places = (duo, "started_on"), (mentor, "trained_on")
            yield broken("mentor_not_trained", text, *places)


def duos_share_a_language(facts: Facts) -> Iterator[Broken]:
    """Essential according to Q479 answer 4. Who has no known language is not judged."""
    for duo, mentor in with_mentor(facts):
        spoken = mentee_languages(facts, duo.enrolment)
        judged = minimum_level(facts, duo.enrolment) and not CEFR.isdisjoint(spoken.values())
        if judged and not shared_by_duo(facts, duo.enrolment, duo.mentor):
            text = _("mentee en mentor delen geen taal op het vereiste niveau")
            places = (duo, "mentor"), (mentor, "languages")
            yield broken("no_shared_language", text, *places)


def coaches_share_a_language(facts: Facts) -> Iterator[Broken]:
    """A coach whose languages the package does not give is not judged."""
    for duo, mentor in with_mentor(facts):
        spoken, minimum = coach_languages(facts, duo.coach), minimum_level(facts, duo.enrolment)
        if spoken and minimum and not shared(spoken, mentor.languages, minimum):
            text = _("mentor en mentor-coach delen geen taal op het vereiste niveau")
            places = (duo, "coach"), (mentor, "languages")
            yield broken("no_coach_language", text, *places)


def pairs_are_not_tried_again(facts: Facts) -> Iterator[Broken]:
    """Not after a veto, and not after a duo of the same two that ended for misfit."""
    vetoes, enrolments = facts.of(VetoFacts), facts.of(EnrolmentFacts)

    def pair(duo: DuoFacts) -> tuple[str, str]:
        enrolment = enrolments.get(duo.enrolment)
        return (enrolment.mentee if enrolment else "", duo.mentor)

    misfits: dict[tuple[str, str], DuoFacts] = {}
    for duo in sorted(facts.of(DuoFacts).values(), key=lambda duo: duo.started_on):
        veto, misfit = vetoes.get(pair(duo)), misfits.get(pair(duo))
        if veto and veto.decided_on < duo.started_on:
            text = _("tegen dit duo bestond dan al een veto")
            yield broken("vetoed_pair", text, (duo, "mentor"), (veto, "decided_on"))
        if misfit:
            text = _("het klikte eerder niet tussen deze twee")
            yield broken("misfit_pair", text, (duo, "mentor"), (misfit, "end_reason"))
        if duo.end_reason == MatchEndReason.MISFIT:
            misfits[pair(duo)] = duo


def _periods_by(facts: Facts, column: str) -> dict[str, list[tuple[Period, DuoFacts]]]:
    grouped: dict[str, list[tuple[Period, DuoFacts]]] = defaultdict(list)
    for duo in facts.of(DuoFacts).values():
        if period := open_period(duo.started_on, duo.ended_on):
            grouped[getattr(duo, column)].append((period, duo))
    return grouped


RULES = (
    mentors_belong_to_promoters,
    duos_stay_within_the_promoter,
    duos_follow_the_approval,
    duos_lie_within_the_enrolment,
    duos_lie_within_the_term,
    one_duo_at_a_time,
    mentors_have_a_free_place,
    mentors_are_active,
    mentors_are_trained,
    duos_share_a_language,
    coaches_share_a_language,
    pairs_are_not_tried_again,
)
