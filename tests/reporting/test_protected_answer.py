"""Whoever has every file of the answer to question 479 finds out nothing of anyone."""

import json
from dataclasses import replace
from datetime import date

import pytest

from reporting import answers, documents, exports
from reporting.models import WrittenQuestion
from reporting.release import of_report
from reporting.reports import REPORTS
from reporting.selection import select
from tests.reporting.attacker import narrow
from tests.reporting.informed import counts_of, informed, of_json, of_ods, of_xlsx

pytestmark = pytest.mark.django_db

DAYS = [date(2021, 3, 31), date(2022, 4, 1), date(2026, 11, 23)]


@pytest.fixture(params=DAYS, ids=str)
def tables(request, loaded):
    """Every table of the answer as its JSON: protected, and as things are."""
    question = WrittenQuestion.objects.get(number=479)
    return [
        {
            t.code: exports.as_document(t)
            for t in answers.compose(question, request.param, **how).tables
        }
        for how in ({}, {"true_counts": True})
    ]


def test_no_dash_is_narrowed_down(tables):
    shown, true = tables
    assert not narrow(informed(shown).ranges(), dict(counts_of(true)))


@pytest.mark.parametrize(("wanted", "read"), [("xlsx", of_xlsx), ("ods", of_ods)])
def test_workbooks_tell_what_the_json_tells(loaded, wanted, read):
    answer = answers.compose(WrittenQuestion.objects.get(number=479), DAYS[1])
    told = dict(counts_of(of_json(json.loads(documents.as_json(answer)))))
    assert dict(counts_of(read(documents.rendered(answer, wanted)))) == told


def test_no_small_count_stands_anywhere(tables):
    shown, _true = tables
    assert not [name for name, value in counts_of(shown) if value in {1, 2, 3}]


def test_what_is_shown_is_true(tables):
    shown, true = (dict(counts_of(one)) for one in tables)
    assert {n: v for n, v in shown.items() if v is not None}.items() <= true.items()
    assert not [name for name, value in shown.items() if value is None and true[name] == 0]


def test_no_share_is_of_a_hidden_count(tables):
    shown, _true = tables
    for row in [*shown["outflow"]["rows"], shown["outflow"]["total"]]:
        if row["work_pct"] is not None:
            assert None not in {row["work"], row["ended"]}
        if row["sustainable_pct"] is not None:
            assert None not in {row["sustainable_work"], row["ended"]}


def test_the_text_tells_no_small_count(loaded):
    answer = answers.compose(WrittenQuestion.objects.get(number=479), DAYS[1])
    of_people = [sub.text for sub in answer.answers if sub.number in {1, 4, 6, 7, 8}]
    words = {"één mentee", "twee mentees", "drie mentees", "één begeleiding", "twee begeleidingen"}
    assert not [text for text in of_people if any(word in text for word in words)]


@pytest.mark.parametrize("code", sorted(set(REPORTS) - {"cross"}))
def test_every_report_by_itself_tells_no_small_count(loaded, code):
    selection = select(DAYS[1])
    document = exports.as_document(of_report(REPORTS[code], _for_others(selection)))
    counts = [column["name"] for column in document["columns"] if column["type"] == "count"]
    lines = [*document["rows"], *filter(None, [document["total"]])]
    assert not [row for row in lines for name in counts if row.get(name) in {1, 2, 3}]


def _for_others(selection):
    return replace(selection, true_counts=False)
