"""Grants and settlements of one project that change together in one package.

The database looks at each row by itself: at no moment may more be settled than is granted.
"""

from datetime import date
from decimal import Decimal

import pytest

from m2w.data_package.faults import PackageRefused
from programmes.models import Grant, Project, Settlement, SettlementCorrection
from tests.cast import play
from tests.packages import Package

pytestmark = pytest.mark.django_db


@pytest.fixture
def package(tmp_path):
    """Of P1 is settled for 2020 and 2021 what is granted: € 300.000,00, to the cent."""
    package = Package(tmp_path)
    package.set("claims", "K1", amount_declared="200000.00", amount_accepted="200000.00")
    package.set("claims", "K3", amount_declared="250000.00")
    package.set("claims", "K3", amount_accepted="250000.00", controlled_on="2022-04-01")
    package.set("settlements", "P1", amount="200000.00")
    package.add("settlements", "P1", year="2021", amount="100000.00", settled_on="2022-05-01")
    package.load()
    return package


def settle(package, **years):
    for row in package.rows["settlements"]:
        row["amount"] = years[f"of_{row['year']}"]
    return package


def settled():
    return sum(Settlement.objects.filter(project__code="P1").values_list("amount", flat=True))


@pytest.mark.parametrize(
    ("changed", "amount"), [("initial", "200000.00"), ("decrease", "80000.00")]
)
def test_both_lowered(package, changed, amount):
    package.set("grants", f"P1,{changed}", amount=amount)
    settle(package, of_2020="150000.00", of_2021="110000.00").load(update=True)
    assert settled() == 260_000
    assert package.load() == {}


@pytest.mark.parametrize(
    ("changed", "amount"), [("initial", "260000.00"), ("decrease", "20000.00")]
)
def test_both_raised(package, changed, amount):
    package.set("grants", f"P1,{changed}", amount=amount)
    settle(package, of_2020="200000.00", of_2021="120000.00").load(update=True)
    assert settled() == 320_000
    assert package.load() == {}


@pytest.mark.parametrize("years", [("150000.00", "150000.00"), ("200000.00", "99999.99")])
def test_one_settlement_lowered_for_the_other(package, years):
    settle(package, of_2020=years[0], of_2021=years[1]).load(update=True)
    rows = package.rows["settlements"]
    rows.reverse()
    settle(package, of_2020="180000.00", of_2021="120000.00").load(update=True)
    assert settled() == 300_000


def test_a_new_decrease_with_a_lower_settlement(package):
    package.add("grants", "P1,decrease", decided_on="2022-06-01", amount="50000.00")
    settle(package, of_2020="150000.00", of_2021="100000.00").load(update=True)
    assert Grant.objects.filter(project__code="P1", kind="decrease").count() == 2
    assert settled() == 250_000


def test_a_decrease_after_the_last_settlement_is_a_fault(package):
    package.add("grants", "P1,decrease", decided_on="2022-06-01", amount="0.01")
    with pytest.raises(PackageRefused) as refusal:
        package.load()
    assert {fault.rule for fault in refusal.value.faults} == {"settled_above_granted"}


def corrected(package, amount):
    settlement = Settlement.objects.get(project__code="P1", year=2020)
    SettlementCorrection.objects.create(
        settlement=settlement, amount=Decimal(amount), corrected_on=date(2022, 6, 1), reason="x"
    )


@pytest.mark.parametrize("change", ["settlement", "grant"])
def test_what_a_package_does_not_tell_counts_too(package, change):
    """A year was corrected here: the room that it took is no room for the package."""
    settle(package, of_2020="190000.00", of_2021="100000.00").load(update=True)
    corrected(package, "10000.00")
    if change == "settlement":
        settle(package, of_2020="190000.01", of_2021="100000.00")
    else:
        package.set("grants", "P1,decrease", amount="40000.01")
    with pytest.raises(PackageRefused) as refusal:
        package.load(update=True)
    [fault] = refusal.value.faults
    assert fault.rule == "settled_above_granted"
    assert "in de databank" in fault.text
    assert settled() == 290_000


def test_a_loaded_value_is_confirmed_whoever_entered_it(package):
    project = Project.objects.get(code="P2")
    grant = Grant.objects.get(project=project)
    Grant.objects.filter(pk=grant.pk).update(entered_by=play("max"), confirmed_at=None)
    package.set("grants", "P2", amount="150001.00").load(update=True)
    grant.refresh_from_db()
    assert (grant.counts, grant.amount) == (True, 150_001)
