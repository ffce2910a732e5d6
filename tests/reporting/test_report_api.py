"""GET /api/v1/reports/ and /api/v1/reports/{code}/."""

import pytest

from reporting.reports import REPORTS
from tests.cast import organisation
from tests.factories import EnrolmentFactory, LotFactory, ProjectFactory

pytestmark = pytest.mark.django_db

LIST = "/api/v1/reports/"


def url(code):
    return f"{LIST}{code}/"


@pytest.fixture(autouse=True)
def projects():
    """One started mentee at Core in Antwerpen, two at the stranger's in Limburg."""
    core = ProjectFactory(code="CORE-1", promoter=organisation("core"))
    stranger = ProjectFactory(
        code="SECOND-1",
        promoter=organisation("second"),
        lot=LotFactory(provinces=("70000",), call=core.lot.call),
    )
    EnrolmentFactory(project=core, active=True)
    EnrolmentFactory.create_batch(2, project=stranger, active=True)


def test_it_works(api):
    document = api("max").get(url("projects"), {"as_of": "2022-04-01"}).json()
    assert set(document) == {
        "code", "title", "as_of", "definition", "columns", "rows", "total", "suppressed",
    }  # fmt: skip
    assert [row["started"] for row in document["rows"]] == [1, 2]
    assert document["total"]["started"] == 3


def test_list_names_the_reports_of_the_role(api):
    codes = [report["code"] for report in api("max").get(LIST).json()]
    assert codes == list(REPORTS)


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("alice", ["CORE-1"]),
        ("charlie", ["SECOND-1"]),
        ("vera", ["CORE-1"]),
        ("wim", ["SECOND-1"]),
        ("frank", ["CORE-1"]),
        ("eva", ["CORE-1", "SECOND-1"]),
        ("max", ["CORE-1", "SECOND-1"]),
    ],
)
def test_everyone_counts_in_their_own_projects(api, who, seen):
    rows = api(who).get(url("projects")).json()["rows"]
    assert [row["project"] for row in rows] == seen


def test_a_coach_counts_own_duos_only(api):
    row = api("carl").get(url("projects")).json()["rows"][0]
    assert (row["project"], row["started"], row["granted"]) == ("CORE-1", 0, None)


class TestAnalyst:
    @pytest.mark.parametrize("code", sorted(set(REPORTS) - {"cross"}))
    def test_reads_every_report(self, api, code):
        assert api("ann").get(url(code)).status_code == 200

    def test_sees_no_small_count(self, api):
        (row, *_) = api("ann").get(url("projects"), {"as_of": "2022-04-01"}).json()["rows"]
        assert row["submitted"] is None
        assert "submitted" in row["hidden"]

    def test_no_count_of_people_hides_in_the_explanation(self, api):
        rows = api("ann").get(url("budget"), {"as_of": "2022-04-01"}).json()["rows"]
        assert not [row for row in rows if "mentee" in (row["explanation"] or "")]


@pytest.mark.parametrize("code", ["projects", "nothing"])
def test_an_administrator_reads_no_reports(api, code):
    assert api("ada").get(url(code)).status_code == 403


class TestRefusals:
    def test_signed_out(self, client):
        response = client.get(url("projects"))
        assert response.status_code == 401
        assert response["Content-Type"] == "application/problem+json"

    def test_unknown_report(self, api):
        response = api("max").get(url("nothing"))
        assert response.status_code == 404
        assert response.json()["code"] == "not_found"

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("as_of", "2022-02-30"),
            ("as_of", "1899-12-31"),
            ("as_of", "2101-01-01"),
            ("as_of", "vandaag"),
            ("call", "nowhere"),
            ("project", "nothing"),
            ("project", "a\x00b"),
            ("province", "99999"),
            ("format", "docx"),
            ("colour", "blue"),
        ],
    )
    def test_bad_parameters_are_named(self, api, name, value):
        response = api("max").get(url("projects"), {name: value})
        assert response.status_code == 400
        assert list(response.json()["errors"]) == [name]

    @pytest.mark.parametrize("name", ["as_of", "project", "format"])
    def test_a_parameter_comes_once(self, api, name):
        values = {"as_of": "2022-04-01", "project": "CORE-1", "format": "json"}
        response = api("max").get(url("projects"), {name: [values[name]] * 2})
        assert (response.status_code, list(response.json()["errors"])) == (400, [name])

    def test_an_unseen_project_is_an_unknown_one(self, api):
        unseen = api("alice").get(url("projects"), {"project": "SECOND-1"})
        unknown = api("alice").get(url("projects"), {"project": "SECOND-2"})
        assert unseen.status_code == unknown.status_code == 400
        assert unseen.content == unknown.content

    def test_the_message_follows_the_language(self, api):
        response = api("max").get(url("nothing"), headers={"Accept-Language": "en"})
        assert response.json()["title"] == "Not found"


