"""/api/v1/payment_lists/: on which payments go to the ledger."""

import pytest

from m2w.audit.models import Entry
from programmes import services
from tests.cast import play, project_of
from tests.factories import GrantFactory, PaymentFactory

pytestmark = pytest.mark.django_db
URL = "/api/v1/payment_lists/"
FIELDS = {"id", "code", "version", "number", "made_on", "made_by", "count", "total"}


@pytest.fixture
def payment():
    project = GrantFactory(project=project_of()).project
    PaymentFactory(project=project)
    return services.enter_payment(project, by=play("max"), kind="recovery", amount=1500)


def test_it_works(api, payment):
    made = api("max").post(URL)
    assert (made.status_code, made.json().keys()) == (201, FIELDS)
    told = made.json()
    assert (told["number"], told["made_by"], told["count"]) == (1, "Max", 1)
    assert (told["total"], told["made_on"]) == ("-1500.00", "2022-04-01")
    again = api("max").post(URL)
    assert (again.status_code, again.json()["code"]) == (409, "nothing_to_list")
    assert api("mia").get(URL).json()["results"] == [told]
    assert api("mia").get(f"{URL}{told['id']}/").json() == told
    filtered = api("max").get("/api/v1/payments/", {"list": told["code"]}).json()
    assert [row["id"] for row in filtered["results"]] == [str(payment.pk)]


def test_the_lines_for_the_ledger(api, payment):
    made = services.make_payment_list(by=play("max"))
    [line] = api("max").get(f"{URL}{made.pk}/lines/").json()["results"]
    project = payment.project
    assert line == {
        "list": 1,
        "line": 1,
        "kind": "recovery",
        "project": project.code,
        "promoter": project.promoter.name,
        "kbo_number": project.promoter.kbo_number,
        "financing_number": project.lot.financing_number,
        "decided_on": "2022-04-01",
        "amount": "1500.00",
        "reference": "M2W-0001-001",
    }
    assert Entry.objects.filter(action="payment_list.exported").exists()
    assert api("max").get(f"{URL}{made.pk}/lines/", {"wat": "1"}).status_code == 400


@pytest.mark.parametrize("who", ["alice", "eva", "ann"])
def test_for_managers_only(api, payment, who):
    made = services.make_payment_list(by=play("max"))
    for address in (URL, f"{URL}{made.pk}/", f"{URL}{made.pk}/lines/"):
        assert api(who).get(address).status_code == 403
    assert api(who).post(URL).status_code == 403
