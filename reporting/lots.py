"""Where the money of a call lies and where people wait: per lot, and what moving an amount between
two lots would do. Nothing of it is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from m2w.reference.provinces import province_of
from programmes import eligibility
from programmes.choices import Decision, RejectionReason, ScreeningResult
from programmes.eligibility import LotRules, Situation
from programmes.models import Enrolment, Lot, Project
from reporting.budget import ZERO
from reporting.effects import Spending
from reporting.selection import Selection
from reporting.tables import CENT, rounded


@dataclass(frozen=True, slots=True)
class LotRow:
    """A lot as of a day. `places` are those left in its projects that run on it; `waiting` are the
    people who wait and would be eligible there. Both None for who may see no count of persons."""

    code: str
    name: str
    budget: Decimal | None
    granted: Decimal
    target: int
    places: int | None = None
    waiting: int | None = None

    @property
    def left(self) -> Decimal | None:
        """Of the budget, not granted yet; negative when more was granted."""
        return None if self.budget is None else self.budget - self.granted

    @property
    def per_mentee(self) -> Decimal | None:
        """Granted per target mentee; None without a target or a grant."""
        if not self.target or not self.granted:
            return None
        return rounded(Fraction(self.granted) / self.target, CENT)

    @property
    def pays_for(self) -> int | None:
        """How many mentees more what is left would pay for, at that price."""
        if self.left is None or self.per_mentee is None:
            return None
        return max(0, int(self.left // self.per_mentee))


def lots(selection: Selection, spent: Mapping[str, Spending], found: Sequence[Lot]) -> list[LotRow]:
    """These lots, with the projects of the selection in them."""
    of_lot: dict[UUID, list[Project]] = {lot.pk: [] for lot in found}
    for project in selection.projects:
        if project.lot_id in of_lot:
            of_lot[project.lot_id].append(project)
    people = selection.shows_people
    places = places_left(selection) if people else {}
    waiting = waiting_per_lot(selection, found) if people else {}
    return [
        LotRow(
            lot.code,
            lot.name,
            lot.budget,
            sum((spent[one.code].money.granted for one in of_lot[lot.pk]), ZERO),
            sum(one.target_mentees for one in of_lot[lot.pk]),
            sum(places[one.pk] for one in of_lot[lot.pk]) if people else None,
            waiting[lot.pk] if people else None,
        )
        for lot in found
    ]


def places_left(selection: Selection) -> dict[UUID, int]:
    """Per project: its target less who took a place by the day; none before or after its term."""
    on = selection.as_of
    stayed = Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on)
    rows = (
        selection.enrolments.filter(stayed, decision=Decision.APPROVED, decided_on__lte=on)
        .values("project")
        .annotate(n=Count("project"))
        .values_list("project", "n")
    )
    taken = dict(rows)
    return {
        project.pk: max(0, project.target_mentees - taken.get(project.pk, 0))
        if project.starts_on <= on <= selection.last_day(project)
        else 0
        for project in selection.projects
    }


def waiting_per_lot(selection: Selection, lots: Sequence[Lot]) -> dict[UUID, int]:
    """Per lot: the people who wait in any project of the selection, live in a province of this lot
    and are eligible for it, on the day. One person counts once in a lot, and may count in more."""
    found: dict[UUID, set[Any]] = {lot.pk: set() for lot in lots}
    rules = [(lot.pk, frozenset(lot.provinces), lot.rules) for lot in lots]
    on = selection.as_of
    for person, mentee, *facts in waiting(selection):
        situation = Situation._make(facts)
        province = province_of(situation.postcode, on)
        for lot, provinces, of_lot in rules:
            if province in provinces and is_eligible(situation, of_lot, on):
                found[lot].add(person or mentee)
    return {lot: len(people) for lot, people in found.items()}


def is_eligible(situation: Situation, rules: LotRules, on: date) -> bool:
    return eligibility.screen(situation, rules, on).result == ScreeningResult.ELIGIBLE


def waiting(selection: Selection) -> Any:
    """Who waits on the day: put to VDAB or approved, and not started; or refused since a lot was
    full, and put forward for nothing since. [choice]"""
    on = selection.as_of
    later = Enrolment.objects.filter(
        mentee__person=OuterRef("mentee__person"),
        submitted_on__gt=OuterRef("decided_on"),
        submitted_on__lte=on,
    )
    turned_away = Q(decision_reason=RejectionReason.LOT_FULL, decided_on__lte=on) & ~Exists(later)
    undecided = _not_by("decided_on", on) | Q(decision=Decision.APPROVED)
    rows = selection.enrolments.in_use().filter(  # type: ignore[attr-defined]
        undecided | turned_away,
        *(_not_by(name, on) for name in ("started_on", "withdrawn_on", "ended_on")),
        submitted_on__lte=on,
    )
    facts = [f"mentee__{name}" for name in Situation._fields]
    return rows.values_list("mentee__person", "mentee", *facts)


def _not_by(name: str, on: date) -> Q:
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gt": on})


# What if ------------------------------------------------------------------------------------------


class CannotMove(ValueError):  # noqa: N818 - what it means, as people say it
    """The code is that of the reason: same_lot, no_budget, not_positive, more_than_left."""


def moved(giving: LotRow, taking: LotRow, amount: Decimal) -> tuple[LotRow, LotRow]:
    """Both lots after an amount in euro went from the budget of one to that of the other.

    Raises CannotMove for the same lot, one without a budget, an amount that is not positive, or
    more than what is not granted yet.
    """
    if giving.code == taking.code:
        raise CannotMove("same_lot")
    if giving.budget is None or taking.budget is None:
        raise CannotMove("no_budget")
    if amount <= ZERO:
        raise CannotMove("not_positive")
    if amount > (giving.left or ZERO):
        raise CannotMove("more_than_left")
    return (
        replace(giving, budget=giving.budget - amount),
        replace(taking, budget=taking.budget + amount),
    )
