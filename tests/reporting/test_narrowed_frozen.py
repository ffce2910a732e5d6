"""A sent answer with tables about some projects only is recounted like any other."""

from datetime import date

import pytest
from django.test import override_settings

from reporting.asking_again import changes_since
from reporting.models import AnswerTable, WrittenQuestion
from reporting.services import freeze
from reporting.verifying import faults
from tests.cast import play
from tests.factories.reporting import SubQuestionFactory

pytestmark = pytest.mark.django_db

SENT_ON = date(2022, 4, 1)
CROSS = {"measure": "rejected", "rows": "project", "columns": "benefit"}
LOT = "2019-50081-2"
NARROWED = [
    ("projects", {"province": "10000"}),
    ("projects", {"project": "CORE-1"}),
    ("budget", {"lot": LOT}),
    ("outflow", {"province": "70000"}),
    ("cross", CROSS | {"gender": "f", "province": "10000"}),
]


@pytest.mark.parametrize(("report", "options"), NARROWED, ids=str)
def test_it_works(loaded, report, options):
    sub = SubQuestionFactory()
    AnswerTable.objects.create(sub_question=sub, position=1, report=report, options=options)
    question = WrittenQuestion.objects.get(pk=sub.question_id)
    with override_settings(M2W_TODAY=SENT_ON):
        answer = freeze(question, as_of=SENT_ON, by=play("ann"))
    assert not list(faults(answer))
    assert not changes_since(answer)


def test_many_of_them_together_change_nothing(loaded):
    """Beside the tables of the whole question, and read on a later day."""
    question = WrittenQuestion.objects.get(code="479")
    sub = question.sub_questions.get(number=4)
    series = {"measure": "started", "rows": "project", "every": "quarter", "since": "2021-04-01"}
    also = [("cross", series), ("cross", series | {"gender": "m"}), ("funnel", {"lot": LOT})]
    for place, (report, options) in enumerate([*NARROWED, *also], start=10):
        AnswerTable.objects.create(sub_question=sub, position=place, report=report, options=options)
    with override_settings(M2W_TODAY=SENT_ON):
        answer = freeze(question, as_of=SENT_ON, by=play("ann"))
    with override_settings(M2W_TODAY=date(2023, 4, 1)):
        assert not list(faults(answer))
        assert not changes_since(answer)
