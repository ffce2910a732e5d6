"""Finding written questions by their words, the same on both databases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting import services
from reporting.models import WrittenQuestion
from reporting.searching import excerpt, folded, index, search, similar
from tests.cast import play
from tests.factories import SubQuestionFactory

pytestmark = pytest.mark.django_db


def found(asked: str) -> list[str]:
    return [one.question.code for one in search(asked, WrittenQuestion.objects.all())]


@pytest.mark.parametrize(
    "asked",
    [
        *("evaluatie", "EVALUATIE", "geëvalueerd", "geevalueerd", "uitkeringsger"),
        *("Yves Buysse", "financiële controle", "reele kosten", "2019 479", "over- onderbenutting"),
    ],
)
def test_question_479_is_found(asked):
    assert found(asked) == (["479"] if asked != "2019 479" else [])


@pytest.mark.parametrize("asked", ["", "   ", "zeppelin", "evaluatie zeppelin", "'\"*()&|!:", "%"])
def test_nothing_is_found_without_an_error(asked):
    assert found(asked) == []


def test_what_changes_is_found_anew():
    sub = SubQuestionFactory()
    index(sub.question)
    services.write_sub_answer(sub, {"answer": "Over de zeppelin."}, by=play("ann"))
    assert found("zeppelin") == [sub.question.code]
    services.write_sub_answer(sub, {"answer": "Over niets."}, by=play("ann"))
    assert found("zeppelin") == []


def test_the_words_are_marked_and_the_text_is_escaped():
    said = excerpt("<b>Één</b> mentee & een mentor", ["mentee", "een"])
    assert said == (
        "&lt;b&gt;<mark>Één</mark>&lt;/b&gt; <mark>mentee</mark> &amp; <mark>een</mark> mentor"
    )


def test_a_long_text_is_cut_around_the_first_word():
    said = excerpt("woord " * 100 + "zeppelin " + "woord " * 100, ["zeppelin"])
    assert "<mark>zeppelin</mark>" in said
    assert len(said) < 300
    assert said.startswith("… ")
    assert said.endswith(" …")


@given(st.text(), st.lists(st.text(alphabet="abcdé", min_size=1), max_size=3))
def test_an_excerpt_takes_any_text(text, words):
    assert "<script" not in excerpt(text, [word for one in words for word in folded(one)])


def test_the_same_question_is_the_most_alike():
    question = WrittenQuestion.objects.get(code="479")
    texts = [f"{sub.title}\n{sub.text}" for sub in question.sub_questions.all()]
    matches = similar(texts, WrittenQuestion.objects.all())
    assert [one[0].sub.number for one in matches] == list(range(1, 12))
    assert all(one[0].percent == 100 for one in matches)


def test_the_same_words_are_wholly_alike_under_another_title():
    sub = WrittenQuestion.objects.get(code="479").sub_questions.get(number=2)
    [[found, *_others]] = similar([sub.text.upper()], WrittenQuestion.objects.all())
    assert (found.sub, found.percent) == (sub, 100)


def test_another_question_is_not_alike():
    assert similar(["Hoe duur is de zeppelin?", ""], WrittenQuestion.objects.all()) == [[], []]
