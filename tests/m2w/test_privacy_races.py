"""Two lists of the same people that are made at the same moment."""

from datetime import date
from functools import partial

import pytest

from m2w.privacy import services
from m2w.privacy.models import ErasureItem, ErasureList
from tests.cast import play
from tests.lives import mentee_of
from tests.races import DONE, race

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = range(3)


@pytest.mark.parametrize("attempt", ROUNDS)
def test_what_is_overdue_is_listed_once(attempt, settings):
    settings.M2W_TODAY = date(2022, 9, 1)
    mentee_of("Xq")
    listed = partial(services.list_overdue, by=play("alice"))
    assert race(listed, listed) == {DONE: 1, "nothing_due": 1}
    assert ErasureList.objects.count() == 1


@pytest.mark.parametrize("attempt", ROUNDS)
def test_who_asked_is_listed_once(attempt, settings):
    settings.M2W_TODAY = date(2022, 9, 1)
    mentee = mentee_of("Xq")
    asked = partial(services.request_erasure, mentee, by=play("alice"))
    race(asked, partial(services.list_overdue, by=play("alice")))
    assert ErasureItem.objects.filter(object_id=str(mentee.pk)).count() == 1
