"""How far a project is against its own plan."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from programmes.models import Project
from programmes.terms import planned_by


@dataclass(frozen=True, slots=True)
class Progress:
    """Mentees started against the target, and what the plan expects by the day."""

    project: Project
    started: int
    expected: int

    @property
    def sentence(self) -> str | Promise:
        behind = self.expected - self.started
        if behind > 0:
            text = _("%(behind)s achter op schema: %(expected)s verwacht")
            return text % {"behind": behind, "expected": self.expected}
        return _("Op schema: %(expected)s verwacht op vandaag") % {"expected": self.expected}


def running(projects: QuerySet[Project], on: date) -> list[Progress]:
    """The projects whose initial term holds the day, in one query."""
    rows = projects.filter(starts_on__lte=on, ends_on__gte=on).annotate(
        started=Count("enrolments", filter=Q(enrolments__started_on__lte=on))
    )
    return [
        Progress(p, p.started, planned_by(p.target_mentees, p.starts_on, p.ends_on, on))
        for p in rows
    ]
