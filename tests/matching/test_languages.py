import pytest

from matching.languages import shared, spoken_by_mentee


@pytest.mark.parametrize(
    ("languages", "home", "dutch", "expected"),
    [
        ({"en": "B1"}, "ti", "A2", {"ti": "C2", "en": "B1", "nl": "A2"}),
        ({"ti": "B1"}, "ti", "A2", {"ti": "B1", "nl": "A2"}),
        ({"nl": "C1"}, "", "A1", {"nl": "A1"}),
        ({"nl": "C1"}, "nl", "unknown", {"nl": "unknown"}),
    ],
)
def test_what_a_mentee_speaks(languages, home, dutch, expected):
    assert spoken_by_mentee(languages, home, dutch) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"ti": "C2", "en": "A2"}, {"en": "C1", "ti": "A2"}, ("en", "ti")),
        ({"en": "A1"}, {"en": "C2"}, ()),
        ({"nl": "none"}, {"nl": "C2"}, ()),
        ({"nl": "unknown"}, {"nl": "C2"}, ()),
        ({}, {"nl": "C2"}, ()),
    ],
)
def test_both_reach_the_level(one, other, expected):
    assert shared(one, other, "A2") == expected
