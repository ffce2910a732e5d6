"""What can be settled, and the statement and letter of a settlement, by the API."""

from datetime import date
from decimal import Decimal

import pytest

from programmes import services
from tests.cast import STRANGER, play, project_of
from tests.factories import ClaimFactory, ClaimLineFactory, GrantFactory, PaymentFactory

pytestmark = pytest.mark.django_db
URL = "/api/v1/settlements/"


@pytest.fixture
def project():
    """Of 2020 one cost was accepted and one lowered."""
    project = GrantFactory(project=project_of()).project
    claim = ClaimFactory(project=project, controlled_on=date(2021, 5, 3), line=None)
    for number, accepted, why in [(1, 40000, ""), (2, 4000, "Te hoog")]:
        ClaimLineFactory(
            claim=claim,
            number=number,
            amount_declared=Decimal(number == 1) * 35000 + 5000,
            amount_accepted=accepted,
            control_reason=why,
        )
    return project


def settled(project):
    entered = services.enter_settlement(project, by=play("max"), year=2020)
    return services.confirm_settlement(entered, by=play("mia"))


def test_the_years_that_can_be_settled(api, project):
    ClaimFactory(project=project_of(STRANGER), year=2021)
    client = api("max")
    [found] = client.get(f"{URL}due/").json()["results"]
    assert found == {"project": str(project.pk), "year": 2020, "accepted": "44000.00"}
    assert client.get(f"{URL}due/", {"year": "2020"}).status_code == 400
    settled(project)
    assert client.get(f"{URL}due/").json()["count"] == 0
    assert api("alice").get(f"{URL}due/").status_code == 403


def test_the_statement_of_one(api, project):
    PaymentFactory(project=project)
    settlement = settled(project)
    told = api("alice").get(f"{URL}{settlement.pk}/statement/").json()
    refusal = {"number": 2, "amount": "1000.00", "reason": "Te hoog"}
    figures = {"declared": "45000.00", "accepted": "44000.00", "refused": "1000.00"}
    assert told.pop("categories") == [{"category": "staff", "refusals": [refusal], **figures}]
    assert told == {
        "settlement": str(settlement.pk),
        "declared": "45000.00",
        "accepted": "44000.00",
        "granted": "200000.00",
        "of_year": "44000.00",
        "settled": "44000.00",
        "paid": "40000.00",
        "underway": "0.00",
        "balance": "4000.00",
        "to_decide": "4000.00",
    }


def test_the_letter_of_one(api, project):
    settlement = settled(project)
    answer = api("alice").get(f"{URL}{settlement.pk}/letter/")
    assert answer.status_code == 200
    assert f"afrekening-{project.code}-2020.docx" in answer.headers["Content-Disposition"]
    assert api("charlie").get(f"{URL}{settlement.pk}/letter/").status_code == 404


@pytest.mark.parametrize("who", ["eva", "ann", "frank"])
def test_who_reads_no_costs_reads_no_statement(api, project, who):
    settlement = settled(project)
    assert api(who).get(f"{URL}{settlement.pk}/").status_code == 200
    assert api(who).get(f"{URL}{settlement.pk}/statement/").status_code == 403
