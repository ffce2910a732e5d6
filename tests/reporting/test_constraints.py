"""Each constraint of the database refuses the row it is about, and no other, in Dutch."""

from datetime import date

import pytest

from reporting.models import QuestionStep, SearchText, TypedFigure
from reporting.models import questions as models
from tests.cast import play
from tests.constraints import assert_refused
from tests.factories import (
    AnswerPartFactory,
    AnswerTableFactory,
    ContributionFactory,
    SubQuestionFactory,
    WrittenQuestionFactory,
)

pytestmark = pytest.mark.django_db


def second_part():
    return AnswerPartFactory(question=AnswerPartFactory().question, position=2)


def second_sub_question():
    first = SubQuestionFactory()
    return SubQuestionFactory(part=first.part, number=2)


def second_table():
    return AnswerTableFactory(sub_question=AnswerTableFactory().sub_question, position=2)


def second_figure():
    sub = SubQuestionFactory()
    rows = [
        TypedFigure.objects.create(sub_question=sub, text=text, reason="x", by=play("ann"))
        for text in ("1", "2")
    ]
    return rows[1]


def second_text():
    question = WrittenQuestionFactory()
    rows = [
        SearchText.objects.create(question=question, number=n, text="x", words="x") for n in (0, 1)
    ]
    return rows[1]


@pytest.mark.parametrize(
    ("name", "make", "bad"),
    [
        (
            "question_sent_after_asked",
            WrittenQuestionFactory,
            {"sent_on": date(2022, 3, 24)},
        ),
        (
            "question_published_after_sent",
            WrittenQuestionFactory,
            {"published_on": date(2022, 5, 1)},
        ),
        ("answer_part_position_once", second_part, {"position": 1}),
        ("sub_question_number_once", second_sub_question, {"number": 1}),
        ("answer_table_position_once", second_table, {"position": 1}),
        ("typed_figure_once", second_figure, {"text": "1"}),
        ("contribution_given_after_asked", ContributionFactory, {"text": "Zonder dag."}),
        ("contribution_given_after_asked", ContributionFactory, {"given_on": date(2022, 4, 1)}),
        ("search_text_once", second_text, {"number": 0}),
    ],
)
def test_a_bad_row_is_refused(name, make, bad):
    assert_refused(name, make(), **bad)


def test_a_contribution_with_all_of_it_is_kept():
    row = ContributionFactory()
    row.text, row.given_by, row.given_on = "Dit.", play("max"), row.asked_on
    row.validate_constraints()


def test_every_constraint_of_questions_is_tested():
    tested = test_a_bad_row_is_refused.pytestmark[0].args[1]
    kinds = (
        *(models.WrittenQuestion, models.AnswerPart, models.SubQuestion, models.AnswerTable),
        *(models.TypedFigure, models.Contribution, QuestionStep),
    )
    of_kinds = {constraint.name for kind in kinds for constraint in kind._meta.constraints}
    assert of_kinds <= {row[0] for row in tested}
