"""Two who act on one enrolment, or one person, at the same moment: one wins."""

from functools import partial

import pytest

from programmes import services
from programmes.choices import OPEN_STATES
from programmes.models import Enrolment
from tests.cast import CORE, STRANGER, enrolment_of, new_mentee, play, project_of
from tests.races import DONE, race

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = range(5)


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
