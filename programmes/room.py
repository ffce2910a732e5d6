"""Where there is room: places left in the projects of today, and how soon a first duo starts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from m2w.expressions import DaysBetween
from programmes.choices import ScreeningResult
from programmes.models import Enrolment, Mentee, Project
from programmes.places import TAKES_A_PLACE
from programmes.services.screenings import judge

# Both [choice]: after so long without a submission a project runs dry, and so far back the days
# to a first duo are looked at, so that they tell of now.
DRY_AFTER = timedelta(days=60)
LOOKED_BACK = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Room:
    """A project with its places: the target less those who were approved and not withdrawn.

    `days_to_match` is the median of days from approval to first duo, over the last year; None
    when no duo started in it.
    """

    project: Project
    places: int
    days_to_match: float | None
    is_dry: bool

    @property
    def is_over(self) -> bool:
        return self.places < 0

    @property
    def dry_after(self) -> int:
        """The days without a submission after which a project runs dry."""
        return DRY_AFTER.days

    @property
    def over(self) -> int:
        """How many were approved above the target."""
        return max(0, -self.places)

    @property
    def has_place(self) -> bool:
        return self.places > 0


def rooms(projects: QuerySet[Project], on: date) -> list[Room]:
    """The projects that run on a day, most places first; in three queries."""
    running = projects.select_related("promoter").running(on)  # type: ignore[attr-defined]
    keys = [project.pk for project in running]
    counted = {row["project"]: row for row in counts_of(keys)}
    days = days_to_match(keys, on)
    found = []
    for project in running:
        counts = counted.get(project.pk, {"taken": 0, "last": None})
        places = project.target_mentees - counts["taken"]
        is_dry = (counts["last"] or project.starts_on) < on - DRY_AFTER
        found.append(Room(project, places, days.get(project.pk), is_dry))
    return sorted(found, key=lambda room: (-room.places, room.project.name))


def counts_of(projects: Sequence[UUID]) -> Any:
    """Per project who took a place, and the last submission: read from one narrow index."""
    rows = Enrolment.objects.filter(project__in=projects).order_by().values("project")
    return rows.annotate(taken=Count("project", filter=TAKES_A_PLACE), last=Max("submitted_on"))


def days_to_match(projects: Sequence[UUID], on: date) -> dict[UUID, float]:
    """Per project the median of the days from approval to first duo, of those of the last year.

    The database counts how often each number of days occurs: far fewer rows than there are duos.
    """
    started = Enrolment.objects.filter(
        project__in=projects,
        decided_on__isnull=False,
        started_on__gt=on - LOOKED_BACK,
        started_on__lte=on,
    )
    rows = started.order_by().values("project", days=DaysBetween("started_on", "decided_on"))
    waits: dict[UUID, list[int]] = {}
    for row in rows.annotate(times=Count("project")):
        waits.setdefault(row["project"], []).extend([row["days"]] * row["times"])
    return {project: median(days) for project, days in waits.items()}


def that_fit(found: list[Room], mentee: Mentee, on: date) -> list[Room]:
    """The projects with a place whose lot admits this mentee on a day."""
    results = {
        lot: judge(mentee, lot, on).result
        for lot in {room.project.lot for room in found if room.has_place}
    }
    return [
        room
        for room in found
        if room.has_place and results[room.project.lot] == ScreeningResult.ELIGIBLE
    ]
