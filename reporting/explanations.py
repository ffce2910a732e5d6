"""Why a budget is under- or over-used: sentences with the figures that explain it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import Count, Min
from django.utils.translation import gettext as _

from m2w.notation import euro
from programmes.models import Project
from programmes.terms import planned_by
from reporting.budget import Money, Term, missing_years
from reporting.selection import Selection
from reporting.tables import CENT, rounded

LATE_AFTER_DAYS = 60


@dataclass(frozen=True, slots=True)
class Starts:
    """How many mentees started in a project by the day, and when the first did.

    None stands in its place for readers who may see no count of persons.
    """

    count: int = 0
    first_on: date | None = None


def starts(selection: Selection) -> Mapping[str, Starts | None]:
    """Per project code. The ministry reads no counts here until they are protected."""
    if not selection.shows_people:
        return dict.fromkeys(selection.names)
    found = {
        project: Starts(count, first_on)
        for project, count, first_on in selection.enrolments.filter(started_on__lte=selection.as_of)
        .values("project")
        .annotate(n=Count("project"), first_on=Min("started_on"))
        .values_list("project", "n", "first_on")
    }
    return {project.code: found.get(project.pk, Starts()) for project in selection.projects}


def explain(
    project: Project,
    *,
    term: Term,
    money: Money,
    started: Starts | None,
    until: date | None,
    signal: str | None,
) -> str | None:
    """What explains under- or over-use; none when the project is on track."""
    if until is None or signal in {None, "on_track"}:
        return None
    sentences = [_missing(money, term, until)]
    if started:
        sentences += [
            _planned(project, term, started, until),
            _cost(project, money, started),
            _late(project, started, until),
        ]
    return " ".join(sentence for sentence in sentences if sentence) or None


def _planned(project: Project, term: Term, started: Starts, until: date) -> str:
    planned = planned_by(project.target_mentees, term.first_day, term.last_day, until)
    return _("%(started)d mentees gestart tegenover %(planned)d gepland.") % {
        "started": started.count,
        "planned": planned,
    }


def _cost(project: Project, money: Money, started: Starts) -> str:
    """Cost per started mentee beside what was granted per target mentee."""
    if not started.count or not project.target_mentees:
        return ""
    return _("Kost per gestarte mentee %(cost)s tegenover %(granted)s toegekend.") % {
        "cost": euro(_each(money.declared, started.count)),
        "granted": euro(_each(money.granted, project.target_mentees)),
    }


def _late(project: Project, started: Starts, until: date) -> str:
    days = ((started.first_on or until) - project.starts_on).days
    if days <= LATE_AFTER_DAYS:
        return ""
    if started.first_on is None:
        return _("Nog geen mentee gestart.")
    return _("Eerste mentee gestart %(days)d dagen na het begin van het project.") % {"days": days}


def _missing(money: Money, term: Term, until: date) -> str:
    years = missing_years(money, term, until)
    if not years:
        return ""
    return _("Nog geen kosten gedeclareerd voor %(years)s.") % {
        "years": ", ".join(str(year) for year in years)
    }


def _each(total: Decimal, count: int) -> Decimal:
    return rounded(Fraction(total) / count, CENT)
