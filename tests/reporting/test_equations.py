"""The same table is hidden in the same way, whoever asks for it where."""

from datetime import date

import pytest

from reporting.equations import problem_of
from reporting.tables import Column, Definition, Table, placed
from tests.reporting.crossed import counts_of

DEFINITION = Definition("x", 1, "")
COLUMNS = [Column("project", "", "code"), Column("gender", "", "code"), Column("submitted", "")]
ROWS = [
    {"project": f"P{project}", "gender": gender, "submitted": n}
    for project, line in enumerate([[1, 9, 4], [8, 2, 5], [3, 6, 1], [5, 5, 9]])
    for gender, n in zip("fmx", line, strict=True)
]
TOTAL = {"submitted": sum(row["submitted"] for row in ROWS)}


def table(rows, *along):
    return Table("x", "", date(2022, 4, 1), DEFINITION, COLUMNS, rows, TOTAL, place=placed(*along))


def added_up(name):
    codes = sorted({row[name] for row in ROWS})
    of_code = {code: [row["submitted"] for row in ROWS if row[name] == code] for code in codes}
    return table([{name: code, "submitted": sum(ns)} for code, ns in of_code.items()], name)


TABLES = [table(ROWS, "project", "gender"), added_up("project"), added_up("gender")]


def name_of(count):
    return count.measure, sorted(count.at)


@pytest.mark.parametrize("tables", [TABLES, TABLES[::-1]], ids=["in order", "reversed"])
def test_what_is_counted_and_what_adds_up_stands_in_the_order_of_names(tables):
    """A set has another order in each process: none may decide on what is hidden."""
    problem = problem_of(tables)
    assert problem.sums
    assert list(problem.counts) == sorted(problem.counts, key=name_of)
    assert all(list(one.parts) == sorted(one.parts, key=name_of) for one in problem.sums)
    names = [(name_of(one.whole), [*map(name_of, one.parts)]) for one in problem.sums]
    assert names == sorted(names)


@pytest.mark.django_db
def test_a_table_on_its_side_hides_the_same(loaded, api):
    asked = {"measure": "rejected", "as_of": "2024-06-30"}
    one = asked | {"rows": "project", "columns": "diploma_level"}
    other = asked | {"rows": "diploma_level", "columns": "project"}
    told, turned = (
        dict(counts_of(api("ann").get("/api/v1/reports/cross/", options).json(), options))
        for options in (one, other)
    )
    assert {(head, line): n for (line, head), n in turned.items()} == told
