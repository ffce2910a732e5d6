"""VDAB's control of the costs that a promoter declared: who judges which line, and what it found.

Pure: plain values in, codes and amounts out; services put the codes into words. Amounts are euro
as Decimal. Source: domain.md 7 (never accepted above declared; nobody controls a claim of their
own organisation or one they entered; with a sample only the lines controlled change).
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

ZERO = Decimal("0.00")
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a claim is, and whose it is: `own` for the organisation of who asks, `submitted_by`
    for who asks."""

    is_submitted: bool
    is_closed: bool = False
    is_settled: bool = False
    own: bool = False
    submitted_by_oneself: bool = False


def why_not_control(standing: Standing) -> str:
    """Why someone cannot control a claim now; empty when they can. Codes: own_organisation,
    own_entry, not_submitted, control_closed, year_settled."""
    if standing.own:
        return "own_organisation"
    if standing.submitted_by_oneself:
        return "own_entry"
    if not standing.is_submitted:
        return "not_submitted"
    if standing.is_closed:
        return "control_closed"
    return "year_settled" if standing.is_settled else ""


@dataclass(frozen=True, slots=True)
class Cost:
    """A line as far as its control goes. `accepted` is None while nobody judged it."""

    number: int
    declared: Decimal
    accepted: Decimal | None = None
    entered_by: UUID | int | None = None
    judged_by: UUID | int | None = None

    @property
    def is_judged(self) -> bool:
        return self.accepted is not None

    @property
    def refused(self) -> Decimal:
        """What control took off."""
        return ZERO if self.accepted is None else self.declared - self.accepted


def why_not_judge(cost: Cost, by: UUID | int) -> str:
    """Why someone cannot judge a line of a claim that they control; empty when they can. Codes:
    own_entry, controlled_already (by a colleague; who judged it may still change their mind)."""
    if cost.entered_by == by:
        return "own_entry"
    return "controlled_already" if cost.is_judged and cost.judged_by != by else ""


def faults_of(declared: Decimal, accepted: Decimal, reason: str) -> dict[str, str]:
    """What is wrong with a verdict, as codes by field: of `amount_accepted` below_zero or
    above_declared, of `reason` required when less is accepted than was declared."""
    if accepted < ZERO:
        return {"amount_accepted": "below_zero"}
    if accepted > declared:
        return {"amount_accepted": "above_declared"}
    return {"reason": "required"} if accepted < declared and not reason else {}


def left_to_judge(costs: Iterable[Cost], sample: Container[int] | None) -> list[Cost]:
    """The lines that still need a verdict before the control can be closed: all of them, or of a
    sample only those that were drawn."""
    return [
        cost for cost in costs if not cost.is_judged and (sample is None or cost.number in sample)
    ]


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """What the control of lines found. `pct` is (declared − accepted) ÷ declared, in percent with
    one decimal, None without anything declared. It is said of these lines only."""

    judged: int
    wrong: int
    declared: Decimal
    refused: Decimal
    pct: Decimal | None


def error_rate(costs: Iterable[Cost], sample: Container[int]) -> ErrorRate:
    """The error rate over the lines of the sample that were judged."""
    judged: Sequence[Cost] = [c for c in costs if c.is_judged and c.number in sample]
    declared = sum((cost.declared for cost in judged), ZERO)
    refused = sum((cost.refused for cost in judged), ZERO)
    pct = (100 * refused / declared).quantize(TENTH, ROUND_HALF_UP) if declared else None
    wrong = sum(1 for cost in judged if cost.refused)
    return ErrorRate(len(judged), wrong, declared, refused, pct)
