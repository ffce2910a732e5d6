"""The page of a budget: its steps, why it is not used, and every figure with its rows."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from reporting.effects import gap
from reporting.filters import BudgetFilter
from reporting.selection import select
from reporting.spending import spending
from tests.cast import CORE, STRANGER, project_of
from tests.factories import ClaimFactory, EnrolmentFactory, GrantFactory, SettlementFactory

pytestmark = pytest.mark.django_db
NBSP = "\N{NO-BREAK SPACE}"
CAUSES = ["mentees", "late_start", "not_declared", "unit_cost", "since_due", "refused"]


@pytest.fixture(autouse=True)
def money():
    """Core has a claim for 2020 and none for 2021; the stranger has the same, and more."""
    for code, declared in ((CORE, 50000), (STRANGER, 70000)):
        project = project_of(code)
        GrantFactory(project=project, amount=Decimal(200000))
        ClaimFactory(
            project=project,
            declared=Decimal(declared),
            accepted=Decimal(declared - 2000),
            controlled_on=date(2021, 5, 1),
        )
        SettlementFactory(project=project, amount=Decimal(declared - 2000))
        EnrolmentFactory(project=project, active=True, started_on=date(2020, 7, 1))


def page_of(client, view="budget", *args, **asked):
    return client.get(reverse(view, args=args), asked)


def test_it_works(browse):
    page = page_of(browse("alice")).text
    assert f"€{NBSP}50.000,00" in page
    assert f"€{NBSP}70.000,00" not in page
    assert "Er is onderbenutting in 1 van de 1 percelen." in page
    assert "Nog niet gedeclareerd." in page


def test_who_sees_the_whole_call_sees_its_budget(browse):
    project = project_of()
    whole = f"€{NBSP}{project.lot.call.budget:,.2f}".replace(",", "_").replace(".", ",")
    for name, seen in {"max": True, "eva": True, "ann": True, "frank": False}.items():
        page = page_of(browse(name), call=project.lot.call.code).text
        assert (whole.replace("_", ".") in page) == seen, name


def test_the_sentences_explain_the_whole_difference():
    for spent in spending(select(date(2022, 4, 1))).values():
        assert gap(spent) > 0


@pytest.mark.parametrize("cause", CAUSES)
def test_behind_each_sentence_stand_its_projects(browse, cause):
    page = page_of(browse("max"), "budget_cause", cause, call=project_of().lot.call.code)
    assert page.status_code == 200
    assert "Hoe dit berekend is" in page.text


def test_a_cause_that_does_not_exist(browse):
    assert page_of(browse("max"), "budget_cause", "weather").status_code == 404


@pytest.mark.parametrize(("cause", "status"), [("mentees", 403), ("execution", 200)])
def test_the_ministry_reads_no_calculation_with_counts(browse, cause, status):
    page = page_of(browse("ann"), "budget_cause", cause, call=project_of().lot.call.code)
    assert page.status_code == status


def test_the_ministry_reads_no_count(browse):
    page = page_of(browse("ann"), call=project_of().lot.call.code).text
    assert "Minder uitgegeven dan gepland." in page
    assert "mentees startten" not in page
    assert "geplande mentees" not in page


class TestUnitCosts:
    def read(self, browse, name="max", **asked):
        asked.setdefault("call", project_of().lot.call.code)
        return page_of(browse(name), "budget_unit_costs", format="csv", **asked)

    def test_over_the_years_that_are_declared(self, browse):
        EnrolmentFactory(project=project_of(), active=True, started_on=date(2021, 2, 1))
        head, line, _total = self.read(browse).text.splitlines()
        told = dict(zip(head.split(","), line.split(","), strict=True))
        assert (told["started"], told["per_started"]) == ("1", "50000.00")

    def test_the_ministry_reads_nothing_divided_by_fewer_than_four(self, browse):
        for n in range(4):
            head, total = self.read(browse, "ann").text.splitlines()
            assert head == "project,declared,per_started,per_completed,per_sustained"
            known = "50000.00,12500.00" if n == 3 else "50000.00,"
            assert total == f"total,{known},," if n == 3 else f"total,{known},,"
            EnrolmentFactory(project=project_of(), active=True, started_on=date(2020, 8, 1))

    @pytest.mark.parametrize("name", ["project", "province", "lot", "promoter"])
    def test_the_ministry_reads_whole_calls_only(self, browse, name):
        project = project_of()
        narrow = {"project": project.code, "province": "10000", "lot": project.lot.code}
        asked = {name: narrow.get(name, project.promoter.code)}
        assert self.read(browse, "ann", **asked).status_code == 403


def test_the_forecast_tells_its_method(browse):
    call = project_of().lot.call.code
    page = page_of(browse("max"), "budget_ahead", call=call).text
    assert "Methode planning" in page
    assert "nog geen tweede gedeclareerd jaar" in page
    ClaimFactory(project=project_of(), year=2021, declared_on=date(2022, 3, 1))
    page = page_of(browse("max"), "budget_ahead", call=call).text
    assert "Getoetst op 1 gedeclareerd jaar" in page


@pytest.mark.parametrize("by", ["lot", "province", "promoter", "project"])
def test_it_is_divided_as_asked_and_the_total_stays(browse, by):
    lines = page_of(browse("alice"), by=by, format="csv").text.splitlines()
    assert lines[0].startswith(f"{by},granted,declared")
    assert lines[-1].startswith("total,200000.00,50000.00,48000.00,48000.00")


def test_as_of_a_day_before_anything_was_due(browse):
    page = page_of(browse("alice"), as_of="2020-06-01").text
    assert "Tot en met deze dag moesten nog geen kosten gedeclareerd zijn." in page


@pytest.mark.parametrize(
    "asked",
    [
        {"call": "nothing"},
        {"lot": "nothing"},
        {"promoter": "second"},
        {"as_of": "2022-02-30"},
        {"by": "nationality"},
        {"colour": "red"},
    ],
)
def test_what_does_not_exist_is_refused(browse, asked):
    assert page_of(browse("alice"), **asked).status_code == 400


def test_it_is_about_the_call_of_the_project(browse):
    GrantFactory(project__lot__call__opens_on=date(2022, 1, 1), project__lot__name="Nieuw perceel")
    page = page_of(browse("max"), project=project_of().code).text
    assert project_of().lot.name in page
    assert f"€{NBSP}50.000,00" in page


@pytest.mark.parametrize("view", ["budget", "budget_ahead", "budget_unit_costs", "budget_lots"])
def test_queries_do_not_grow_with_the_projects(browse, django_assert_max_num_queries, view):
    client, call = browse("max"), project_of().lot.call
    asked = {"call": call.code, "by": "project"}
    page_of(client, view, **asked)
    with django_assert_max_num_queries(40) as few:
        page_of(client, view, **asked)
    for _ in range(4):
        grant = GrantFactory(project__lot__call=call)
        ClaimFactory(project=grant.project)
    with django_assert_max_num_queries(len(few)):
        page_of(client, view, **asked)


def test_it_is_about_the_last_call_unless_said(browse):
    GrantFactory(project__lot__call__opens_on=date(2022, 1, 1), project__lot__name="Nieuw perceel")
    assert "Nieuw perceel" in page_of(browse("max")).text
    assert BudgetFilter.base_filters.keys() >= {"call", "lot", "promoter", "by"}


@pytest.mark.parametrize("name", ["carl", "vera"])
def test_the_report_leads_nobody_where_they_may_not_go(browse, name):
    page = browse(name).get(reverse("report_detail", args=["budget"])).text
    assert f'href="{reverse("budget")}' not in page


def test_the_report_leads_to_the_page_of_each_project(browse):
    page = browse("max").get(reverse("report_detail", args=["budget"])).text
    assert f"{reverse('budget')}?as_of=2022-04-01&amp;project={project_of().code}" in page
    assert f"{reverse('grants')}?as_of=2022-04-01&amp;project={project_of().code}" in page
