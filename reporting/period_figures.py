"""The figures of one round, project by project: what happened in its period, and the state on
its last day (domain.md 5 and 6).

They stand beside a sheet while it is written, and stay on it as they were once it is final.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.periods import ONE_DAY, iso_day
from programmes.choices import Track
from programmes.evaluation_rounds import Round
from reporting import indicators
from reporting.selection import Selection

HAPPENED = ("submitted", "approved", "rejected", "withdrawn", "started", "ended")


@dataclass(frozen=True, slots=True)
class Counted:
    """Everything that was counted of one project: cumulative before the period, cumulative up to
    and including its last day, the split of what ended by then, and its duos."""

    before: Mapping[str, int]
    by_then: Mapping[str, int]
    outflow: Mapping[str, int]
    duos: tuple[int, int]

    def happened(self, code: str) -> int:
        """How many times it happened in the period itself."""
        return self.by_then[code] - self.before[code]


@dataclass(frozen=True, slots=True)
class Figure:
    label: str | Promise
    take: Callable[[Counted], int]


def in_period(code: str, label: str | Promise) -> Figure:
    return Figure(label, lambda counted: counted.happened(code))


FIGURES: Mapping[str, Figure] = {
    "submitted": in_period("submitted", _("ingediend")),
    "approved": in_period("approved", _("goedgekeurd")),
    "rejected": in_period("rejected", _("geweigerd")),
    "withdrawn": in_period("withdrawn", _("ingetrokken")),
    "started": in_period("started", _("gestart")),
    "ended": in_period("ended", _("beëindigd")),
    "active": Figure(_("lopend op de laatste dag"), lambda counted: counted.by_then["active"]),
    "duos": Figure(_("duo’s in opvolging"), lambda counted: counted.duos[0]),
    "in_rhythm": Figure(_("duo’s met contact op ritme"), lambda counted: counted.duos[1]),
    "work": Figure(_("werk, alles samen"), lambda counted: counted.outflow["work"]),
    "sustainable_work": Figure(
        _("duurzaam werk, alles samen"), lambda counted: counted.outflow["sustainable_work"]
    ),
}
# What each track talks about [choice]; an evaluation without a track talks about everything.
OF_TRACK: Mapping[str, Sequence[str]] = {
    Track.OPERATIONAL: ("submitted", "approved", "started", "ended", "active"),
    Track.CONTENT: ("active", "duos", "in_rhythm", "ended", "work", "sustainable_work"),
    Track.COOPERATION: ("submitted", "approved", "rejected", "withdrawn"),
    "": tuple(FIGURES),
}


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one project, by the code of the figure."""

    code: str
    name: str
    values: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """What was counted from a day up to and including another: a line per project."""

    since: date
    as_of: date
    labels: Mapping[str, str]
    lines: Sequence[Line]

    @property
    def total(self) -> dict[str, int]:
        return {code: sum(line.values[code] for line in self.lines) for code in self.labels}

    def only(self, codes: Sequence[str]) -> "PeriodFigures":
        """The same without other figures."""
        return PeriodFigures(
            self.since,
            self.as_of,
            {code: self.labels[code] for code in codes},
            [
                Line(line.code, line.name, {code: line.values[code] for code in codes})
                for line in self.lines
            ],
        )

    def as_json(self) -> dict[str, Any]:
        """As a sheet keeps them."""
        return {
            "since": self.since.isoformat(),
            "as_of": self.as_of.isoformat(),
            "columns": [{"code": code, "label": label} for code, label in self.labels.items()],
            "rows": [
                {"code": line.code, "name": line.name, "values": list(line.values.values())}
                for line in self.lines
            ],
        }


def kept_figures(kept: Mapping[str, Any]) -> PeriodFigures | None:
    """The figures that a final sheet keeps; None for one that was loaded without."""
    if not kept.get("rows"):
        return None
    codes = [column["code"] for column in kept["columns"]]
    return PeriodFigures(
        iso_day(kept["since"]),
        iso_day(kept["as_of"]),
        {column["code"]: label_of(column) for column in kept["columns"]},
        [
            Line(row["code"], row["name"], dict(zip(codes, row["values"], strict=True)))
            for row in kept["rows"]
        ],
    )


def label_of(column: Mapping[str, str]) -> str:
    """In the language of the reader, or as it was kept for a figure that is no more."""
    known = FIGURES.get(column["code"])
    return str(known.label) if known else column["label"]


def figures_of(on_round: Round) -> PeriodFigures | None:
    """The true counts of the projects that ran in the period of a round, up to today while it
    runs; None before it begins.

    The same number of queries whatever the number of projects.
    """
    if not on_round.has_begun:
        return None
    as_of = min(on_round.last_day, periods.today())
    now = Selection(as_of, on_round.projects())
    counted = counts_of(now, on_round.period.start - ONE_DAY)
    return PeriodFigures(
        on_round.period.start,
        as_of,
        {code: str(figure.label) for code, figure in FIGURES.items()},
        [
            Line(
                project.code,
                project.name,
                {code: figure.take(counted[project.code]) for code, figure in FIGURES.items()},
            )
            for project in now.projects
        ],
    )


def counts_of(now: Selection, day_before: date) -> dict[str, Counted]:
    before = Selection(day_before, now.projects)
    measures = (*HAPPENED, "active")
    earlier = indicators.counts_per_project(before, measures)
    by_then = indicators.counts_per_project(now, measures)
    outflow = indicators.outflow_per_project(now)
    duos = indicators.duos_in_rhythm(now)
    return {
        project.code: Counted(
            earlier[project.code],
            by_then[project.code],
            outflow[project.code],
            duos[project.code],
        )
        for project in now.projects
    }
