"""Which pairs may form a duo: domain.md 4 and proposals.md 1-2, without a database."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from matching.hard_rules import (
    HARD_RULES,
    Pair,
    first_broken,
    is_active,
    is_trained,
    shared_languages,
)
from matching.people import Someone

AMINA = Someone({"ar": "C2", "nl": "A1"}, "f", "10000", online=None, hard_wishes=())
LUC = Someone({"ar": "C1", "nl": "C2"}, "m", "70000", online=True, hard_wishes=())
FITTING = Pair(
    mentee=AMINA,
    mentor=LUC,
    coach_languages={"nl": "C2"},
    minimum_level="A2",
    mentor_is_active=True,
    mentor_is_trained=True,
    place=1,
    was_misfit=False,
    was_vetoed=False,
)
MENTOR = SimpleNamespace(
    active_from=date(2020, 1, 1),
    active_until=date(2020, 12, 31),
    paused_from=None,
    paused_until=None,
    trained_on=date(2020, 2, 1),
)


def broken(**changes):
    rule = first_broken(replace(FITTING, **changes))
    return rule.code if rule else None


def wishing(*wishes):
    return replace(AMINA, hard_wishes=wishes)


def mentor(**values):
    return SimpleNamespace(**vars(MENTOR) | values)


def test_a_pair_that_keeps_every_rule():
    assert broken() is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"mentor_is_active": False}, "not_active"),
        ({"mentor_is_trained": False}, "not_trained"),
        ({"place": 0}, "full"),
        ({"minimum_level": "C2"}, "no_shared_language"),
        ({"coach_languages": {"fr": "C2"}}, "no_coach_language"),
        ({"coach_languages": {}}, "no_coach_language"),
        ({"was_misfit": True}, "misfit"),
        ({"was_vetoed": True}, "vetoed"),
        ({"mentee": wishing("gender:f")}, "hard_wish"),
    ],
)
def test_each_rule_has_its_code(changes, code):
    assert broken(**changes) == code


def test_the_order_is_that_of_a_proposal():
    assert [rule.code for rule in HARD_RULES] == [
        "not_active",
        "not_trained",
        "full",
        "no_shared_language",
        "no_coach_language",
        "misfit",
        "vetoed",
        "hard_wish",
    ]


def test_the_first_broken_rule_is_told():
    assert broken(place=0, was_vetoed=True) == "full"


def test_dutch_need_not_be_the_shared_language():
    assert shared_languages(FITTING) == ("ar",)


def test_every_language_in_which_both_reach_the_level_is_shared():
    assert shared_languages(replace(FITTING, minimum_level="A1")) == ("ar", "nl")


@pytest.mark.parametrize("wish", ["gender:m", "online:yes", "province:70000"])
def test_a_wish_that_is_honoured(wish):
    assert broken(mentee=wishing(wish)) is None


@pytest.mark.parametrize("wish", ["gender:f", "gender:x", "online:no", "province:10000"])
def test_a_wish_that_is_not(wish):
    assert broken(mentee=wishing(wish)) == "hard_wish"


@pytest.mark.parametrize("wish", ["gender:m", "online:no", "province:10000"])
def test_what_is_not_known_honours_no_wish(wish):
    unknown = replace(LUC, gender="unknown", online=None, province=None)
    assert broken(mentee=wishing(wish), mentor=unknown) == "hard_wish"


def test_every_wish_counts():
    assert broken(mentee=wishing("gender:m", "online:no")) == "hard_wish"


def test_a_mentor_has_wishes_too():
    assert broken(mentor=replace(LUC, hard_wishes=("gender:m",))) == "hard_wish"


@pytest.mark.parametrize(
    ("on", "active"),
    [
        (date(2019, 12, 31), False),
        (date(2020, 1, 1), True),
        (date(2020, 12, 31), True),
        (date(2021, 1, 1), False),
    ],
)
def test_a_mentor_is_active_from_the_first_to_the_last_day(on, active):
    assert is_active(MENTOR, on) is active


@pytest.mark.parametrize(
    ("paused_from", "paused_until", "active"),
    [
        (date(2020, 3, 1), date(2020, 3, 31), True),
        (date(2020, 4, 1), date(2020, 4, 1), False),
        (date(2020, 3, 1), None, False),
        (None, date(2020, 4, 1), False),
        (None, date(2020, 3, 31), True),
    ],
)
def test_a_mentor_who_pauses_is_not_active(paused_from, paused_until, active):
    pausing = mentor(paused_from=paused_from, paused_until=paused_until)
    assert is_active(pausing, date(2020, 4, 1)) is active


@pytest.mark.parametrize(
    ("trained_on", "trained"),
    [(None, False), (date(2020, 4, 1), True), (date(2020, 4, 2), False)],
)
def test_a_mentor_is_trained_from_that_day(trained_on, trained):
    assert is_trained(mentor(trained_on=trained_on), date(2020, 4, 1)) is trained