class TestCross:
    def test_it_works(self, api):
        document = (
            api("max")
            .get(url("cross"), {"rows": "project", "columns": "gender", "measure": "started"})
            .json()
        )
        assert document["rows"][1] == {"project": "SECOND-1", "cells": {"f": 2}, "total": 2}
        assert [column["name"] for column in document["columns"]] == ["project", "f", "total"]
        assert document["total"] == {"cells": {"f": 3}, "total": 3}

    @pytest.mark.parametrize(
        ("asked", "field"),
        [
            ({"rows": "gender", "columns": "gender", "measure": "started"}, "columns"),
            ({"rows": "gender", "columns": "shoe_size", "measure": "started"}, "columns"),
            ({"rows": "gender", "columns": "year", "measure": "withdrawn"}, "measure"),
            ({"rows": "gender", "columns": "year"}, "measure"),
        ],
    )
    def test_refuses_what_cannot_be_crossed(self, api, asked, field):
        response = api("max").get(url("cross"), asked)
        assert response.status_code == 400
        assert list(response.json()["errors"]) == [field]

    def test_two_levels_have_subtotals(self, api):
        asked = {"rows": "call", "rows2": "project", "columns": "gender", "columns2": "benefit"}
        document = api("max").get(url("cross"), asked | {"measure": "started"}).json()
        names = [column["name"] for column in document["columns"]]
        assert names == ["call", "project", "f/yes", "f/total", "total"]
        assert [row["project"] for row in document["rows"]] == ["CORE-1", "SECOND-1", "total"]
        assert document["rows"][2]["cells"] == {"f/yes": 3, "f/total": 3}

    def test_shares_stand_beside_the_counts(self, api):
        asked = {"rows": "project", "columns": "gender", "measure": "started", "show": "both"}
        document = api("max").get(url("cross"), asked).json()
        assert document["rows"][0]["cells"] == {
            "f": 1,
            "f:row_pct": 100.0,
            "f:column_pct": 33.3,
            "total:column_pct": 33.3,
        }

    def test_a_series_of_days_is_not_added_up(self, api):
        asked = {"rows": "project", "every": "year", "since": "2020-01-01", "measure": "started"}
        document = api("max").get(url("cross"), asked | {"as_of": "2022-04-01"}).json()
        names = [column["name"] for column in document["columns"]]
        assert names == ["project", "2020-12-31", "2021-12-31", "2022-04-01"]
        assert "total" not in document["rows"][0]
        assert document["total"]["cells"]["2022-04-01"] == 3

    def test_it_can_be_about_some_persons(self, api):
        asked = {"rows": "project", "columns": "gender", "measure": "started", "gender": "m"}
        document = api("max").get(url("cross"), asked).json()
        assert document["rows"] == []
        assert document["total"] == {"cells": {}, "total": 0}

    @pytest.mark.parametrize(
        ("asked", "field"),
        [
            ({"rows2": "project"}, "rows2"),
            ({"columns2": "gender"}, "columns2"),
            ({"every": "month", "since": "2022-01-01"}, "columns"),
            ({"columns": ""}, "columns"),
            ({"columns": "", "every": "month"}, "since"),
            ({"columns": "", "every": "month", "since": "2030-01-01"}, "since"),
            ({"columns": "", "every": "month", "since": "1990-01-01"}, "every"),
            ({"columns": "", "dates": "2022-01-01,ooit"}, "dates"),
            ({"columns": "", "dates": "2030-01-01"}, "dates"),
            ({"columns": "", "dates": "2022-01-01", "show": "both"}, "show"),
            ({"columns": "", "columns2": "year", "dates": "2022-01-01"}, "columns2"),
            ({"show": "everything"}, "show"),
            ({"nationality": "QQ"}, "nationality"),
        ],
    )
    def test_what_does_not_go_together_is_said_at_its_field(self, api, asked, field):
        usual = {"rows": "project", "columns": "gender", "measure": "started"}
        response = api("max").get(url("cross"), usual | {"as_of": "2022-04-01"} | asked)
        assert response.status_code == 400
        assert list(response.json()["errors"]) == [field]

    @pytest.mark.parametrize("wanted", ["csv", "xlsx", "ods", "pdf", "csvw"])
    def test_every_file(self, api, wanted):
        asked = {"rows": "call", "rows2": "project", "columns": "gender", "measure": "started"}
        response = api("ann").get(url("cross"), asked | {"show": "both", "format": wanted})
        assert response.status_code == 200
        assert "attachment" in response["Content-Disposition"]

    def test_the_ministry_gets_it_protected(self, api):
        asked = {"rows": "project", "columns": "gender", "measure": "started", "show": "both"}
        (row, _other) = api("ann").get(url("cross"), asked).json()["rows"]
        assert row["cells"]["f"] is None
        assert row["cells"]["f:column_pct"] is None
        assert "f" in row["hidden"]

    def test_csv_has_a_column_per_code(self, api):
        asked = {"rows": "project", "columns": "gender", "measure": "started", "format": "csv"}
        lines = api("max").get(url("cross"), asked).content.decode().splitlines()
        assert lines == ["project,f,total", "CORE-1,1,1", "SECOND-1,2,2", "total,3,3"]


@pytest.mark.parametrize("wanted", ["csv", "xlsx"])
def test_files(api, wanted):
    response = api("max").get(url("projects"), {"as_of": "2022-04-01", "format": wanted})
    assert response["Content-Disposition"] == (
        f'attachment; filename="projects-2022-04-01.{wanted}"'
    )


@pytest.mark.parametrize("code", [code for code in REPORTS if code != "cross"])
def test_queries_do_not_grow_with_the_rows(api, django_assert_max_num_queries, code):
    client = api("max")
    with django_assert_max_num_queries(15) as few:
        client.get(url(code))
    EnrolmentFactory.create_batch(5, ended=True, project=ProjectFactory())
    with django_assert_max_num_queries(len(few)):
        client.get(url(code))
