"""Two coordinators, or one who presses twice, with the same volunteer at the same moment."""

from datetime import date
from functools import partial

import pytest

from matching.interest_links import Opened
from matching.models import Interest, Mentor
from matching.services import register_mentor, show_interest
from tests.cast import CORE, organisation, play
from tests.factories import InterestFactory
from tests.races import DONE, race

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 6
ROUNDS = range(3)
NEW = {
    "first_name": "Luc",
    "last_name": "Peeters",
    "languages": {"nl": "C2"},
    "postcode": "2000",
    "active_from": date(2022, 3, 1),
}
FILLED_IN = {
    "first_name": "Rahel",
    "last_name": "Haile",
    "email": "rahel@post.example",
    "languages": {"ti": "C2"},
    "postcode": "3500",
}


@pytest.mark.parametrize("attempt", ROUNDS)
def test_the_same_mentor_is_registered_once(attempt):
    acts = [partial(register_mentor, NEW, by=play("alice")) for _ in range(MANY)]
    assert race(*acts) == {DONE: 1, "mentor_exists": MANY - 1}
    assert Mentor.objects.count() == 1


@pytest.mark.parametrize("attempt", ROUNDS)
def test_one_interest_becomes_one_mentor(attempt):
    interest = InterestFactory(promoter=organisation(CORE))
    suited = NEW | {"interviewed_on": date(2022, 3, 1), "interview_outcome": "suited"}
    acts = [
        partial(
            register_mentor, suited | {"last_name": f"P{n}"}, by=play("alice"), interest=interest
        )
        for n in range(MANY)
    ]
    assert race(*acts) == {DONE: 1, "interest_gone": MANY - 1}
    assert Mentor.objects.count() == 1
    assert not Interest.objects.exists()


@pytest.mark.parametrize("attempt", ROUNDS)
def test_a_form_sent_twice_is_one_interest(attempt):
    form = Opened(organisation(CORE))
    acts = [partial(show_interest, form, FILLED_IN) for _ in range(MANY)]
    assert race(*acts) == {DONE: MANY}
    assert Interest.objects.count() == 1
