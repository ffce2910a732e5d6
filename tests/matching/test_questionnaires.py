"""The texts of the questionnaires: every language whole, and another one by adding its key."""

import json
from datetime import date

import pytest

from matching.choices import QuestionnaireCode
from matching.models.questionnaires import HIGHEST_ANSWER
from matching.questionnaires import (
    direction,
    in_force,
    parsed,
    read,
    spoken_best,
    version_of,
    versions,
)

CODES = list(QuestionnaireCode)


@pytest.mark.parametrize("code", CODES)
class TestTexts:
    def test_it_works(self, code):
        texts = in_force(code, date(2022, 4, 1))
        assert texts.languages == {"nl": "Nederlands", "en": "English", "fr": "Français"}
        assert texts == version_of(code, texts.valid_from)

    def test_no_question_stands_twice_and_every_answer_can_be_kept(self, code):
        for texts in versions(code):
            codes = [item.code for item in texts.items]
            assert len(codes) == len(set(codes))
            values = {value for item in texts.items for value in item.scale}
            assert values <= set(range(1, HIGHEST_ANSWER + 1))

    def test_nothing_says_what_cannot_be_filled_in(self, code):
        for texts in versions(code):
            for language in texts.languages:
                for word in texts.words:
                    texts.say(word, language).format_map({"promoter": "Core", "day": "1/4"})


def with_language(text, code):
    """The same data with one language more, wherever there are texts."""
    if isinstance(text, dict):
        added = {code: f"{text['nl']}*"} if "nl" in text else {}
        return {key: with_language(value, code) for key, value in text.items()} | added
    return [with_language(one, code) for one in text] if isinstance(text, list) else text


def data(code="mentee_satisfaction"):
    return dict(read(f"{code}.toml")), dict(read("words.toml"))


def test_another_language_is_a_key_everywhere():
    text, words = (with_language(one, "ti") for one in data())
    [version] = parsed(text, words)
    assert list(version.languages) == ["nl", "en", "fr", "ti"]
    assert version.items[0].text["ti"].endswith("*")


@pytest.mark.parametrize("left_out", ["title", "name", "agree", "item"])
def test_a_language_that_lacks_one_text_is_not_offered(left_out):
    text, words = (with_language(one, "ti") for one in data())
    version = text["version"][0]
    lacking = {
        "title": version["title"],
        "name": words["words"]["name"],
        "agree": words["scales"]["agree"]["3"],
        "item": version["item"][2]["text"],
    }
    del lacking[left_out]["ti"]
    [found] = parsed(text, words)
    assert "ti" not in found.languages


def test_a_later_version_is_asked_from_its_day_and_the_earlier_one_stays():
    text, words = data()
    [first] = text["version"]
    second = json.loads(json.dumps(first, default=str)) | {"valid_from": date(2023, 1, 1)}
    first = first | {"valid_until": date(2022, 12, 31)}
    found = parsed(text | {"version": [first, second]}, words)
    assert [one.valid_from for one in found] == [date(2023, 1, 1), date(2019, 1, 1)]


def test_there_is_none_before_the_first():
    with pytest.raises(LookupError):
        in_force("mentor_goals", date(2018, 12, 31))
    with pytest.raises(LookupError):
        version_of("mentor_goals", date(2018, 12, 31))


@pytest.mark.parametrize(
    ("levels", "home", "language"),
    [
        ({}, "", "nl"),
        ({"fr": 5}, "ti", "fr"),
        ({"fr": 5, "en": 6}, "", "en"),
        ({"fr": 5, "nl": 5}, "", "nl"),
        ({"fr": 6, "nl": 5}, "", "fr"),
        ({"nl": 6}, "fr", "fr"),
        ({"ar": 6}, "ar", "nl"),
    ],
)
def test_the_language_to_ask_someone_in(levels, home, language):
    assert spoken_best(levels, home, ["nl", "en", "fr"]) == language


def test_some_are_written_from_right_to_left():
    assert (direction("ar"), direction("fr")) == ("rtl", "ltr")
