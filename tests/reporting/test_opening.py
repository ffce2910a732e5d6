"""Every figure of a budget opens rows that add up to it, to the cent, as of the same day."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from m2w import notation
from reporting.ledger import money
from reporting.opening import ROWS, rows_url
from reporting.selection import select
from tests.cast import CORE, STRANGER, play, project_of
from tests.factories import (
    ClaimFactory,
    GrantFactory,
    PaymentFactory,
    SettlementCorrectionFactory,
    SettlementFactory,
)

pytestmark = pytest.mark.django_db
DAYS = [date(2021, 2, 1), date(2021, 4, 1), date(2021, 7, 1), date(2021, 10, 1), date(2022, 4, 1)]


@pytest.fixture(autouse=True)
def a_life_of_money():
    """Of Core: everything there is, each on a day of its own. The stranger has the same."""
    for code in (CORE, STRANGER):
        project = project_of(code)
        given = {"project": project, "entered_by": play("max")}
        GrantFactory(project=project, decided_on=date(2020, 1, 5), amount=Decimal("100000.10"))
        GrantFactory(
            project=project, kind="decrease", decided_on=date(2021, 3, 5), amount=Decimal("0.30")
        )
        GrantFactory(**given, kind="increase", decided_on=date(2021, 3, 6), amount=Decimal(7000))
        settled = ClaimFactory(
            project=project,
            declared=Decimal("50000.25"),
            accepted=Decimal("48000.15"),
            declared_on=date(2021, 3, 1),
            controlled_on=date(2021, 5, 1),
        )
        ClaimFactory(
            project=project, category="travel", declared=Decimal("11.11"), declared_on=None
        )
        settlement = SettlementFactory(
            project=settled.project, amount=Decimal("48000.15"), settled_on=date(2021, 6, 1)
        )
        SettlementCorrectionFactory(
            settlement=settlement, amount=Decimal("-100.05"), corrected_on=date(2021, 9, 1)
        )
        PaymentFactory(project=project, amount=Decimal("40000.10"), paid_on=date(2021, 1, 20))
        PaymentFactory(
            project=project,
            kind="recovery",
            amount=Decimal("0.20"),
            decided_on=date(2021, 6, 2),
            paid_on=date(2021, 6, 20),
        )


@pytest.mark.parametrize("name", ["max", "alice"])
@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("figure", ROWS)
def test_the_rows_add_up(browse, figure, day, name):
    project = project_of()
    told = getattr(money(select(day))[project.code], figure)
    asked = {"project": project.code, "as_of": day.isoformat()}
    page = browse(name).get(rows_url(figure, play(name), asked)).text
    if told:
        assert notation.amount(told) in page


@pytest.mark.parametrize(
    ("name", "opened"),
    [
        ("max", set(ROWS)),
        ("alice", set(ROWS)),
        ("ann", {"granted", "settled"}),
        ("frank", {"granted", "settled"}),
        ("carl", set()),
        ("vera", set()),
    ],
)
def test_who_reads_no_rows_gets_no_address(name, opened):
    assert {figure for figure in ROWS if rows_url(figure, play(name), {})} == opened


@pytest.mark.parametrize("name", ["lot", "promoter", "call", "province", "project"])
@pytest.mark.parametrize("view", ["grants", "claims", "settlements", "payments"])
def test_every_list_takes_what_the_page_is_about(browse, view, name):
    project = project_of()
    known = {
        "lot": project.lot.code,
        "promoter": project.promoter.code,
        "call": project.lot.call.code,
        "province": "10000",
        "project": project.code,
    }
    page = browse("alice").get(reverse(view), {name: known[name], "as_of": "2022-04-01"})
    assert page.status_code == 200
