"""The money of each project of a selection, as decided, declared or paid by its day."""

from collections import defaultdict
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Case, ExpressionWrapper, F, QuerySet, When

from m2w.expressions import SumMoney
from m2w.fields import MoneyField
from programmes.choices import GrantKind, PaymentKind
from programmes.models import ClaimLine, Grant, Payment, Settlement
from reporting.budget import ZERO, Money
from reporting.selection import Selection


def _less(kind: str) -> Case:
    """The amount, subtracted for one kind."""
    subtracted = ExpressionWrapper(-F("amount"), MoneyField())
    return Case(When(kind=kind, then=subtracted), default=F("amount"), output_field=MoneyField())


GRANTED = _less(GrantKind.DECREASE)
PAID = _less(PaymentKind.RECOVERY)


def granted(selection: Selection, kind: str = "") -> dict[UUID, Decimal]:
    """The maximum granted per project by the day, or the part of one kind.

    It is never the real cost (domain.md 7).
    """
    grants = Grant.objects.confirmed().filter(
        project__in=selection.ids, decided_on__lte=selection.as_of
    )
    if kind:
        grants = grants.filter(kind=kind)
    return _per_project(grants.values("project"), SumMoney(GRANTED))


def money(selection: Selection) -> dict[str, Money]:
    """Everything per project code, in five queries."""
    as_of, ids = selection.as_of, selection.ids
    settlements = Settlement.objects.confirmed().filter(project__in=ids, settled_on__lte=as_of)
    payments = Payment.objects.filter(project__in=ids, paid_on__lte=as_of)
    lines = ClaimLine.objects.filter(claim__project__in=ids, claim__declared_on__lte=as_of)
    controlled = lines.filter(claim__controlled_on__lte=as_of)
    of_grants = granted(selection)
    of_accepted = _per_project(
        controlled.values("claim__project"), SumMoney("amount_accepted"), "claim__project"
    )
    of_settlements = _per_project(settlements.values("project"), SumMoney("amount"))
    of_payments = _per_project(payments.values("project"), SumMoney(PAID))
    declared: dict[UUID, list[tuple[int, Decimal]]] = defaultdict(list)
    for project, year, amount in (
        lines.order_by()
        .values("claim__project", "claim__year")
        .annotate(amount=SumMoney("amount_declared"))
        .values_list("claim__project", "claim__year", "amount")
    ):
        declared[project].append((year, amount))
    return {
        project.code: Money(
            granted=of_grants.get(project.pk, ZERO),
            declared_per_year=declared[project.pk],
            accepted=of_accepted.get(project.pk, ZERO),
            settled=of_settlements.get(project.pk, ZERO),
            paid=of_payments.get(project.pk, ZERO),
        )
        for project in selection.projects
    }


def _per_project(
    rows: QuerySet[Any, Any], amount: SumMoney, project: str = "project"
) -> dict[UUID, Decimal]:
    return {
        pk: total or ZERO
        for pk, total in rows.order_by().annotate(sum=amount).values_list(project, "sum")
    }
