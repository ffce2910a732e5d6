"""/api/v1/calls/, lots/, projects/ and extensions/: the frame in which everything happens."""

from datetime import date
from decimal import Decimal

import pytest

from tests.cast import STRANGER, project_of
from tests.factories import LotFactory, OutflowDefinitionFactory, ProjectFactory

pytestmark = pytest.mark.django_db
CALLS, LOTS, PROJECTS, EXTENSIONS = (
    f"/api/v1/{name}/" for name in ("calls", "lots", "projects", "extensions")
)
CALL_FIELDS = {
    *("id", "code", "version", "title", "reference", "budget", "opens_on", "closes_on"),
    *("initial_months", "extension_months", "max_dutch_level", "max_level_may_be_attested"),
    *("min_shared_language_level", "sustainable_months", "outflow_horizon_months"),
    *("spell_gap_days", "yearly_hours_norm", "overhead_pct", "outflow_definitions"),
}
REDEFINED = {
    "valid_from": "2022-04-01",
    "sustainable_months": 6,
    "outflow_horizon_months": 18,
    "spell_gap_days": 14,
    "reason": "Strenger",
}


@pytest.fixture
def call():
    return project_of().lot.call


def post(client, address, **sent):
    return client.post(address, sent, format="json")


class TestCalls:
    @pytest.mark.parametrize("who", ["alice", "carl", "vera", "frank", "eva", "max", "ann", "ada"])
    def test_everyone_reads_them(self, api, call, who):
        found = api(who).get(f"{CALLS}{call.pk}/")
        assert (found.status_code, found.json().keys()) == (200, CALL_FIELDS)
        assert (found.json()["budget"], found.json()["initial_months"]) == ("2920000.00", "24")
        assert found.headers["ETag"] == f'"{call.version}"'

    def test_a_list_with_its_filter(self, api, call):
        LotFactory(call__reference="2021/nieuw")
        client = api("alice")
        assert client.get(CALLS).json()["count"] == 2
        [found] = client.get(CALLS, {"q": "nieuw"}).json()["results"]
        assert found["reference"] == "2021/nieuw"
        assert client.get(CALLS, {"wat": "1"}).status_code == 400

    def test_every_version_of_what_counts_as_outflow(self, api, call):
        OutflowDefinitionFactory(call=call)
        first, second = api("alice").get(f"{CALLS}{call.pk}/").json()["outflow_definitions"]
        assert (first["version"], first["valid_from"]) == (1, "2019-07-01")
        assert (second["sustainable_months"], second["reason"]) == (6, "Strenger")

    def test_a_manager_redefines_outflow(self, api, call):
        answer = post(api("max"), f"{CALLS}{call.pk}/redefine_outflow/", **REDEFINED)
        assert answer.status_code == 200
        assert answer.json()["outflow_definitions"][1] == {"version": 2, **REDEFINED}
        again = post(api("max"), f"{CALLS}{call.pk}/redefine_outflow/", **REDEFINED)
        assert (again.status_code, again.json()["code"]) == (409, "defined_already")

    @pytest.mark.parametrize(
        "wrong",
        [
            {"valid_from": "2022-03-31"},
            {"sustainable_months": 0},
            {"spell_gap_days": "veel"},
            {"reason": " "},
            {"weights": {}},
        ],
    )
    def test_what_is_wrong_is_told_at_its_field(self, api, call, wrong):
        answer = post(api("max"), f"{CALLS}{call.pk}/redefine_outflow/", **REDEFINED | wrong)
        assert (answer.status_code, list(answer.json()["errors"])) == (400, list(wrong))

    def test_a_manager_sets_the_terms(self, api, call):
        sent = {"yearly_hours_norm": 1720, "overhead_pct": "12.50"}
        told = post(api("max"), f"{CALLS}{call.pk}/set_terms/", **sent).json()
        assert (told["yearly_hours_norm"], told["overhead_pct"]) == ("1720", "12.50")
        empty = post(
            api("max"), f"{CALLS}{call.pk}/set_terms/", yearly_hours_norm=None, overhead_pct=None
        )
        assert empty.json()["overhead_pct"] is None
        over = post(api("max"), f"{CALLS}{call.pk}/set_terms/", **sent | {"overhead_pct": "101"})
        assert list(over.json()["errors"]) == ["overhead_pct"]

    @pytest.mark.parametrize("act", ["redefine_outflow", "set_terms"])
    @pytest.mark.parametrize("who", ["alice", "eva", "ann", "ada"])
    def test_nobody_else_changes_one(self, api, call, act, who):
        assert post(api(who), f"{CALLS}{call.pk}/{act}/").status_code == 403


class TestLots:
    def test_everyone_reads_them(self, api, call):
        lot = project_of().lot
        found = api("ada").get(f"{LOTS}{lot.pk}/").json()
        assert (found["call"], found["provinces"]) == (str(call.pk), "10000")
        assert found["budget"] is None

    def test_a_list_with_its_filters(self, api, call):
        other = LotFactory(name="Limburg", provinces=("70000",), budget=Decimal(5))
        client = api("vera")
        assert client.get(LOTS, {"call": call.code}).json()["count"] == 1
        for query in [{"province": "70000"}, {"q": "limburg"}, {"call": other.call.code}]:
            [found] = client.get(LOTS, query).json()["results"]
            assert (found["id"], found["budget"]) == (str(other.pk), "5.00")
        assert client.get(LOTS, {"call": "none"}).status_code == 400


class TestProjects:
    def test_it_works(self, api):
        project = project_of()
        found = api("alice").get(f"{PROJECTS}{project.pk}/").json()
        assert (found["ends_on"], found["last_day"]) == ("2021-12-31", "2022-12-31")
        assert found["promoter"] == str(project.promoter_id)
        assert (found["lot"], found["target_mentees"]) == (str(project.lot_id), "40")

    def test_a_list_with_its_filters(self, api):
        project_of()
        theirs = project_of(STRANGER)
        assert api("alice").get(PROJECTS).json()["count"] == 1
        assert api("alice").get(PROJECTS, {"promoter": STRANGER}).status_code == 400
        [found] = api("max").get(PROJECTS, {"promoter": STRANGER}).json()["results"]
        assert found["code"] == theirs.code
        assert api("alice").get(f"{PROJECTS}{theirs.pk}/").status_code == 404

    def test_more_rows_take_no_more_queries(self, api, django_assert_num_queries):
        client = api("max")
        project_of()
        client.get(PROJECTS)
        with django_assert_num_queries(30, exact=False) as few:
            client.get(PROJECTS)
        for _ in range(5):
            ProjectFactory()
        with django_assert_num_queries(len(few)):
            client.get(PROJECTS)


class TestExtensions:
    def test_it_works(self, api):
        project = project_of()
        project_of(STRANGER)
        [found] = api("alice").get(EXTENSIONS).json()["results"]
        assert found["project"] == str(project.pk)
        assert (found["months"], found["last_day"]) == ("12", "2022-12-31")
        assert date.fromisoformat(found["decided_on"]) == project.extension.decided_on
        assert api("frank").get(f"{EXTENSIONS}{found['id']}/").json() == found
        assert api("max").get(EXTENSIONS, {"promoter": STRANGER}).json()["count"] == 1

    @pytest.mark.parametrize("who", ["carl", "vera", "ada"])
    def test_who_reads_no_money_reads_none(self, api, who):
        assert api(who).get(EXTENSIONS).status_code == 403
