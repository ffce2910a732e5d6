"""Restricting the use of a file: who may, what it stops, and that it can be lifted."""

import pytest
from django.core.exceptions import PermissionDenied

from m2w.audit.models import Entry
from m2w.privacy.restriction import ground_of, lift, restrict
from matching.models import Mentor
from matching.services import start_match
from programmes.models import Mentee
from tests.cast import CORE, PEOPLE, STRANGER, enrolment_of, organisation, play
from tests.conftest import TODAY
from tests.factories import MentorFactory
from tests.refusals import faulty_fields, refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentee():
    return enrolment_of(approved=True).mentee


@pytest.fixture
def mentor():
    return MentorFactory(promoter=organisation(CORE))


def restricted(file):
    return restrict(file, by=play("alice"), ground="accuracy")


def test_it_works(mentee):
    assert restricted(mentee).restricted_on == TODAY
    assert ground_of(Mentee.objects.get()) == "de juistheid van de gegevens wordt betwist"


def test_only_the_coordinator_still_reads_it(mentee):
    restricted(mentee)
    readers = [who for who in PEOPLE if Mentee.objects.visible_to(play(who)).exists()]
    assert readers == ["alice"]
    assert not Mentee.objects.editable_by(play("alice")).exists()


def test_is_on_the_record_with_its_ground(mentee):
    restricted(mentee)
    entry = Entry.objects.get(action="mentee.restricted")
    assert (entry.object_id, entry.details) == (str(mentee.pk), {"ground": "accuracy"})


def test_for_a_ground_of_the_law(mentee):
    assert faulty_fields(restrict, mentee, by=play("alice"), ground="zomaar") == ["ground"]


def test_once(mentee):
    restricted(mentee)
    assert refusal(restricted, mentee) == "already_restricted"


def test_can_be_lifted(mentee):
    restricted(mentee)
    assert lift(mentee, by=play("alice")).restricted_on is None
    assert Mentee.objects.editable_by(play("alice")).exists()
    assert Entry.objects.filter(action="mentee.restriction_lifted").exists()
    assert refusal(lift, mentee, by=play("alice")) == "not_restricted"


@pytest.mark.parametrize("who", [who for who in PEOPLE if who != "alice"])
def test_by_nobody_else(mentee, who):
    with pytest.raises(PermissionDenied):
        restrict(mentee, by=play(who), ground="accuracy")


def test_keeps_the_history_of_a_loaded_file(mentee):
    Mentee.history.all().delete()
    restricted(mentee)
    first, second = mentee.history.order_by("history_id")
    assert (first.restricted_on, first.history_user) == (None, None)
    assert (second.restricted_on, second.history_user) == (TODAY, play("alice"))


class TestMatching:
    def start(self, mentee, mentor, by="alice"):
        enrolment = mentee.enrolments.get()
        return start_match(enrolment, mentor, play("carl").acting.staff, by=play(by))

    def test_a_restricted_mentee_takes_no_part(self, mentee, mentor):
        restricted(mentee)
        assert refusal(self.start, mentee, mentor) == "restricted"

    def test_a_restricted_mentor_takes_no_part(self, mentee, mentor):
        restricted(mentor)
        assert refusal(self.start, mentee, mentor) == "restricted"

    def test_both_do_again_when_it_is_lifted(self, mentee, mentor):
        for file in [mentee, mentor]:
            restricted(file)
            lift(file, by=play("alice"))
        assert self.start(mentee, mentor).pk

    @pytest.mark.parametrize("which", ["mentee", "mentor"])
    def test_a_coach_does_not_learn_of_it(self, mentee, mentor, which):
        mentee.enrolments.update(coach=play("carl").acting.staff)
        restricted({"mentee": mentee, "mentor": mentor}[which])
        with pytest.raises(PermissionDenied):
            self.start(mentee, mentor, by="carl")

    def test_a_strangers_restricted_mentor_does_not_exist(self, mentee):
        stranger = MentorFactory(promoter=organisation(STRANGER))
        restrict(stranger, by=play("charlie"), ground="claim")
        with pytest.raises(PermissionDenied):
            self.start(mentee, stranger)
        assert Mentor.objects.get(pk=stranger.pk).restricted_on
