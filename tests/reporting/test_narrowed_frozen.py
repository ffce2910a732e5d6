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
NARROWED = [
    ("projects", {"province": "10000"}),
    ("projects", {"project": "CORE-1"}),
    ("budget", {"lot": "2019-50081-2"}),
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
