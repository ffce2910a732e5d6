"""Registering mentors, their pauses, and the sessions of the mentorvorming."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from m2w.audit.models import Entry
from m2w.privacy.erasure import erase_file
from matching.hard_rules import is_active
from matching.identity import identity
from matching.models import Interest, Mentor, MentorTraining
from matching.services import (
    add_training,
    pause_mentor,
    register_mentor,
    remove_training,
    resume_mentor,
)
from tests.cast import CORE, PEOPLE, STRANGER, organisation, play
from tests.conftest import TODAY
from tests.factories import InterestFactory, MentorFactory, MentorTrainingFactory
from tests.refusals import faulty_fields, refusal

pytestmark = pytest.mark.django_db

NEW = {
    "first_name": "Luc",
    "last_name": "Peeters",
    "languages": {"nl": "C2", "fr": "B2"},
    "postcode": "2000",
    "active_from": date(2022, 3, 1),
}
SUITED = {"interviewed_on": TODAY, "interview_outcome": "suited"}
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def mentor():
    return MentorFactory(promoter=organisation(CORE))


def registered(by="alice", **values) -> Mentor:
    return register_mentor(NEW | values, by=play(by))


class TestRegister:
    def test_it_works(self):
        made = registered(email="LUC@Post.example", wishes=("gender:f",), insured_from=TOMORROW)
        assert (made.promoter.code, made.capacity, made.trained_on) == (CORE, 1, None)
        assert (made.email, made.wishes) == ("luc@post.example", ("gender:f",))
        assert Entry.objects.get(action="mentor.created").object_id == str(made.pk)
        assert made.history.get().history_user == play("alice")

    @pytest.mark.parametrize(
        ("values", "fields"),
        [
            ({"first_name": "", "languages": {}}, {"first_name", "languages"}),
            ({"postcode": "12"}, {"postcode"}),
            ({"capacity": 0}, {"capacity"}),
            ({"birth_year": TODAY.year + 1}, {"birth_year"}),
            ({"email": "luc"}, {"email"}),
            ({"active_until": date(2022, 2, 1)}, {"active_until"}),
            ({"trained_on": TOMORROW}, {"trained_on"}),
            ({"agreement_on": TOMORROW}, {"agreement_on"}),
            ({"interview_outcome": "suited"}, {"interviewed_on"}),
            ({"interview_note": "x" * 501}, {"interview_note"}),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(self, values, fields):
        assert set(faulty_fields(registered, **values)) == fields
        assert not Mentor.objects.exists()

    @pytest.mark.parametrize("who", [name for name in PEOPLE if name not in {"alice", "charlie"}])
    def test_only_a_coordinator_does(self, who):
        with pytest.raises(PermissionDenied):
            registered(by=who)

    def test_the_same_person_twice_is_asked_about(self):
        registered()
        assert refusal(registered, first_name="  LUC ") == "mentor_exists"
        registered(birth_year=1960)
        register_mentor(NEW, by=play("alice"), someone_else=True)
        assert Mentor.objects.count() == 3

    def test_someone_elses_mentor_is_nobody_here(self):
        registered(by="charlie")
        assert registered().promoter.code == CORE

    def test_the_interest_it_was_made_of_goes(self):
        interest = InterestFactory(promoter=organisation(CORE))
        made = register_mentor(NEW | SUITED, by=play("alice"), interest=interest)
        assert not Interest.objects.exists()
        assert not Interest.history.exists()
        entry = Entry.objects.get(action="interest.completed")
        assert entry.details == {"mentor": str(made.pk)}

    @pytest.mark.parametrize(
        ("met", "field"),
        [
            ({}, "interviewed_on"),
            ({"interviewed_on": TODAY}, "interview_outcome"),
            ({"interviewed_on": TODAY, "interview_outcome": "not_suited"}, "interview_outcome"),
        ],
    )
    def test_an_interest_stays_apart_until_someone_is_found_suited(self, met, field):
        interest = InterestFactory(promoter=organisation(CORE))
        assert faulty_fields(register_mentor, NEW | met, by=play("alice"), interest=interest) == [
            field
        ]
        assert Interest.objects.exists()
        assert not Mentor.objects.exists()

    def test_another_promoters_interest_is_out_of_reach(self):
        interest = InterestFactory(promoter=organisation(STRANGER))
        with pytest.raises(PermissionDenied):
            register_mentor(NEW, by=play("alice"), interest=interest)
        assert not Mentor.objects.exists()


class TestPause:
    def test_from_today_until_resumed(self, mentor):
        paused = pause_mentor(mentor, by=play("alice"))
        assert (paused.paused_from, paused.paused_until) == (TODAY, None)
        assert not is_active(paused, TODAY)
        resumed = resume_mentor(paused, by=play("alice"))
        assert is_active(resumed, TODAY)

    def test_a_pause_that_began_ends_yesterday(self, mentor):
        began = TODAY - timedelta(days=10)
        paused = pause_mentor(mentor, by=play("alice"), paused_from=began)
        resumed = resume_mentor(paused, by=play("alice"))
        assert (resumed.paused_from, resumed.paused_until) == (began, TODAY - timedelta(days=1))

    def test_it_does_not_end_before_it_begins(self, mentor):
        days = {"paused_from": TOMORROW, "paused_until": TODAY}
        assert faulty_fields(pause_mentor, mentor, by=play("alice"), **days) == ["paused_until"]

    def test_who_is_not_paused_is_not_resumed(self, mentor):
        assert refusal(resume_mentor, mentor, by=play("alice")) == "not_paused"

    def test_a_coach_does_neither(self, mentor):
        for act in (pause_mentor, resume_mentor):
            with pytest.raises(PermissionDenied):
                act(mentor, by=play("carl"))

    @given(
        began=st.integers(-400, 400), lasts=st.none() | st.integers(0, 400), day=st.integers(0, 900)
    )
    def test_after_a_resume_the_mentor_is_active_from_today_on(self, began, lasts, day):
        """Whatever the pause was; before today nothing changes."""
        mentor = MentorFactory(promoter=organisation(CORE))
        first = TODAY + timedelta(days=began)
        last = None if lasts is None else first + timedelta(days=lasts)
        paused = pause_mentor(mentor, by=play("alice"), paused_from=first, paused_until=last)
        before = [is_active(paused, TODAY - timedelta(days=ago)) for ago in (1, day + 1)]
        if last is not None and last < TODAY:
            assert refusal(resume_mentor, paused, by=play("alice")) == "not_paused"
            return
        resumed = resume_mentor(paused, by=play("alice"))
        assert is_active(resumed, TODAY + timedelta(days=day))
        assert [is_active(resumed, TODAY - timedelta(days=ago)) for ago in (1, day + 1)] == before


class TestTraining:
    def added(self, mentor, **values):
        session = {"held_on": TODAY, "title": "Luisteren"} | values
        return add_training(mentor, **session, by=play("alice"))

    def test_it_works(self, mentor):
        session = self.added(mentor, hours=Decimal("2.5"))
        assert (session.hours, session.mentor) == (Decimal("2.5"), mentor)
        assert Entry.objects.get(action="mentor.training_added").object_id == str(mentor.pk)

    def test_a_session_alone_does_not_complete_the_training(self):
        mentor = MentorFactory(promoter=organisation(CORE), trained_on=None)
        self.added(mentor)
        mentor.refresh_from_db()
        assert mentor.trained_on is None
        self.added(mentor, title="Slot", completes=True)
        mentor.refresh_from_db()
        assert mentor.trained_on == TODAY

    def test_an_earlier_completion_stays(self, mentor):
        self.added(mentor, completes=True)
        mentor.refresh_from_db()
        assert mentor.trained_on == date(2019, 6, 1)

    def test_not_twice_not_in_the_future_not_without_a_subject(self, mentor):
        self.added(mentor)
        assert refusal(self.added, mentor) == "training_twice"
        for field, value in [("held_on", TOMORROW), ("title", " ")]:
            assert faulty_fields(self.added, mentor, **{field: value}) == [field]

    def test_it_is_taken_away_by_a_coordinator_only(self, mentor):
        session = self.added(mentor)
        with pytest.raises(PermissionDenied):
            remove_training(session, by=play("carl"))
        with pytest.raises(PermissionDenied):
            remove_training(session, by=play("charlie"))
        remove_training(session, by=play("alice"))
        assert not MentorTraining.objects.exists()


def test_erasure_takes_contact_and_prose_and_leaves_the_rest():
    mentor = MentorFactory(
        email="luc@post.example",
        phone="0470 11 22 33",
        interviewed_on=TODAY,
        interview_outcome="suited",
        interview_note="Werkte bij Luc.",
        agreement_on=TODAY,
        wishes=("gender:f",),
    )
    MentorTrainingFactory(mentor=mentor, title="Bij Luc thuis")
    erase_file(mentor)
    mentor.refresh_from_db()
    assert (mentor.email, mentor.phone, mentor.interview_note) == ("", "", "")
    assert (mentor.agreement_on, mentor.wishes) == (TODAY, ("gender:f",))
    assert mentor.trainings.get().title == "erased"


@given(st.text(max_size=12), st.text(max_size=12), st.sampled_from(["2000", "9000"]))
def test_identity_does_not_depend_on_case_or_spaces(first, last, postcode):
    one = identity(first, last, 1970, postcode)
    assert one == identity(f" {first}  ", f"{last}\t", 1970, postcode)
    assert one != identity(first, last, None, postcode)


def test_names_in_any_script_are_told_apart():
    assert identity("ሰላም", "ተስፋይ", None, "2000") != identity("ሳባ", "ኪዳነ", None, "2000")
