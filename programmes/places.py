"""Which projects take mentees today, and how many places they have left.

A place is taken by whoever was approved and did not withdraw before the start: approved, started
and ended alike, because the target of a project counts whom it starts over its whole term
[choice]. What is over target has no place left.
"""

from datetime import date
from typing import NamedTuple

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from m2w import periods
from m2w.accounts.models import User
from m2w.periods import ONE_DAY, Period
from programmes.advice import Place
from programmes.choices import Decision
from programmes.eligibility import LotRules
from programmes.models import Enrolment, Project
from programmes.terms import last_day_after

TAKES_A_PLACE = Q(decision=Decision.APPROVED, withdrawn_on__isnull=True)
# Counted by the index on the facts of enrolments, project by project.
TAKEN = (
    Enrolment.objects.filter(TAKES_A_PLACE, project=OuterRef("pk"))
    .order_by()
    .values("project")
    .annotate(n=Count("*"))
    .values("n")
)


class Row(NamedTuple):
    """What a place is made of; `taken` is counted along."""

    code: str
    name: str
    target_mentees: int
    starts_on: date
    ends_on: date
    extension__months: int | None
    lot__subgroups: tuple[str, ...]
    lot__provinces: tuple[str, ...]
    lot__call__max_dutch_level: str
    lot__call__max_level_may_be_attested: bool
    taken: int

    @property
    def term(self) -> Period:
        """The whole term, its extension included."""
        last_day = last_day_after(self.ends_on + ONE_DAY, self.extension__months or 0)
        return Period.through(self.starts_on, last_day)

    @property
    def rules(self) -> LotRules:
        return LotRules(
            frozenset(self.lot__subgroups),
            self.lot__call__max_dutch_level,
            self.lot__call__max_level_may_be_attested,
        )


# Made once: the live screening asks it with every answer that is chosen.
COUNTED = Project.objects.annotate(taken=Coalesce(Subquery(TAKEN), 0)).order_by("name", "code")


def places_of(user: User) -> list[Place]:
    """The projects someone sees whose term holds today, by name, as the pure rule takes them."""
    today = periods.today()
    may_run = Q(ends_on__gte=today) | Q(extension__isnull=False)
    rows = COUNTED.visible_to(user).filter(may_run, starts_on__lte=today)
    return [
        Place(
            row.code,
            row.name,
            row.rules,
            frozenset(row.lot__provinces),
            max(0, row.target_mentees - row.taken),
        )
        for row in map(Row._make, rows.values_list(*Row._fields))
        if today in row.term
    ]
