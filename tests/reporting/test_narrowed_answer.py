"""Tables of one answer about all mentees and about some of them tell nothing of the others."""

from datetime import date

import pytest

from reporting import answers, exports
from reporting.models import AnswerTable, WrittenQuestion
from tests.factories.reporting import SubQuestionFactory
from tests.reporting.attacker import Attacker, narrow
from tests.reporting.crossed import counts_of, informed

pytestmark = pytest.mark.django_db

DAY = date(2022, 4, 1)
ALL = {"rows": "project", "columns": "benefit"}
ALSO = {"rows": "gender", "columns": "benefit"}


def told(*options, **how):
    """Each table of an answer with these cross tables, as a file tells it."""
    sub = SubQuestionFactory()
    for place, one in enumerate(options, start=1):
        AnswerTable.objects.create(
            sub_question=sub, position=place, report="cross", options=dict(one)
        )
    question = WrittenQuestion.objects.get(pk=sub.question_id)
    return [exports.as_document(table) for table in answers.compose(question, DAY, **how).tables]


def left_over(wide, some):
    """What the reader of both tables works out: each cell of the one lies in that of the other."""
    attacker, true = Attacker(), {}
    shown, as_they_are = told(wide, some), told(wide, some, true_counts=True)
    for name, table, counted, options in zip("ab", shown, as_they_are, (wide, some), strict=True):
        true |= {(name, at): n for at, n in counts_of(counted, options)}
        attacker.takes_in(name, informed(table, options))
    for name, at in [*attacker.told, *attacker.unknown]:
        if name == "b":
            attacker.holds(("a", at), ("b", at))
    return narrow(attacker.ranges(), true)


@pytest.mark.parametrize("measure", ["submitted", "rejected", "ended"])
@pytest.mark.parametrize(
    ("wide", "narrowed"),
    [
        (ALL, {"gender": "f"}),
        (ALL, {"nationality_group": "other_continents", "gender": "m"}),
        (ALSO, {"project": "CORE-1"}),
        (ALSO, {"province": "10000"}),
        (ALSO | {"call": "2019-50081"}, {"lot": "2019-50081-1"}),
    ],
    ids=str,
)
def test_the_others_are_not_worked_out(loaded, wide, narrowed, measure):
    assert not left_over(wide | {"measure": measure}, wide | narrowed | {"measure": measure})


def test_two_kinds_of_persons_tell_nothing_of_the_third(loaded):
    """Of all, women and men: what is left are the others."""
    kinds = [
        ALL | {"measure": "submitted"} | narrow for narrow in ({}, {"gender": "f"}, {"gender": "m"})
    ]
    everyone, women, men = (dict(counts_of(table, ALL)) for table in told(*kinds))
    for place, n in everyone.items():
        found = (n, women.get(place, 0), men.get(place, 0))
        assert None in found or n - sum(found[1:]) not in {1, 2, 3}
