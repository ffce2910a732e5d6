"""How the control of a claim stands: its lines, its sample, and what is left to judge."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from m2w.accounts.acting import acts_as
from m2w.accounts.models import User
from programmes import sampling
from programmes.access import MANAGER
from programmes.controlling import ZERO, Cost, ErrorRate, Standing, error_rate, left_to_judge
from programmes.models import Claim, ClaimLine, ControlSample
from programmes.sampling import Draw, Item


def standing_of(claim: Claim, by: User) -> Standing:
    """How far a claim is, for who would control it; its project is looked up along."""
    return Standing(
        is_submitted=claim.declared_on is not None,
        is_closed=claim.controlled_on is not None,
        is_settled=claim.project.settlements.filter(year=claim.year).exists(),
        own=claim.project.promoter_id in by.organisations,
        submitted_by_oneself=claim.declared_by_id == by.pk,
    )


def cost_of(line: ClaimLine) -> Cost:
    return Cost(
        number=line.number,
        declared=line.amount_declared,
        accepted=line.amount_accepted,
        entered_by=line.entered_by_id,
        judged_by=line.controlled_by_id,
    )


@dataclass(frozen=True)
class Control:
    """The lines of a claim by number, and the sample if one was drawn."""

    claim: Claim
    lines: Sequence[ClaimLine]
    sample: ControlSample | None

    @cached_property
    def costs(self) -> list[Cost]:
        return [cost_of(line) for line in self.lines]

    @cached_property
    def draw(self) -> Draw | None:
        """Drawn again each time it is asked: what is kept is how."""
        if self.sample is None:
            return None
        items = [Item(cost.number, cost.declared) for cost in self.costs]
        return sampling.draw(items, self.sample.method, self.sample.size, self.sample.seed)

    @property
    def chosen(self) -> frozenset[int] | None:
        """The numbers of the lines of the sample; None without one: then all are controlled."""
        return self.draw.chosen if self.draw else None

    @cached_property
    def left(self) -> list[Cost]:
        return left_to_judge(self.costs, self.chosen)

    @property
    def to_judge(self) -> int:
        """How many lines need a verdict in all."""
        return len(self.lines) if self.chosen is None else len(self.chosen)

    @property
    def judged(self) -> int:
        return self.to_judge - len(self.left)

    @property
    def declared(self) -> Decimal:
        return sum((cost.declared for cost in self.costs), ZERO)

    @property
    def rate(self) -> ErrorRate | None:
        """The error rate of the sample; None without one."""
        return None if self.chosen is None else error_rate(self.costs, self.chosen)

    def next_after(self, number: int) -> int | None:
        """The next line to judge: the first one after this number, else the first one left."""
        numbers = [cost.number for cost in self.left if cost.number != number]
        return next((n for n in numbers if n > number), numbers[0] if numbers else None)


def control_of(claim: Claim, *related: str) -> Control:
    """In two queries; `related` is joined to the lines."""
    rows: Any = claim.lines.order_by("number")
    lines = rows.select_related(*related) if related else rows
    return Control(claim, list(lines), ControlSample.objects.filter(claim=claim).first())


def told_to(line: ClaimLine, reader: User) -> ClaimLine:
    """A line as its reader may know it: to a promoter what control found once it is done, until
    then a copy without, that is not to be stored."""
    if line.claim.controlled_on is not None or acts_as(reader, MANAGER):
        return line
    told = copy(line)
    told.amount_accepted, told.control_reason, told.controlled_by = None, "", None
    return told
