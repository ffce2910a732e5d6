"""What projects plan to spend, by /api/v1/cost_plans/ and a year of a project."""

from decimal import Decimal

import pytest

from programmes.models import CostPlan
from tests.cast import STRANGER, project_of
from tests.factories import CostPlanFactory, GrantFactory

pytestmark = pytest.mark.django_db
URL = "/api/v1/cost_plans/"


@pytest.fixture
def project():
    return GrantFactory(project=project_of(), amount=Decimal(109600)).project


def of_year(project, year=2020):
    return f"/api/v1/projects/{project.pk}/cost_plans/{year}/"


def test_it_works(api, project):
    sent = {"staff": "60000.00", "travel": "1200.50"}
    answer = api("max").patch(of_year(project), sent, format="json")
    assert answer.status_code == 200
    told = answer.json()
    assert told == {
        "project": str(project.pk),
        "year": 2020,
        "granted": "36600.00",
        **dict.fromkeys(["overhead", "volunteers", "training", "other"]),
        **sent,
    }
    assert api("alice").get(of_year(project)).json() == told


def test_what_is_not_named_stays_and_null_takes_away(api, project):
    for category in ("staff", "travel"):
        CostPlanFactory(project=project, category=category)
    told = api("max").patch(of_year(project), {"travel": None}, format="json").json()
    assert (told["staff"], told["travel"]) == ("60000.00", None)
    assert [plan.category for plan in CostPlan.objects.all()] == ["staff"]


@pytest.mark.parametrize(
    "wrong", [{"staff": "1.234,56"}, {"staff": "-1"}, {"staff": 12.5}, {"gifts": "1.00"}]
)
def test_what_is_wrong_is_told_at_its_field(api, project, wrong):
    answer = api("max").patch(of_year(project), wrong, format="json")
    assert (answer.status_code, list(answer.json()["errors"])) == (400, list(wrong))


def test_a_year_outside_the_term_is_not_there(api, project):
    assert api("max").get(of_year(project, 2019)).status_code == 404
    assert (
        api("max").patch(of_year(project, 2023), {"staff": "1"}, format="json").status_code == 404
    )


def test_its_promoter_reads_and_a_manager_writes(api, project):
    assert api("alice").patch(of_year(project), {"x": 1}, format="json").status_code == 403
    assert api("alice").get(of_year(project_of(STRANGER))).status_code == 404
    assert api("eva").get(of_year(project)).status_code == 403


def test_a_list_with_its_filters(api, project):
    own = CostPlanFactory(project=project)
    CostPlanFactory(project=project, category="travel")
    CostPlanFactory(project=project_of(STRANGER))
    client = api("alice")
    assert client.get(URL).json()["count"] == 2
    [found] = client.get(URL, {"year": 2020, "category": "staff"}).json()["results"]
    assert (found["id"], found["amount"]) == (str(own.pk), "60000.00")
    assert client.get(f"{URL}{own.pk}/").json() == found
    assert client.get(URL, {"promoter": STRANGER}).status_code == 400
