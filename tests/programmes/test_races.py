"""Two who act on one enrolment, or one person, at the same moment: one wins."""

from datetime import date
from functools import partial
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from m2w.refusals import Refused
from programmes import services
from programmes.choices import OPEN_STATES
from programmes.models import Enrolment, Registration
from programmes.services import people, registrations
from tests.cast import CORE, STRANGER, enrolment_of, new_mentee, play, project_of
from tests.factories import OutcomeFactory
from tests.races import DONE, race

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = range(5)
FILE = {
    "first_name": "Yusuf",
    "last_name": "Demirtaş",
    "birth_date": date(2001, 6, 3),
    "nationality": "TR",
    "postcode": "2000",
    "vdab_number": "V1",
    "employed": "no",
    "migration_background": "yes",
    "dutch_level": "A1",
    "diploma_level": "primary",
    "benefit_entitled": "no",
}


@pytest.mark.parametrize("attempt", ROUNDS)
def test_of_two_decisions_one_stands(attempt):
    enrolment, vera = enrolment_of(submitted=True), play("vera")
    results = race(
        partial(services.approve, enrolment, by=vera),
        partial(services.reject, enrolment, by=vera, reason="lot_full"),
    )
    assert results == {DONE: 1, "already_decided": 1}
    assert enrolment.changes.count() == 1


@pytest.mark.parametrize("attempt", ROUNDS)
def test_of_two_submissions_of_one_person_one_stands(attempt):
    core = enrolment_of(CORE)
    other = enrolment_of(STRANGER, mentee__vdab_number=core.mentee.vdab_number)
    results = race(
        partial(services.submit, core, by=play("alice")),
        partial(services.submit, other, by=play("charlie")),
    )
    assert results == {DONE: 1, "already_enrolled": 1}
    assert Enrolment.objects.filter(state__in=OPEN_STATES).count() == 1


@pytest.mark.parametrize("attempt", ROUNDS)
def test_a_draft_is_submitted_once(attempt):
    draft, alice = enrolment_of(), play("alice")
    results = race(*[partial(services.submit, draft, by=alice)] * 4)
    assert results == {DONE: 1, "not_now": 3}
    assert draft.changes.count() == 1


def test_two_new_files_of_one_person_are_one_person():
    alice, charlie = play("alice"), play("charlie")
    core, other = project_of(CORE), project_of(STRANGER)
    results = race(
        partial(services.create_draft, new_mentee(vdab_number="V1"), core, by=alice),
        partial(services.create_draft, new_mentee(vdab_number="V1"), other, by=charlie),
    )
    assert results == {DONE: 2}
    assert Enrolment.objects.values("person").distinct().count() == 1


@pytest.mark.parametrize("attempt", ROUNDS)
def test_of_two_drafts_for_one_project_there_is_one(attempt):
    mentee, project, alice = enrolment_of(rejected=True).mentee, project_of(), play("alice")
    results = race(*[partial(services.create_draft, mentee, project, by=alice)] * 2)
    assert results == {DONE: 1, "already_in_project": 1}


@pytest.mark.parametrize("attempt", ROUNDS)
def test_one_form_sent_twice_is_one_registration(attempt):
    key, alice = uuid4(), play("alice")
    typed = {"first_name": ["Yusuf"]}
    results = race(*[partial(registrations.start, key, typed, by=alice)] * 4)
    assert results == {DONE: 4}
    assert Registration.objects.get().pk == key


@pytest.mark.parametrize("attempt", ROUNDS)
def test_of_two_who_finish_a_registration_one_does(attempt):
    alice, project = play("alice"), project_of()
    made = registrations.start(uuid4(), {"first_name": ["Yusuf"]}, by=alice).registration
    finish = partial(registrations.complete, made, FILE, project, by=alice, version=1)
    results = race(partial(allowed, finish), partial(allowed, finish))
    assert results == {DONE: 1, "gone": 1}
    assert Enrolment.objects.count() == 1


def allowed(act):
    """A registration that became a file is out of reach."""
    try:
        act()
    except PermissionDenied:
        raise Refused("gone", "") from None


@pytest.mark.parametrize("attempt", ROUNDS)
def test_the_promoter_and_vdab_correct_one_file(attempt):
    """Both hold the file before the enrolments that follow it: neither waits for ever."""
    enrolment, alice, vera = enrolment_of(submitted=True), play("alice"), play("vera")
    mentee = enrolment.mentee
    number = {"vdab_number": "V2"}
    level = {"diploma_level": "bachelor"}
    results = race(
        partial(people.correct, mentee, number, by=alice, version=1),
        partial(services.correct_facts, enrolment, level, by=vera, version=1),
    )
    assert results == {DONE: 1, "changed_meanwhile": 1}


@pytest.mark.parametrize("attempt", ROUNDS)
def test_a_file_is_corrected_while_its_draft_is_submitted(attempt):
    """A screening refers to the file that is held: that waits for nobody."""
    draft, alice = enrolment_of(), play("alice")
    results = race(
        partial(people.correct, draft.mentee, {"vdab_number": "V2"}, by=alice, version=1),
        partial(services.submit, draft, by=play("alice")),
    )
    draft.refresh_from_db()
    assert results == {DONE: 2}
    assert draft.person.vdab_number == "V2"


@pytest.mark.parametrize("attempt", ROUNDS)
def test_nothing_is_submitted_of_who_got_no_notice(attempt):
    draft, alice = enrolment_of(), play("alice")
    forget = partial(people.correct, draft.mentee, {"privacy_notice_on": None}, by=alice, version=1)
    results = race(partial(faultless, forget), partial(services.submit, draft, by=play("alice")))
    assert results[DONE] == 1
    assert results["faulty"] + results["privacy_notice_missing"] == 1


def faultless(act):
    """What was submitted keeps what it rested on."""
    try:
        act()
    except ValidationError:
        raise Refused("faulty", "") from None


class TestOutcomes:
    def test_two_counsellors_give_two_answers_about_what_they_saw(self):
        """The second one looked up what the first had answered by then: they hear of it."""
        vera = play("vera")
        for _ in range(5):
            outcome = OutcomeFactory(enrolment=enrolment_of(ended=True))
            acts = [
                partial(services.verify_outcome, outcome, by=vera, result=result, version=1)
                for result in ("confirmed", "not_found")
            ]
            assert race(*acts) == {DONE: 1, "changed_meanwhile": 1}
            outcome.refresh_from_db()
            assert outcome.version == 2

    def test_a_moment_is_measured_once(self):
        alice = play("alice")
        for _ in range(5):
            enrolment = enrolment_of(ended=True, ended_on=date(2022, 2, 1))
            act = partial(services.measure, enrolment, by=alice, month=1, result="none")
            assert race(act, act, act) == {DONE: 1, "already_measured": 2}
            assert enrolment.outcomes.count() == enrolment.measurements.count() == 1
