"""A mentee and a mentor, from the database, as the hard rules look at them."""

from datetime import date

from django.db.models import Q

from m2w.accounts.models import Staff
from m2w.choices import Gender
from m2w.periods import Period
from m2w.reference.provinces import province_of
from matching.capacity import free_place, overbooked
from matching.choices import MatchEndReason
from matching.hard_rules import Pair, is_active, is_trained
from matching.languages import spoken_by_mentee
from matching.models import Interest, Match, Mentor, Veto
from matching.people import Someone
from matching.situation import Volunteer
from programmes.models import Enrolment, Mentee


def pair_of(enrolment: Enrolment, mentor: Mentor, coach: Staff, on: date) -> Pair:
    """The duo that an enrolment, a mentor and a coach would form from a day on."""
    mentee = enrolment.mentee
    together = Match.objects.filter(enrolment__mentee=mentee, mentor=mentor)
    return Pair(
        mentee=mentee_of_pair(mentee, on),
        mentor=mentor_of_pair(mentor, on),
        coach_languages=coach.languages,
        minimum_level=enrolment.project.lot.call.min_shared_language_level,
        mentor_is_active=is_active(mentor, on),
        mentor_is_trained=is_trained(mentor, on),
        place=place_for(mentor, on),
        was_misfit=together.filter(end_reason=MatchEndReason.MISFIT).exists(),
        was_vetoed=Veto.objects.filter(mentee=mentee, mentor=mentor).exists(),
    )


def mentee_of_pair(mentee: Mentee, on: date) -> Someone:
    """A mentee; whether they meet online is not asked of them."""
    return Someone(
        languages=spoken_by_mentee(mentee.languages, mentee.home_language, mentee.dutch_level),
        gender=mentee.gender,
        province=province_of(mentee.postcode, on),
        online=None,
        hard_wishes=tuple(mentee.hard_wishes),
        postcode=mentee.postcode,
        sectors=(mentee.sector,) if mentee.sector else (),
        availability=tuple(mentee.availability),
        interests=tuple(mentee.interests),
        wishes=tuple(mentee.wishes),
    )


def mentor_of_pair(mentor: Mentor, on: date) -> Someone:
    return Someone(
        languages=mentor.languages,
        gender=mentor.gender,
        province=province_of(mentor.postcode, on),
        online=mentor.online,
        hard_wishes=tuple(mentor.hard_wishes),
        postcode=mentor.postcode,
        sectors=tuple(mentor.sectors),
        availability=tuple(mentor.availability),
        interests=tuple(mentor.interests),
    )


def volunteer_of_interest(interest: Interest, on: date) -> Volunteer:
    """Who showed interest, as the mentor with one place that they may become."""
    someone = Someone(
        languages=interest.languages,
        gender=Gender.UNKNOWN,
        province=province_of(interest.postcode, on),
        online=None,
        hard_wishes=(),
        postcode=interest.postcode,
        sectors=(interest.sector,) if interest.sector else (),
        availability=tuple(interest.availability),
    )
    return Volunteer(interest.code, someone, is_active=True, is_trained=True, places=1)


def place_for(mentor: Mentor, on: date) -> int:
    """The number of the place that a duo would take from this day on; 0 when on some day it would
    be one too many (readings.md 18).
    """
    later = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    held = list(mentor.matches.filter(later).values_list("started_on", "ended_on", "slot"))
    duos = [(Period(started_on, ended_on), slot) for started_on, ended_on, slot in held]
    if list(overbooked([*duos, (Period(on), 0)], mentor.capacity)):
        return 0
    return free_place({slot for _started_on, ended_on, slot in held if ended_on is None})
