"""Each protected cross table that is made on demand stands on the record, with what was asked."""

import pytest

from m2w.audit.models import Entry
from m2w.reference.provinces import ANTWERPEN
from tests.factories import EnrolmentFactory, ProjectFactory

pytestmark = pytest.mark.django_db

PAGE, API = "/kruistabellen/", "/api/v1/reports/cross/"
ASKED = {
    "measure": "submitted",
    "rows": "project",
    "columns": "gender",
    "as_of": "2022-04-01",
    "province": ANTWERPEN,
    "nationality_group": "other_continents",
}


@pytest.fixture(autouse=True)
def people():
    EnrolmentFactory.create_batch(2, project=ProjectFactory(), submitted=True)


def recorded(action):
    return list(Entry.objects.filter(action=action).values_list("details", flat=True))


def test_the_page_records_what_was_asked(browse):
    browse("ann").get(PAGE, ASKED)
    assert recorded("cross.shown") == [ASKED]


def test_so_does_the_api(api):
    api("ann").get(API, ASKED)
    assert recorded("cross.shown") == [ASKED]


@pytest.mark.parametrize("address", [PAGE, API])
def test_a_file_tells_which_table_it_is(browse, address):
    browse("ann").get(address, ASKED | {"format": "csv"})
    assert recorded("report.exported") == [ASKED | {"report": "cross", "format": "csv"}]


@pytest.mark.parametrize("asked", [ASKED | {"columns": "project"}, ASKED | {"colour": "blue"}])
def test_what_is_refused_shows_nothing(browse, asked):
    assert browse("ann").get(PAGE, asked).status_code == 400
    assert recorded("cross.shown") == []


def test_true_counts_are_not_protected_each_by_itself(browse):
    browse("max").get(PAGE, ASKED)
    assert recorded("cross.shown") == []


def test_a_report_that_is_no_cross_table_is_not_one(api):
    api("ann").get("/api/v1/reports/projects/")
    assert recorded("cross.shown") == []
