"""The money of each project of a selection, as decided, declared or paid by its day."""

from collections import defaultdict
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from m2w.expressions import SumMoney
from programmes.amounts import GRANTED, PAID
from programmes.models import ClaimLine, Grant, Payment, Settlement, SettlementCorrection
from reporting.budget import ZERO, Money
from reporting.selection import Selection


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
    payments = Payment.objects.filter(project__in=ids, paid_on__lte=as_of)
    of_grants = granted(selection)
    of_claims = claimed(selection)
    of_settlements = settled(selection)
    of_payments = _per_project(payments.values("project"), SumMoney(PAID))
    return {
        project.code: Money(
            granted=of_grants.get(project.pk, ZERO),
            settled=of_settlements.get(project.pk, ZERO),
            paid=of_payments.get(project.pk, ZERO),
            **of_claims[project.pk],
        )
        for project in selection.projects
    }


def claimed(selection: Selection) -> dict[UUID, dict[str, Any]]:
    """What was declared per year, and of that what was controlled and accepted, in one query."""
    known = Q(claim__controlled_on__lte=selection.as_of)
    rows = (
        ClaimLine.objects.filter(
            claim__project__in=selection.ids, claim__declared_on__lte=selection.as_of
        )
        .order_by()
        .values("claim__project", "claim__year")
        .annotate(
            declared=SumMoney("amount_declared"),
            controlled=SumMoney("amount_declared", filter=known),
            accepted=SumMoney("amount_accepted", filter=known),
        )
        .values_list("claim__project", "claim__year", "declared", "controlled", "accepted")
    )
    found: dict[UUID, dict[str, Any]] = defaultdict(_nothing)
    for project, year, declared, controlled, accepted in rows:
        of_project = found[project]
        of_project["declared_per_year"].append((year, declared))
        of_project["controlled"] += controlled or ZERO
        of_project["accepted"] += accepted or ZERO
    return found


def _nothing() -> dict[str, Any]:
    return {"declared_per_year": [], "controlled": ZERO, "accepted": ZERO}


def settled(selection: Selection) -> dict[UUID, Decimal]:
    """What was settled per project by the day, each correction from its own day on."""
    as_of, ids = selection.as_of, selection.ids
    settlements = Settlement.objects.confirmed().filter(project__in=ids, settled_on__lte=as_of)
    corrections = SettlementCorrection.objects.confirmed().filter(
        settlement__project__in=ids, corrected_on__lte=as_of
    )
    found = _per_project(settlements.values("project"), SumMoney("amount"))
    project = "settlement__project"
    corrected = _per_project(corrections.values(project), SumMoney("amount"), project)
    return {pk: amount + corrected.get(pk, ZERO) for pk, amount in found.items()}


def _per_project(
    rows: QuerySet[Any, Any], amount: SumMoney, project: str = "project"
) -> dict[UUID, Decimal]:
    return {
        pk: total or ZERO
        for pk, total in rows.order_by().annotate(sum=amount).values_list(project, "sum")
    }
