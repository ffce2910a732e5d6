"""Then beside now: every difference is explained to the last record."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.choices import Cause
from reporting.comparing import by_key, cause_of, compare, key_size
from reporting.facts import Fact, recounts
from reporting.tables import Column, Count, Definition, Shown, placed

CODES = ("P1", "P2", "P3")
MEASURES = ("submitted", "started")
COLUMNS = (
    Column("project", "Project", "code"),
    *(Column(measure, measure) for measure in MEASURES),
    Column("granted", "Toegekend", "amount"),
)


def fact(pk, project="P1", adds=None, **source):
    found = {"submitted": 1} if adds is None else adds
    return Fact("enrolment", pk, {"project": project}, found, {}, source)


def table(facts, hidden=(), version=1):
    """The table that these facts add up to."""
    wanted = [
        Count(column.name, frozenset(at))
        for column in COLUMNS[1:]
        for at in [set(), *({("project", code)} for code in CODES)]
    ]
    counted = recounts(facts, wanted)

    def row(at, **start):
        values = {c.name: counted[Count(c.name, frozenset(at))] for c in COLUMNS[1:]}
        left = tuple(name for code, name in hidden if code == start.get("project", "total"))
        values |= dict.fromkeys(left, None)
        return start | values | ({"hidden": left} if left else {})

    return Shown(
        code="projects",
        title="Projecten",
        as_of=date(2022, 4, 1),
        definition=Definition("projects", version, "…"),
        columns=COLUMNS,
        rows=[row({("project", code)}, project=code) for code in CODES],
        total=row(set()),
        place=placed("project"),
    )


def changes(then, now, **hidden):
    return compare({"1": table(then, **hidden)}, {"1": table(now)}, then, now)


def cell(found, column, project=None):
    return next(c for c in found if c.column.name == column and c.row.get("project") == project)


@pytest.mark.parametrize(
    ("then", "now", "cause"),
    [
        (None, fact("a"), Cause.LATE),
        (fact("a"), None, Cause.CORRECTED),
        (fact("a", ended_on=None), fact("a", ended_on="2022-01-01"), Cause.LATE),
        (fact("a", ended_on="2022-01-01"), fact("a", ended_on=None), Cause.CORRECTED),
        (fact("a", kind="work"), fact("a", kind="training"), Cause.CORRECTED),
        (fact("a", n=0), fact("a", n=1), Cause.CORRECTED),
        (fact("a", outcomes={}), fact("a", outcomes={"x": ["work", None]}), Cause.LATE),
        (
            fact("a", outcomes={"x": ["work", None]}),
            fact("a", outcomes={"x": ["work", "2022-01-01"]}),
            Cause.LATE,
        ),
        (
            fact("a", outcomes={"x": ["work", None]}),
            fact("a", outcomes={"x": ["ibo", None], "y": ["work", None]}),
            Cause.CORRECTED,
        ),
        (fact("a", adds={"submitted": 1}), fact("a", adds={}), Cause.DEFINITION),
    ],
)
def test_cause_of(then, now, cause):
    assert cause_of(then, now) == cause


def test_it_works():
    then = [fact("a", kind="x"), fact("b", project="P2")]
    now = [fact("a", kind="y", project="P2"), fact("b", project="P2"), fact("c")]
    found = changes(then, now)
    assert {(c.column.name, c.row.get("project"), c.then, c.now) for c in found} == {
        ("submitted", "P2", 1, 2),
        ("submitted", None, 2, 3),
    }
    (late,) = cell(found, "submitted").reasons
    assert (late.cause, late.records, late.difference) == (Cause.LATE, 1, 1)


def test_each_cause_has_its_own_records():
    then = [fact("a", day="2022-01-01"), fact("b", day="2022-01-01")]
    now = [fact("a", day="2022-02-01", adds={}), fact("b", day="2022-01-01"), *map(fact, "cde")]
    reasons = cell(changes(then, now), "submitted", "P1").reasons
    assert [(r.cause, r.records, r.difference) for r in reasons] == [
        (Cause.CORRECTED, 1, -1),
        (Cause.LATE, 3, 3),
    ]


def test_another_definition_is_no_correction():
    found = changes([fact("a", adds={"submitted": 1})], [fact("a", adds={"started": 1})])
    assert {reason.cause for one in found for reason in one.reasons} == {Cause.DEFINITION}


@pytest.mark.parametrize("now", [[], [fact("a")], [fact("a"), fact("b")]])
def test_a_cell_hidden_on_one_side_is_not_compared(now):
    """Neither that it changed nor that it did not."""
    found = changes([fact("a")], now, hidden=[("P1", "submitted")])
    assert not [one for one in found if one.row.get("project") == "P1"]


def test_what_did_not_change_is_not_told():
    facts = [fact("a"), fact("b")]
    assert changes(facts, facts) == []


def test_amounts_are_explained_to_the_cent():
    def grant(amount):
        return Fact(
            "grant", "g", {"project": "P1"}, {"granted": Decimal(amount)}, {}, {"a": amount}
        )

    (reason,) = cell(changes([grant("10.05")], [grant("7.00")]), "granted", "P1").reasons
    assert (reason.cause, reason.difference) == (Cause.CORRECTED, Decimal("-3.05"))


def test_a_text_is_explained_by_the_records_it_rests_on():
    def evaluated(facts, conclusion):
        return Shown(
            "six-month-evaluations",
            "…",
            date(2022, 4, 1),
            Definition("six-month-evaluations", 1, "…"),
            (COLUMNS[0], Column("conclusion", "Besluit", "text")),
            [{"project": "P1", "conclusion": conclusion}],
        )

    def sheet(project, text):
        return Fact("evaluation", project, {"project": project}, {}, {}, {"conclusion": text})

    then, now = [sheet("P1", "goed"), sheet("P2", "a")], [sheet("P1", "beter"), sheet("P2", "b")]
    (one,) = compare({"9": evaluated(then, "Goed.")}, {"9": evaluated(now, "Beter.")}, then, now)
    (reason,) = one.reasons
    assert (reason.cause, reason.records) == (Cause.CORRECTED, 1)


def test_what_no_record_explains_is_another_definition():
    then = replace(table([]), rows=[{"project": "P1", "granted": Decimal(1)}], total=None)
    columns = (COLUMNS[0], Column("name", "Naam", "text"))
    before = replace(then, columns=columns, rows=[{"project": "P1", "name": "x"}])
    after = replace(then, columns=columns, rows=[{"project": "P1", "name": "y"}])
    (one,) = compare({"1": before}, {"1": after}, [], [])
    assert [(r.cause, r.records) for r in one.reasons] == [(Cause.DEFINITION, 0)]


def test_a_row_that_is_there_now_was_nobody_then():
    then, now = table([]), table([fact("a")])
    found = compare({"1": replace(then, rows=[])}, {"1": now}, [], [fact("a")])
    assert (cell(found, "submitted", "P1").then, cell(found, "submitted", "P1").now) == (0, 1)


def test_rows_are_named_by_as_few_columns_as_it_takes():
    assert key_size(table([])) == 1
    rows = [{"project": "P1", "submitted": n} for n in (1, 2)]
    assert key_size(replace(table([]), rows=rows)) == 2


facts_then = st.lists(
    st.builds(
        lambda pk, project, adds, day: fact(pk, project, dict.fromkeys(adds, 1), day=day),
        st.sampled_from("abcdefgh"),
        st.sampled_from(CODES),
        st.sets(st.sampled_from(MEASURES)),
        st.sampled_from([None, "2022-01-01", "2022-02-01"]),
    ),
    unique_by=lambda one: one.key,
)


@given(facts_then, facts_then)
def test_the_causes_add_up_to_the_difference(then, now):
    for one in changes(then, now):
        assert sum(reason.difference for reason in one.reasons) == one.now - one.then
        assert all(reason.records for reason in one.reasons)


@given(facts_then, facts_then)
def test_every_cell_that_changed_is_there_once(then, now):
    before, after = table(then), table(now)
    different = {
        (row.get("project"), column.name)
        for row, other in zip([*before.rows, before.total], [*after.rows, after.total], strict=True)
        for column in COLUMNS[1:]
        if row[column.name] != other[column.name]
    }
    found = Counter((one.row.get("project"), one.column.name) for one in changes(then, now))
    assert found == Counter(different)


@given(facts_then, facts_then)
def test_the_records_behind_a_change_are_those_that_changed(then, now):
    before, after = by_key(then), by_key(now)
    moved = [key for key in {*before, *after} if before.get(key) != after.get(key)]
    for one in changes(then, now):
        assert sum(reason.records for reason in one.reasons) <= len(moved)
