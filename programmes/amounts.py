"""Amounts as the database adds them: a decrease and a recovery subtract."""

from decimal import Decimal
from typing import Any

from django.db.models import Case, ExpressionWrapper, F, QuerySet, When

from m2w.expressions import SumMoney
from m2w.fields import MoneyField
from programmes.choices import GrantKind, PaymentKind

ZERO = Decimal("0.00")


def _less(kind: str) -> Case:
    """The amount, subtracted for one kind."""
    subtracted = ExpressionWrapper(-F("amount"), MoneyField())
    return Case(When(kind=kind, then=subtracted), default=F("amount"), output_field=MoneyField())


GRANTED = _less(GrantKind.DECREASE)
PAID = _less(PaymentKind.RECOVERY)


def total(rows: QuerySet[Any], amount: Any) -> Decimal:
    """The sum of an amount over rows, to the cent; 0 without any."""
    found: Decimal | None = rows.order_by().aggregate(total=SumMoney(amount))["total"]
    return found or ZERO
