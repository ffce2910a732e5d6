"""The six parts of a score: domain.md 4, without a database."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.crowd import Crowd
from matching.people import Someone
from matching.scoring import PARTS, WeightError, checked, points, score
from tests.matching import plain
from tests.matching.crowds import WEIGHTS, situation

SELAM = Someone(
    {"ti": "C2", "nl": "A2"},
    "f",
    "40000",
    online=None,
    hard_wishes=(),
    postcode="9000",
    sectors=("Q",),
    availability=("mon-am", "tue-ev", "thu-ev", "sat-am"),
    interests=("Koken", "zingen"),
    wishes=("gender:f", "province:40000"),
)
GRIET = Someone(
    {"ti": "B1", "nl": "C2"},
    "f",
    "40000",
    online=True,
    hard_wishes=(),
    postcode="9050",
    sectors=("P", "Q"),
    availability=("tue-ev", "thu-ev"),
    interests=("koken",),
)


def parts(mentee=SELAM, mentor=GRIET, weights=WEIGHTS):
    return score(Crowd([mentee], other := Crowd([mentor])), other, weights).parts(0, 0)


def of(part, mentee=None, mentor=None):
    return parts(replace(SELAM, **mentee or {}), replace(GRIET, **mentor or {}))[part]


def test_it_works():
    assert parts() == {
        "sector": 30,
        "language": 10,
        "distance": 20,
        "availability": 10,
        "interests": 3,
        "wishes": 5,
    }


@pytest.mark.parametrize(
    ("sectors", "worth"),
    [(("Q",), 30), (("A", "Q"), 30), (("P",), 15), (("A",), 0), ((), 0)],
)
def test_sector(sectors, worth):
    assert of("sector", mentor={"sectors": sectors}) == worth


def test_a_mentee_without_a_sector_has_no_points_for_it():
    assert of("sector", mentee={"sectors": ()}) == 0


@pytest.mark.parametrize(
    ("languages", "worth"),
    [
        ({"ti": "C2"}, 20),
        ({"ti": "C1"}, 17),
        ({"ti": "A2"}, 7),
        ({"ti": "A1", "nl": "C2"}, 7),
        ({"ti": "unknown"}, 0),
        ({"ti": "none"}, 0),
        ({"so": "C2"}, 0),
        ({}, 0),
    ],
)
def test_language_is_as_strong_as_the_weaker_of_the_two_in_the_best_one(languages, worth):
    assert of("language", mentor={"languages": languages}) == worth


@pytest.mark.parametrize(
    ("postcode", "province", "online", "worth"),
    [
        ("9000", "40000", None, 20),
        ("9700", "40000", None, 10),
        ("2000", "10000", None, 6),
        ("3500", "70000", True, 4),
        ("3500", "70000", False, 0),
        ("1000", None, True, 4),
        ("1000", None, None, 0),
    ],
)
def test_distance(postcode, province, online, worth):
    there = {"postcode": postcode, "province": province, "online": online}
    assert of("distance", mentor=there) == worth


def test_outside_flanders_is_no_province_to_share():
    outside = {"postcode": "1000", "province": None}
    assert of("distance", outside, {"postcode": "4000", "province": None, "online": None}) == 0


@pytest.mark.parametrize(
    ("moments", "worth"),
    [
        ((), 0),
        (("tue-ev",), 5),
        (("tue-ev", "thu-ev"), 10),
        (("mon-am", "tue-ev", "thu-ev", "sat-am"), 15),
    ],
)
def test_three_moments_together_are_enough(moments, worth):
    assert of("availability", mentor={"availability": moments}) == worth


def test_interests_are_compared_in_lower_case():
    assert of("interests", mentor={"interests": ("KOKEN", "Zingen")}) == 7


@pytest.mark.parametrize(
    ("mentor", "worth"),
    [
        ({"gender": "m"}, 3),
        ({"gender": "unknown", "province": None}, 0),
        ({"wishes": ("gender:m",)}, 3),
    ],
)
def test_wishes_of_both_count(mentor, worth):
    assert of("wishes", mentor=mentor) == worth


def test_who_wishes_nothing_has_no_points_for_it():
    assert of("wishes", mentee={"wishes": ()}) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"sector": -1},
        {"sector": 1001},
        {"sector": 2.5},
        {"sector": True},
        {"sector": "30"},
        {"sector": None},
        {"luck": 1},
    ],
)
def test_weights_that_make_no_score_are_refused(wrong):
    with pytest.raises(WeightError) as refused:
        checked(WEIGHTS | wrong)
    assert refused.value.part in wrong


@pytest.mark.parametrize("weights", [{"sector": 30}, {}, [], None, "sector"])
def test_weights_that_are_not_there_are_refused(weights):
    with pytest.raises(WeightError):
        checked(weights)


def test_half_a_point_is_rounded_up():
    assert [points(5, 1, 2), points(5, 1, 3), points(1, 1, 3), points(0, 1, 2)] == [3, 2, 0, 0]


@given(
    st.integers(0, 10_000),
    st.fixed_dictionaries({part: st.integers(0, 1000) for part in PARTS}),
)
def test_all_pairs_at_once_score_as_a_plain_loop_scores_each(seed, weights):
    made = situation(seed, 4, 5)
    mentors = Crowd(mentor.someone for mentor in made.mentors)
    mentees = Crowd((one.someone for one in made.waiting), mentors)
    found = score(mentees, mentors, weights)
    for row, one in enumerate(made.waiting):
        for column, mentor in enumerate(made.mentors):
            expected = plain.parts(one.someone, mentor.someone, weights)
            assert found.parts(row, column) == expected
            assert found.totals[row, column] == sum(expected.values())
