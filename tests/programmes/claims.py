"""What the tests of costs share: a claim of Core in draft, and lines for it."""

from datetime import date
from decimal import Decimal

from m2w.accounts.models import Staff
from programmes import services
from programmes.models import Claim, ClaimLine
from tests.cast import CORE, play, project_of
from tests.factories import ClaimFactory

INVOICE = {
    "description": "Vorming taal op de werkvloer",
    "supplier": "Vormingscentrum Leuven",
    "invoice_number": "2021/0145",
    "spent_on": date(2021, 6, 1),
    "amount_declared": Decimal("250.00"),
}


def draft(code=CORE, **values) -> Claim:
    """A claim in draft for training in 2021, without lines."""
    about = {"year": 2021, "category": "training", "declared_on": None, "line": None} | values
    return ClaimFactory(**({"project": project_of(code)} | about))


def staff_of(name="carl") -> Staff:
    return play(name).acting.staff


def add(claim, by="alice", **values) -> ClaimLine:
    return services.add_line(claim, by=play(by), **{**INVOICE, **values})


def hours(claim, by="alice", who=None, **values) -> ClaimLine:
    """A line of hours."""
    told = {"staff": who or staff_of(), "hours": Decimal(100), "yearly_cost": Decimal("60000.00")}
    return services.add_line(claim, by=play(by), **{**told, **values})


def set_terms(project, **values) -> None:
    """Parameters of the call of a project."""
    call = project.lot.call
    for name, value in values.items():
        setattr(call, name, value)
    call.save()
