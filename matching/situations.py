"""A project on a day, from the database, as a proposal looks at it (proposals.md 2)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from m2w.accounts.models import Organisation, Staff
from m2w.querysets import CLOSED
from matching.choices import MatchEndReason
from matching.hard_rules import is_active, is_trained
from matching.models import Match, Mentor, Veto
from matching.pairs import mentee_of_pair, mentor_of_pair
from matching.situation import Coach, Situation, Volunteer, Waiting
from programmes.choices import Decision
from programmes.models import Enrolment, Mentee, Project

Pairs = frozenset[tuple[str, str]]


def situation_of(project: Project, on: date, locked: Mapping[str, str] | None = None) -> Situation:
    """The project on that day, in a number of queries that does not grow with it.

    `locked` gives the code of a mentor by that of an enrolment.
    """
    call = project.lot.call
    waiting = list(waiting_for_mentor(project, on).select_related("mentee"))
    mentors = list(Mentor.objects.filter(promoter=project.promoter_id))
    mentees = {enrolment.mentee_id for enrolment in waiting}
    return Situation(
        project.code,
        on,
        call.min_shared_language_level,
        call.match_weights,
        tuple(waiting_one(enrolment, on) for enrolment in waiting),
        tuple(volunteers(mentors, on)),
        tuple(coaches(project, on)),
        pairs(Match.objects.filter(end_reason=MatchEndReason.MISFIT), "enrolment__mentee", mentees),
        pairs(Veto.objects.all(), "mentee", mentees),
        locked or {},
    )


def waiting_for_mentor(project: Project, on: date) -> QuerySet[Enrolment]:
    """The enrolments of a project that wait for a mentor on a day."""
    return waiting_among(project.enrolments.all(), on)


def waiting_among(enrolments: QuerySet[Enrolment], on: date) -> QuerySet[Enrolment]:
    """Approved by that day, not over by then, not paused, and without an open duo: one that
    starts later is open too. Nobody whose file is closed takes part.
    """
    open_duo = Match.objects.filter(still_open(on), enrolment=OuterRef("pk"))
    shut = Mentee.objects.filter(CLOSED).order_by().values("pk")
    rows = enrolments.filter(
        later_than("withdrawn_on", on),
        later_than("ended_on", on),
        ~Exists(open_duo),
        decision=Decision.APPROVED,
        decided_on__lte=on,
    )
    return rows.exclude(paused(on, "mentee__")).exclude(mentee__in=shut)


def later_than(name: str, on: date) -> Q:
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gt": on})


def still_open(on: date) -> Q:
    return later_than("ended_on", on)


def paused(on: date, way: str = "") -> Q:
    """Whether a day lies in the pause of a file (readings.md 19); either end may be open."""
    begun = Q(**{f"{way}paused_from__lte": on}) | Q(**{f"{way}paused_from__isnull": True})
    going_on = Q(**{f"{way}paused_until__gte": on}) | Q(**{f"{way}paused_until__isnull": True})
    never = Q(**{f"{way}paused_from__isnull": True, f"{way}paused_until__isnull": True})
    return begun & going_on & ~never


def waiting_one(enrolment: Enrolment, on: date) -> Waiting:
    """An approved enrolment as one of those who wait; days count from the first submission."""
    since = enrolment.submitted_on or on
    mentee = mentee_of_pair(enrolment.mentee, on)
    return Waiting(enrolment.code, enrolment.mentee.code, mentee, (on - since).days)


def volunteers(mentors: Iterable[Mentor], on: date) -> list[Volunteer]:
    """Mentors with the places that their open duos, in whatever project, leave them."""
    mentors = list(mentors)
    duos = Match.objects.filter(still_open(on), mentor__in=mentors).order_by()
    held = Counter(duos.values_list("mentor", flat=True))
    return [
        Volunteer(
            mentor.code,
            mentor_of_pair(mentor, on),
            is_active(mentor, on) and not is_closed(mentor),
            is_trained(mentor, on),
            mentor.capacity - held[mentor.pk],
        )
        for mentor in mentors
    ]


def is_closed(mentor: Mentor) -> bool:
    """Whether nobody uses the file: it was erased, or its use is restricted (GDPR art. 18)."""
    return mentor.is_erased or mentor.restricted_on is not None


def coaches(project: Project, on: date) -> list[Coach]:
    """The mentor-coaches of the promoter with their open duos."""
    return coaches_at(project.promoter, on)


def coaches_at(promoter: Organisation, on: date) -> list[Coach]:
    staff = list(Staff.objects.coaches_of(promoter).distinct())
    duos = Match.objects.filter(still_open(on), coach__in=staff).order_by()
    held = Counter(duos.values_list("coach", flat=True))
    return [Coach(coach.code, coach.languages, held[coach.pk]) for coach in staff]


def pairs(rows: QuerySet[Any], mentee: str, mentees: Iterable[object]) -> Pairs:
    """The codes of mentee and mentor of these rows, of the mentees in question."""
    found = rows.filter(**{f"{mentee}__in": mentees}).order_by()
    return frozenset(found.values_list(f"{mentee}__code", "mentor__code"))
