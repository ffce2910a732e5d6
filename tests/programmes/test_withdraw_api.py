"""Taking away what was entered by mistake, by the API: grants, settlements, payments."""

import pytest

from programmes.models import Grant, Payment, Settlement, SettlementCorrection
from tests.cast import play, project_of
from tests.factories import (
    GrantFactory,
    PaymentFactory,
    SettlementCorrectionFactory,
    SettlementFactory,
)

pytestmark = pytest.mark.django_db


def made(kind, **values):
    project = project_of()
    if kind == "grants":
        return GrantFactory(project=project, **values)
    if kind == "settlements":
        return SettlementFactory(project=project, amount=1, **values)
    if kind == "settlements/corrections":
        return SettlementCorrectionFactory(
            settlement=SettlementFactory(project=project, amount=1), amount=1, **values
        )
    listed = {} if values else {"paid_on": "2020-01-20"}
    return PaymentFactory(project=project, **{"paid_on": None, **listed, **values})


KINDS = {
    "grants": Grant,
    "settlements": Settlement,
    "settlements/corrections": SettlementCorrection,
    "payments": Payment,
}


def withdraw(client, kind, row):
    return client.post(f"/api/v1/{kind}/{row.pk}/withdraw/", {}, format="json")


@pytest.mark.parametrize("kind", KINDS)
def test_it_works(api, kind):
    row = made(kind, entered_by=play("max"))
    assert withdraw(api("mia"), kind, row).status_code == 204
    assert not KINDS[kind].objects.filter(pk=row.pk).exists()
    assert withdraw(api("mia"), kind, row).status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_what_counts_stays(api, kind):
    row = made(kind)
    answer = withdraw(api("max"), kind, row)
    code = "paid_already" if kind == "payments" else "already_confirmed"
    assert (answer.status_code, answer.json()["code"]) == (409, code)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("who", ["alice", "eva", "ann"])
def test_only_a_manager_does(api, kind, who):
    assert withdraw(api(who), kind, made(kind, entered_by=play("max"))).status_code == 403
