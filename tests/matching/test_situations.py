"""Who waits and who is there on a day, from the database: proposals.md 2."""

from datetime import date, timedelta

import pytest

from matching.choices import MatchEndReason
from matching.situations import situation_of
from programmes.choices import State
from tests.cast import CORE, STRANGER, enrolment_of, organisation, play, project_of
from tests.conftest import TODAY
from tests.factories import MatchFactory, MentorFactory, StaffFactory, VetoFactory

pytestmark = pytest.mark.django_db

BEFORE, LATER = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def situation(on=TODAY, **values):
    return situation_of(project_of(), on, **values)


def waits(enrolment, on=TODAY) -> bool:
    return enrolment.code in {one.code for one in situation(on).waiting}


def mentor_of(code=CORE, **values):
    return MentorFactory(promoter=organisation(code), **values)


def volunteer(mentor, on=TODAY):
    return next(one for one in situation(on).mentors if one.code == mentor.code)


def duo(enrolment=None, **values):
    enrolment = enrolment or enrolment_of(active=True)
    return MatchFactory(enrolment=enrolment, started_on=enrolment.started_on, **values)


def test_who_was_approved_waits_and_days_count_from_the_submission():
    enrolment = enrolment_of(approved=True)
    (one,) = situation().waiting
    assert (one.code, one.mentee) == (enrolment.code, enrolment.mentee.code)
    assert one.days == (TODAY - enrolment.submitted_on).days


@pytest.mark.parametrize("state", ["submitted", "rejected", "info_requested"])
def test_who_was_not_approved_does_not_wait(state):
    assert not waits(enrolment_of(**{state: True}))


def test_from_the_day_of_the_decision():
    enrolment = enrolment_of(approved=True)
    assert waits(enrolment, enrolment.decided_on)
    assert not waits(enrolment, enrolment.decided_on - timedelta(days=1))


def test_who_withdrew_does_not_wait_from_that_day():
    enrolment = enrolment_of(approved=True, state=State.WITHDRAWN, withdrawn_on=TODAY)
    assert not waits(enrolment)
    assert waits(enrolment, BEFORE)


def test_who_has_a_mentor_does_not_wait_also_when_the_duo_starts_later():
    match = duo()
    assert not waits(match.enrolment)
    assert not waits(match.enrolment, match.started_on - timedelta(days=1))


def test_who_had_a_mentor_waits_again_from_the_day_that_ended():
    match = duo(ended_on=TODAY, end_reason=MatchEndReason.MISFIT)
    assert waits(match.enrolment)
    assert not waits(match.enrolment, BEFORE)


@pytest.mark.parametrize(
    ("pause", "waiting"),
    [
        ((TODAY, TODAY), False),
        ((TODAY, None), False),
        ((None, TODAY), False),
        ((LATER, None), True),
        ((None, BEFORE), True),
        ((None, None), True),
    ],
)
def test_who_is_paused_does_not_wait(pause, waiting):
    begun, until = pause
    enrolment = enrolment_of(approved=True, mentee__paused_from=begun, mentee__paused_until=until)
    assert waits(enrolment) is waiting


@pytest.mark.parametrize("closed", [{"is_erased": True}, {"restricted_on": TODAY}])
def test_nobody_takes_part_whose_file_is_closed(closed):
    enrolment, mentor = enrolment_of(approved=True), mentor_of(**closed)
    assert not volunteer(mentor).is_active
    type(enrolment.mentee).objects.filter(pk=enrolment.mentee_id).update(**closed)
    assert not waits(enrolment)


def test_the_stranger_takes_no_part():
    other = enrolment_of(STRANGER, approved=True)
    mentor_of(STRANGER)
    StaffFactory(organisation=organisation(STRANGER))
    play("charlie")
    assert not waits(other)
    assert situation().mentors == situation().coaches == ()


def test_languages_of_a_mentee_count_the_home_language_and_the_level_of_dutch():
    mentee = {"home_language": "ti", "languages": {"en": "B1", "nl": "C2"}, "dutch_level": "A1"}
    enrolment_of(approved=True, **{f"mentee__{name}": value for name, value in mentee.items()})
    assert situation().waiting[0].someone.languages == {"ti": "C2", "en": "B1", "nl": "A1"}


def test_a_mentor_has_the_places_that_open_duos_leave_in_whatever_project():
    mentor = mentor_of(capacity=3)
    duo(mentor=mentor)
    duo(mentor=mentor, slot=2)
    duo(mentor=mentor, ended_on=TODAY)
    assert volunteer(mentor).places == 1
    assert volunteer(mentor, BEFORE).places == 0


def test_a_mentor_is_active_and_trained_on_the_day():
    mentor = mentor_of(active_from=TODAY, active_until=TODAY, trained_on=TODAY)
    days = [BEFORE, TODAY, LATER]
    assert [volunteer(mentor, on).is_active for on in days] == [False, True, False]
    assert [volunteer(mentor, on).is_trained for on in days] == [False, True, True]


def test_only_coaches_of_the_promoter_with_their_open_duos():
    coach = play("carl").acting.staff
    play("alice")
    duo(coach=coach)
    duo(coach=coach, ended_on=TODAY)
    assert [(one.code, one.open_matches) for one in situation().coaches] == [(coach.code, 1)]


def test_who_did_not_fit_or_was_vetoed_by_the_codes_of_mentee_and_mentor():
    enrolment, mentor = enrolment_of(approved=True), mentor_of()
    ended = enrolment_of(ended=True, mentee=enrolment.mentee)
    MatchFactory(
        enrolment=ended,
        mentor=mentor,
        started_on=ended.started_on,
        ended_on=ended.ended_on,
        end_reason=MatchEndReason.MISFIT,
    )
    VetoFactory(mentee=enrolment.mentee, mentor=(other := mentor_of()))
    found = situation()
    assert found.misfits == {(enrolment.mentee.code, mentor.code)}
    assert found.vetoes == {(enrolment.mentee.code, other.code)}


def test_its_queries_do_not_grow(django_assert_num_queries):
    project = project_of()
    for number in range(2):
        for _again in range(3 * number + 1):
            enrolment_of(approved=True)
            duo(mentor=mentor_of(capacity=2), coach=play("carl").acting.staff)
        with django_assert_num_queries(7):
            situation_of(project, date(2022, 4, 1))
