"""The money of the projects of a selection, beside the mentees that it was for."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db.models import Count, Min

from reporting import ledger
from reporting.budget import Term
from reporting.effects import Spending, Starts
from reporting.measures import DIMENSIONS
from reporting.selection import Selection


def spending(selection: Selection, *, with_people: bool = True) -> dict[str, Spending]:
    """Per project code, in six queries whatever the number of projects; five without the mentees
    who started."""
    money = ledger.money(selection)
    started = starts(selection) if with_people else None
    return {
        project.code: Spending(
            money[project.code],
            Term(project.starts_on, selection.last_day(project)),
            project.target_mentees,
            selection.as_of,
            started.get(project.pk, Starts()) if started is not None else None,
        )
        for project in selection.projects
    }


def starts(selection: Selection) -> Mapping[UUID, Starts] | None:
    """The mentees who started by the day. The ministry reads no counts here until they are
    protected: None."""
    if not selection.shows_people:
        return None
    rows = (
        selection.enrolments.filter(started_on__lte=selection.as_of)
        .values("project", year=DIMENSIONS["year"].expression("started_on"))
        .annotate(n=Count("project"), first_on=Min("started_on"))
        .values_list("project", "year", "n", "first_on")
    )
    per_year: dict[UUID, dict[int, int]] = defaultdict(dict)
    first: dict[UUID, list[date]] = defaultdict(list)
    for project, year, n, first_on in rows:
        per_year[project][int(year)] = n
        first[project].append(first_on)
    return {project: Starts(years, min(first[project])) for project, years in per_year.items()}
