"""Which tables an answer may hold: what the page of a table would refuse stands in no answer."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from reporting import table_choice
from tests.cast import play, project_of
from tests.factories.reporting import SubQuestionFactory

pytestmark = pytest.mark.django_db

DAY = date(2022, 4, 1)
CROSS = {"measure": "submitted", "rows": "project", "columns": "gender"}


def require_table(report, options):
    return table_choice.require_table(report, options, by=play("ann"), as_of=DAY)


def test_it_works():
    project = project_of()
    places = {"project": project.code, "lot": project.lot.code, "call": project.lot.call.code}
    require_table("cross", CROSS | {"rows2": "benefit", "show": "both", "gender": "f"} | places)
    require_table("projects", {"province": "10000", "promoter": project.promoter.code})


WRONG = [
    {"rows2": "onzin"},
    {"rows2": "gender"},
    {"columns2": "project"},
    {"show": "onzin"},
    {"gender": "onzin"},
    {"nationality": "\x00"},
    {"project": "onzin"},
    {"call": "\x00"},
    {"lot": ["a"]},
    {"province": "onzin"},
    {"measure": ""},
    {"columns": ""},
    {"every": "month", "since": "2022-01-01"},
    {"dates": "onzin"},
    {"since": "onzin"},
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_a_choice_that_is_none_is_refused(wrong):
    with pytest.raises(ValidationError) as error:
        require_table("cross", CROSS | wrong)
    assert list(error.value.error_dict) == ["options"]


@pytest.mark.parametrize("wrong", ["rows2=onzin", "show=onzin", "dates=onzin", "project=onzin"])
def test_the_question_stays_as_it_was(browse, wrong):
    sub = SubQuestionFactory()
    ann, here = browse("ann"), [sub.question.code, sub.number]
    address = f"/kruistabellen/?measure=submitted&rows=project&columns=gender&{wrong}"
    page = ann.post(reverse("sub_question_table", args=here), {"address": address}, follow=True)
    assert [message.level_tag for message in page.context["messages"]] == ["stop"]
    assert not sub.tables.exists()
