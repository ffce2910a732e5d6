"""More rows take no more queries: the lists of frame, money and the queue."""

from datetime import date

import pytest

from tests.cast import enrolment_of, project_of
from tests.factories import (
    ClaimFactory,
    CostPlanFactory,
    ExtensionFactory,
    ExtensionRequestFactory,
    LotFactory,
    OutcomeFactory,
    OutflowDefinitionFactory,
    PaymentListFactory,
)

pytestmark = pytest.mark.django_db


def submitted():
    return enrolment_of(submitted=True)


def ended():
    return enrolment_of(ended=True, ended_on=date(2022, 2, 1))


LISTS = {
    "calls": ("max", OutflowDefinitionFactory),
    "lots": ("max", LotFactory),
    "extensions": ("max", ExtensionFactory),
    "extension_requests": ("max", ExtensionRequestFactory),
    "cost_plans": ("max", CostPlanFactory),
    "payment_lists": ("max", PaymentListFactory),
    "claims/to_control": ("max", ClaimFactory),
    "enrolments/queue/free": ("vera", submitted),
    "enrolments/to_measure": ("alice", ended),
    "outcomes/to_verify": ("vera", lambda: OutcomeFactory(enrolment=ended())),
}


@pytest.mark.parametrize("name", LISTS)
def test_it_takes_as_many_however_many_rows(api, name, django_assert_num_queries):
    who, make = LISTS[name]
    project_of()
    client, address = api(who), f"/api/v1/{name}/"
    for _ in range(2):
        make()
    assert client.get(address).json()["count"] >= 2
    with django_assert_num_queries(60, exact=False) as few:
        client.get(address)
    for _ in range(4):
        make()
    with django_assert_num_queries(len(few)):
        client.get(address)
