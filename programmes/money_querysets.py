"""Questions about many rows of money, and the gate through which everyone reads them."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from m2w.expressions import SumMoney
from m2w.fields import MoneyField
from m2w.querysets import GatedQuerySet, M
from programmes import access, amounts
from programmes.choices import ClaimState, GrantKind, PaymentKind

if TYPE_CHECKING:
    from programmes.models import (
        Claim,
        ClaimLine,
        ControlSample,
        CostPlan,
        Grant,
        Payment,
        PaymentList,
        Settlement,
        SettlementCorrection,
    )

ZERO = Decimal("0.00")


class TwoPeopleQuerySet(GatedQuerySet[M]):
    """What one person entered counts once another confirmed it; loaded rows count at once."""

    def confirmed(self) -> Self:
        return self.filter(Q(entered_by__isnull=True) | Q(confirmed_by__isnull=False))

    def unconfirmed(self) -> Self:
        return self.filter(entered_by__isnull=False, confirmed_by__isnull=True)


class GrantQuerySet(TwoPeopleQuerySet["Grant"]):
    readers = access.money()
    editors = access.MANAGER

    def reserved(self) -> Self:
        """Those that wait for a second person and add: they take room in a budget already."""
        return self.unconfirmed().exclude(kind=GrantKind.DECREASE)

    def total(self) -> Decimal:
        """What they add up to; a decrease subtracts."""
        return amounts.total(self, amounts.GRANTED)


class SettlementQuerySet(TwoPeopleQuerySet["Settlement"]):
    readers = access.money()
    editors = access.MANAGER

    def with_corrections(self, by: date | None = None) -> Self:
        """With `corrected`, what confirmed corrections add or take off; by a day only theirs."""
        from programmes.models import SettlementCorrection

        rows = SettlementCorrection.objects.confirmed().filter(settlement=OuterRef("pk"))
        counting = rows.filter(corrected_on__lte=by) if by else rows
        # In euro inside the query: `SumMoney` adds cents there, and gives euro at its end.
        summed = counting.order_by().values("settlement").annotate(sum=Sum("amount"))
        found = Coalesce(Subquery(summed.values("sum")), Value(ZERO), output_field=MoneyField())
        return self.annotate(corrected=found)

    def total(self, by: date | None = None) -> Decimal:
        """All that these settled, with the corrections that count; in one query."""
        found = (
            self.with_corrections(by)
            .order_by()
            .aggregate(settled=SumMoney("amount"), later=SumMoney("corrected"))
        )
        return (found["settled"] or ZERO) + (found["later"] or ZERO)


class SettlementCorrectionQuerySet(TwoPeopleQuerySet["SettlementCorrection"]):
    readers = access.money("settlement__project__")
    editors = access.MANAGER


class CostPlanQuerySet(GatedQuerySet["CostPlan"]):
    readers = access.claims("project__")
    editors = access.MANAGER


# A claim in each of its states, as `Claim.state` has it for one.
CLAIMS_IN: dict[str, Q] = {
    ClaimState.DRAFT: Q(declared_on__isnull=True),
    ClaimState.SUBMITTED: Q(declared_on__isnull=False, controlled_on__isnull=True),
    ClaimState.CONTROLLED: Q(controlled_on__isnull=False),
}


class ClaimQuerySet(GatedQuerySet["Claim"]):
    readers = access.costs("")
    editors = access.drafts("")

    def in_state(self, state: str) -> Self:
        return self.filter(CLAIMS_IN[state])

    def declared_by(self, on: date) -> Self:
        return self.filter(declared_on__lte=on)

    def with_amounts(self, on: date) -> Self:
        """With `costs`, what its lines come to; `declared`, that once it was submitted by the day;
        and `accepted`, what was accepted of it once it was controlled by the day."""
        return self.annotate(
            costs=SumMoney("lines__amount_declared"),
            declared=SumMoney("lines__amount_declared", filter=Q(declared_on__lte=on)),
            accepted=SumMoney("lines__amount_accepted", filter=Q(controlled_on__lte=on)),
        )

    def to_control(self, own: Iterable[UUID]) -> Self:
        """Those that were submitted and of which the control is not closed, but none of one's own
        organisations, and none of a year that was settled all the same."""
        from programmes.models import Settlement

        settled = Settlement.objects.filter(project=OuterRef("project"), year=OuterRef("year"))
        waiting = self.filter(declared_on__isnull=False, controlled_on__isnull=True)
        return waiting.filter(~Exists(settled)).exclude(project__promoter__in=own)

    def with_progress(self) -> Self:
        """With `declared`, how many lines there are `to_judge`, and how many are `judged`."""
        return self.annotate(
            declared=SumMoney("lines__amount_declared"),
            to_judge=Count("lines"),
            judged=Count("lines", filter=Q(lines__amount_accepted__isnull=False)),
        )


class ClaimLineQuerySet(GatedQuerySet["ClaimLine"]):
    readers = access.costs("claim__")
    editors = access.drafts("claim__")

    def takes_proof_from(self, user: Any) -> Self:
        """The lines that this user may add a document to: in a draft of theirs, or while VDAB asks
        for it."""
        asked = Q(proof_asked_on__isnull=False, proof_answered_on__isnull=True)
        open_to_it = self._rule(self.editors, user) | self._rule(access.TO_PROVE, user) & asked
        return self.filter(open_to_it)

    def same_invoice(self, line: "ClaimLine") -> Self:
        """The other lines with the same number of the same supplier, however written."""
        if not line.invoice_key:
            return self.none()
        return self.filter(invoice_key=line.invoice_key).exclude(pk=line.pk)

    def totals(self, on: date) -> dict[str, Decimal | None]:
        """`declared` and `accepted` of all together, in one query: what was submitted by the day,
        and what was controlled by it."""
        return self.aggregate(
            declared=SumMoney("amount_declared", filter=Q(claim__declared_on__lte=on)),
            accepted=SumMoney("amount_accepted", filter=Q(claim__controlled_on__lte=on)),
        )


class ControlSampleQuerySet(GatedQuerySet["ControlSample"]):
    # Which lines are looked at is not its promoter's to know.
    readers = editors = access.MANAGER


class PaymentListQuerySet(GatedQuerySet["PaymentList"]):
    readers = editors = access.MANAGER

    def with_totals(self) -> Self:
        """With `count`, how many payments there are, and `total`, what they come to."""
        return self.annotate(
            count=Count("payments"),
            total=SumMoney(
                Case(
                    When(payments__kind=PaymentKind.RECOVERY, then=-F("payments__amount")),
                    default=F("payments__amount"),
                    output_field=MoneyField(),
                )
            ),
        )


class PaymentQuerySet(GatedQuerySet["Payment"]):
    readers = access.claims("project__")
    editors = access.MANAGER

    def to_list(self) -> Self:
        """Those that are on no list for the ledger yet. What was loaded as paid was paid before
        there were lists, and is not sent to the ledger once more."""
        paid_before = Q(entered_by__isnull=True, paid_on__isnull=False)
        return self.filter(~paid_before, listed_in__isnull=True)
