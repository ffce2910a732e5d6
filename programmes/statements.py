"""The statement of a settled year, as its page and its letter tell it: what was declared, accepted
and refused per category, what is settled and corrected, and what is left to pay of all years."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise

from programmes import amounts, settling
from programmes.amounts import PAID, ZERO
from programmes.choices import CostCategory
from programmes.models import ClaimLine, Payment, Settlement, SettlementCorrection
from programmes.services.settlements import all_changes, grants_of


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cost that was not accepted in full: its number on the claim, and why."""

    number: int
    amount: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class Category:
    """The costs of one category; `label` is its word, in the language of who reads it. A total
    is of none."""

    label: str | Promise
    declared: Decimal
    accepted: Decimal
    refusals: Sequence[Refusal] = ()
    category: str = ""

    @property
    def refused(self) -> Decimal:
        return self.declared - self.accepted


@dataclass(frozen=True, slots=True)
class Statement:
    """`settled`, `paid` and `underway` (decided, not paid yet) are of all years of the project;
    `granted` is its ceiling."""

    settlement: Settlement
    categories: Sequence[Category]
    corrections: Sequence[SettlementCorrection]
    granted: Decimal
    settled: Decimal
    paid: Decimal
    underway: Decimal

    @property
    def declared(self) -> Decimal:
        return sum((one.declared for one in self.categories), ZERO)

    @property
    def accepted(self) -> Decimal:
        return sum((one.accepted for one in self.categories), ZERO)

    @property
    def of_year(self) -> Decimal:
        """What is settled of the year, with its corrections."""
        return self.settlement.amount + sum((one.amount for one in self.corrections), ZERO)

    @property
    def balance(self) -> Decimal:
        """To be paid, or below zero to be recovered."""
        return settling.balance(self.settled, self.paid)

    @property
    def to_decide(self) -> Decimal:
        """What of the balance no payment was decided for yet."""
        return self.balance - self.underway


def statement_of(settlement: Settlement) -> Statement:
    """What is known now; what waits for a second person is left out."""
    project = settlement.project
    payments = Payment.objects.filter(project=project)
    confirmed = SettlementCorrection.objects.confirmed().filter(settlement=settlement)
    return Statement(
        settlement,
        categories_of(settlement),
        list(confirmed.order_by("corrected_on")),
        granted=sum(list(grants_of(project).values())[-1:], ZERO),
        settled=sum((one.amount for one in all_changes(project) if one.counts), ZERO),
        paid=amounts.total(payments.filter(paid_on__isnull=False), PAID),
        underway=amounts.total(payments.filter(paid_on__isnull=True), PAID),
    )


def categories_of(settlement: Settlement) -> list[Category]:
    """The claims of the year that were controlled, with each cost that was not accepted."""
    rows = ClaimLine.objects.filter(
        claim__project=settlement.project,
        claim__year=settlement.year,
        claim__controlled_on__isnull=False,
    )
    lines: dict[str, list[ClaimLine]] = {}
    for line in rows.select_related("claim").order_by("claim__category", "number"):
        lines.setdefault(line.claim.category, []).append(line)
    return [category_of(CostCategory(code), found) for code, found in lines.items()]


def category_of(category: CostCategory, lines: Sequence[ClaimLine]) -> Category:
    return Category(
        category.label,
        declared=sum((line.amount_declared for line in lines), ZERO),
        accepted=sum((line.amount_accepted or ZERO for line in lines), ZERO),
        refusals=[
            Refusal(line.number, line.refused, line.control_reason)
            for line in lines
            if line.refused
        ],
        category=category.value,
    )
