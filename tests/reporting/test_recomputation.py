"""Every report, cell by cell, against plain loops over the CSV files alone."""

from datetime import date

import pytest

from programmes.models import Call, Project
from reporting import exports
from reporting.release import of_report
from reporting.reports import REPORTS
from reporting.selection import selection_of
from tests.reporting.recompute import recompute

pytestmark = pytest.mark.django_db

DAYS = [
    date(2019, 1, 1),
    date(2021, 3, 31),
    date(2022, 4, 1),
    date(2024, 2, 29),
    date(2026, 11, 23),
]
# The texts of monitoring are reference data, not rows of a package.
COMPARED = [code for code in REPORTS if code not in {"cross", "monitoring"}]
CROSSED = [
    ("submitted", "nationality", "age_band"),
    ("approved", "benefit", "year"),
    ("rejected", "promoter", "dutch_level"),
    ("started", "gender", "quarter"),
    ("active", "province", "gender"),
    ("ended", "lot", "diploma_level"),
    ("work", "project", "quarter"),
    ("sustainable_work", "call", "year"),
    ("benefit_entitled", "nationality_group", "subgroup"),
]


def reported(code, as_of, call=None, project=None, province=None, **options):
    projects = Project.objects.all()
    chosen = Call.objects.get(code=call) if call else None
    if chosen:
        projects = projects.filter(lot__call=chosen)
    if project:
        projects = projects.filter(code=project)
    if province:
        projects = projects.filter(lot__provinces__has=province)
    selection = selection_of(projects, as_of, call=chosen)
    return exports.as_document(of_report(REPORTS[code], selection, **options))


def assert_equal_cells(found, expected):
    """The same rows in the same order; the recomputation leaves out texts it cannot know."""
    assert len(found["rows"]) == len(expected["rows"])
    for row, wanted in zip(found["rows"], expected["rows"], strict=True):
        assert {name: row[name] for name in wanted} == wanted
    assert found["total"] == expected["total"]


@pytest.mark.parametrize("as_of", DAYS, ids=str)
@pytest.mark.parametrize("code", COMPARED)
def test_report(loaded, code, as_of):
    assert_equal_cells(reported(code, as_of), recompute(loaded, code, as_of))


@pytest.mark.parametrize(
    "chosen",
    [{"call": "2019-50081"}, {"province": "10000"}, {"project": "CORE-1"}],
    ids=lambda chosen: next(iter(chosen)),
)
@pytest.mark.parametrize("code", COMPARED)
def test_report_of_a_choice(loaded, code, chosen):
    as_of = date(2022, 4, 1)
    found = reported(code, as_of, **chosen)
    assert_equal_cells(found, recompute(loaded, code, as_of, **chosen))


@pytest.mark.parametrize("as_of", DAYS, ids=str)
@pytest.mark.parametrize(("measure", "rows", "columns"), CROSSED)
def test_cross_table(loaded, measure, rows, columns, as_of):
    axes = {"measure": measure, "rows": rows, "columns": columns}
    assert_equal_cells(reported("cross", as_of, **axes), recompute(loaded, "cross", as_of, **axes))
