"""The same table is hidden in the same way, whoever asks for it where."""

from datetime import date

import pytest

from reporting.disclosure import Sum
from reporting.equations import in_canonical_places, problem_of
from reporting.tables import Column, Count, Definition, Table, placed
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


# One count under two names ----------------------------------------------------------------------

ENTITLED = [
    Column("project", "", "code"),
    Column("entered", "", measure="submitted"),
    Column("benefit_entitled", ""),
]
BY_BENEFIT = [*COLUMNS[:1], Column("benefit", "", "code"), Column("submitted", "")]


def at_project(**more):
    return frozenset({("project", "P0"), *more.items()})


def placed_table(columns, rows, *along):
    made = Table("x", "", date(2022, 4, 1), DEFINITION, columns, rows, place=placed(*along))
    return in_canonical_places(made, {})


def test_who_is_entitled_is_who_is_submitted_with_a_benefit():
    entitled = placed_table(
        ENTITLED, [{"project": "P0", "entered": 9, "benefit_entitled": 6}], "project"
    )
    by_benefit = [
        {"project": "P0", "benefit": b, "submitted": n} for b, n in [("yes", 6), ("no", 3)]
    ]
    crossed = placed_table(BY_BENEFIT, by_benefit, "project", "benefit")
    everyone, with_one = (
        Count("submitted", at_project()),
        Count("submitted", at_project(benefit="yes")),
    )
    assert problem_of([entitled]).counts == {everyone: 9, with_one: 6}
    assert problem_of([entitled]).sums == [Sum(everyone, (with_one,), complete=False)]
    without = Count("submitted", at_project(benefit="no"))
    together = problem_of([entitled, crossed])
    assert together.counts == {everyone: 9, with_one: 6, without: 3}
    assert Sum(everyone, (without, with_one)) in together.sums


def test_who_is_entitled_without_a_benefit_is_nobody():
    columns = [*BY_BENEFIT[:2], Column("benefit_entitled", "")]
    rows = [
        {"project": "P0", "benefit": b, "benefit_entitled": n} for b, n in [("yes", 6), ("no", 0)]
    ]
    counts = problem_of([placed_table(columns, rows, "project", "benefit")]).counts
    assert counts == {
        Count("submitted", at_project(benefit="yes")): 6,
        Count("benefit_entitled", at_project(benefit="no")): 0,
    }
