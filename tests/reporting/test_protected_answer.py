"""Whoever has every file of the answer to question 479 finds out nothing of anyone."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from reporting import answers, exports
from reporting.models import WrittenQuestion
from reporting.release import of_report
from reporting.reports import REPORTS
from reporting.selection import select
from tests.reporting.attacker import Attacker, narrow

pytestmark = pytest.mark.django_db

DAYS = [date(2021, 3, 31), date(2022, 4, 1), date(2026, 11, 23)]
CHAIN = ("submitted", "approved", "started", "ended")
SPLIT = ("work", "internship", "training", "other", "none", "pending")


@pytest.fixture(params=DAYS, ids=str)
def documents(request, loaded):
    """Every table of the answer as its JSON: protected, and as things are."""
    question = WrittenQuestion.objects.get(number=479)
    return [
        {
            t.code: exports.as_document(t)
            for t in answers.compose(question, request.param, **how).tables
        }
        for how in ({}, {"true_counts": True})
    ]


def counts_of(documents):
    """(name, value or None) of every count: names say what is counted, so that the same count in
    two tables is one."""
    for code in ("projects", "outflow"):
        for row in [*documents[code]["rows"], documents[code]["total"]]:
            for column in documents[code]["columns"]:
                if column["type"] == "count":
                    yield (column["name"], row.get("project")), row[column["name"]]
    for row in documents["benefit-nationality"]["rows"]:
        at = row["project"], row["nationality"]
        yield ("submitted", *at), row["entered"]
        yield ("benefit_entitled", *at), row["benefit_entitled"]
    total = documents["benefit-nationality"]["total"]
    yield ("submitted", None), total["entered"]
    yield ("benefit_entitled", None), total["benefit_entitled"]
    for row in documents["languages"]["rows"]:
        yield ("matches", row["language"]), row["matches"]
    yield ("matches", None), documents["languages"]["total"]["matches"]
    yield ("matches", "without"), documents["languages"]["total"]["without_dutch"]
    for row in documents["criteria"]["rows"]:
        yield _decided(row), row["count"]
    approved = documents["criteria"]["rows"][0]
    yield ("derogations", None), approved["derogations"]
    yield ("decided", None), documents["criteria"]["total"]["count"]


def _decided(row):
    return ("approved", None) if row["outcome"] == "approved" else ("rejected", row["reason"])


def informed(documents):
    """The attacker with every file, and the equations of domain.md 8."""
    attacker = Attacker()
    for name, value in counts_of(documents):
        attacker.reads(name, value)
    projects = [row["project"] for row in documents["projects"]["rows"]]
    _knows_projects(attacker, projects)
    _knows_nationalities(attacker, projects, documents["benefit-nationality"]["rows"])
    for row in documents["languages"]["rows"]:
        attacker.holds(("matches", None), ("matches", row["language"]))
    attacker.adds_up(("matches", None), [("matches", "nl"), ("matches", "without")])
    decided = [_decided(row) for row in documents["criteria"]["rows"]]
    attacker.adds_up(("decided", None), decided)
    attacker.holds(("approved", None), ("derogations", None))
    return attacker


def _knows_projects(attacker, projects):
    for measure in (*CHAIN, "active", *SPLIT, "sustainable_work", "in_observation"):
        attacker.adds_up((measure, None), [(measure, project) for project in projects])
    for place in (*projects, None):
        for whole, part in pairwise(CHAIN):
            attacker.holds((whole, place), (part, place))
        attacker.adds_up(("started", place), [("active", place), ("ended", place)])
        attacker.adds_up(("ended", place), [(result, place) for result in SPLIT])
        for part in ("work", "sustainable_work", "in_observation"):
            attacker.holds(("ended", place), (part, place))
        attacker.holds(("work", place), ("sustainable_work", place))


def _knows_nationalities(attacker, projects, rows):
    at = [(row["project"], row["nationality"]) for row in rows]
    for measure in ("submitted", "benefit_entitled"):
        cells = [(measure, *place) for place in at]
        attacker.adds_up((measure, None), cells)
        for project in projects:
            attacker.adds_up((measure, project), [cell for cell in cells if cell[1] == project])
    for place in at:
        attacker.holds(("submitted", *place), ("benefit_entitled", *place))
    attacker.holds(("submitted", None), ("benefit_entitled", None))


def test_no_dash_is_narrowed_down(documents):
    shown, true = documents
    assert not narrow(informed(shown).ranges(), dict(counts_of(true)))


def test_no_small_count_stands_anywhere(documents):
    shown, _true = documents
    assert not [name for name, value in counts_of(shown) if value in {1, 2, 3}]


def test_what_is_shown_is_true(documents):
    shown, true = (dict(counts_of(one)) for one in documents)
    assert {n: v for n, v in shown.items() if v is not None}.items() <= true.items()
    assert not [name for name, value in shown.items() if value is None and true[name] == 0]


def test_no_share_is_of_a_hidden_count(documents):
    shown, _true = documents
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
