"""What the page of the matrix shows: its cells in words, and beside it who is complete and what
is missing."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any

from babel.dates import format_date
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy, ngettext, to_locale
from django.utils.translation import gettext as _

from m2w import notation
from m2w.accounts.choices import Role
from m2w.details import Text
from m2w.marks import Mark
from m2w.notation import NBSP
from m2w.periods import Period, add_months
from m2w.tables import Column, Table
from programmes import rounds as calendar
from programmes.choices import EvaluationKind, Level, Track
from programmes.columns import project_url
from programmes.evaluating import WRITERS
from programmes.evaluation_addresses import round_url
from programmes.evaluation_texts import period_text
from programmes.models import Project
from reporting import rounds
from reporting.marks import ROUND_MARKS
from reporting.matrix import STATES, Cell, Completeness, Matrix, completeness, missing
from reporting.rounds import Round
from reporting.selection import Selection
from reporting.to_write import names_of

MOST_MISSING = 25


# The table -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell in words: what a reader sees, and what tells it apart from the others."""

    state: str
    mark: Mark
    note: str
    url: str
    about: str


def heads(matrix: Matrix) -> list[str]:
    """Two months in short: `mrt–apr 2026`."""
    return [
        f"{short_month(start)}–{short_month(add_months(start, 1))}{NBSP}{start:%Y}"
        for start in (block.start for block in matrix.blocks)
    ]


def short_month(day: date) -> str:
    """In the language of the reader; Django writes Dutch months with a capital here."""
    return format_date(day, "LLL", locale=to_locale(get_language() or settings.LANGUAGE_CODE))


def groups(matrix: Matrix, names: Mapping[str, str]) -> Iterator[tuple[Text, list[Any]]]:
    """Each group with its lines, each line with its cells in words; None where no round begins."""
    words = cache(period_text)
    for group in matrix.groups:
        yield (
            group.heading,
            [
                (line.label, [shown(cell, names, words) if cell else None for cell in line.cells])
                for line in group.lines
            ],
        )


def shown(cell: Cell, names: Mapping[str, str], words: Callable[[Period], str]) -> Shown:
    of = {"some": cell.count, "all": len(cell.rounds)}
    return Shown(
        cell.state,
        ROUND_MARKS[cell.state],
        _("%(some)s van %(all)s") % of if cell.count else "",
        round_url(cell.rounds[0]),
        f"{names[cell.scope.code]}, {words(cell.period)}",
    )


LEGEND = [
    (ROUND_MARKS["held"], gettext_lazy("definitief blad met een datum")),
    (ROUND_MARKS["draft"], gettext_lazy("nog niet definitief")),
    (ROUND_MARKS["open"], gettext_lazy("de periode loopt nog")),
    (ROUND_MARKS["missing"], gettext_lazy("de periode is voorbij, er is geen blad")),
]


# How it stands ---------------------------------------------------------------------------------


def stands(found: Sequence[Round]) -> list[tuple[Text, int]]:
    """How many rounds stand how, from well to wrong."""
    counts = Counter(one.status for one in found)
    return [(ROUND_MARKS[state].label, counts[state]) for state in reversed(STATES)]


def completeness_table(found: Sequence[Round], selection: Selection) -> Table:
    """Per promoter, over all its projects, and per province."""
    promoters = {project.code: project.promoter.name for project in selection.projects}
    names = names_of(selection)

    def owner(one: Round) -> str:
        scope = one.scope
        return promoters[scope.code] if scope.level == Level.PROMOTER else names[scope.code]

    shared = [one for one in found if one.scope.level != Level.CENTRAL]
    by_owner = sorted(shared, key=lambda one: (one.scope.level, owner(one)))
    lines = [
        completeness(name, of, selection.as_of)
        for (_level, name), of in groupby(by_owner, lambda one: (one.scope.level, owner(one)))
    ]
    return Table(_("Volledigheid per promotor en provincie"), COMPLETENESS, lines)


COMPLETENESS = [
    Column(gettext_lazy("Promotor of provincie"), "label"),
    Column(gettext_lazy("Rondes verwacht"), "due", "number"),
    Column(gettext_lazy("Gehouden"), "held", "number"),
    Column(gettext_lazy("Volledig"), "share", "percent"),
]


# What is missing -------------------------------------------------------------------------------


def missing_table(found: Iterable[Round], selection: Selection) -> Table:
    """The longest overdue first; no more of them than someone reads."""
    absent = missing(found)
    names = names_of(selection)
    rest = len(absent) - MOST_MISSING
    note = ngettext("En nog %(n)s.", "En nog %(n)s.", rest) % {"n": notation.number(rest)}
    columns = [
        Column(gettext_lazy("Ronde"), lambda one: title(one, names), url=round_url),
        Column(gettext_lazy("Periode"), lambda one: period_text(one.period)),
        Column(gettext_lazy("Wie schrijft"), writer_of),
        Column(
            gettext_lazy("Dagen over tijd"),
            lambda one: (selection.as_of - one.due_on).days,
            "number",
        ),
    ]
    shown_rows = absent[:MOST_MISSING]
    return Table(_("Wat ontbreekt"), columns, shown_rows, note=note if rest > 0 else "")


def title(one: Round, names: Mapping[str, str]) -> str:
    level = str(Level(one.scope.level).label).capitalize()
    return f"{level} {names[one.scope.code]}, {Track(one.track).label}"


def writer_of(one: Round) -> str:
    """Who is to write the sheet: the first role that does."""
    lines = (line for line in WRITERS if line.covers(one.kind, one.scope.level, one.track))
    return str(Role(next(lines).role).label)


# After six months, and at the end --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Milestones:
    """The six-month and the final evaluation of a project, as of a day."""

    project: Project
    six_month: Mark
    final: Mark


def milestones_table(selection: Selection) -> Table:
    early, late = (
        rounds.of_projects(selection, kind)
        for kind in (EvaluationKind.SIX_MONTH, EvaluationKind.FINAL)
    )
    lines = []
    for project in selection.projects:
        dues = calendar.six_month_due(project.starts_on), calendar.final_due(project.ends_on)
        sheets = early.get(project.pk), late.get(project.pk)
        marks = [
            ROUND_MARKS[rounds.status_on(due, sheet, selection.as_of)]
            for due, sheet in zip(dues, sheets, strict=True)
        ]
        lines.append(Milestones(project, *marks))
    return Table(_("Na zes maanden en op het einde"), MILESTONES, lines)


MILESTONES = [
    Column(
        gettext_lazy("Project"),
        lambda line: line.project.name,
        url=lambda line: project_url(line.project),
        note=lambda line: line.project.promoter.name,
    ),
    Column(gettext_lazy("Na zes maanden"), "six_month", "mark"),
    Column(gettext_lazy("Eindevaluatie"), "final", "mark"),
]


def whole(found: Iterable[Round], selection: Selection) -> Completeness:
    return completeness("", found, selection.as_of)
