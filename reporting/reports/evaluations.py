"""Reports on how the projects are followed and judged (Q479 questions 3, 9, 10, 11)."""

from collections import Counter
from dataclasses import replace

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from m2w.reference import provinces
from programmes import rounds as calendar
from programmes.choices import EvaluationKind, Level, Track, Verdict
from programmes.models import EvaluationCriterion
from reporting import indicators, rounds
from reporting.marks import ROUND_MARKS
from reporting.reports.base import PROJECT, Body, Report
from reporting.reports.money import use_of
from reporting.reports.names import named, project_names
from reporting.reports.outflow import with_shares
from reporting.selection import Selection
from reporting.spending import spending
from reporting.tables import Column, Count, Paper, Row, Table, placed

ROUND_STATES = ("held", "draft", "open", "missing")


def status_names() -> dict[str, str]:
    return {code: str(mark.label) for code, mark in ROUND_MARKS.items()}


# Monitoring ------------------------------------------------------------------------------------

MONITORING_COLUMNS = (
    Column("kind", _("Soort"), "code"),
    Column("level", _("Niveau"), "code"),
    Column("track", _("Spoor"), "code"),
    Column("term", _("Termijn"), "text"),
    Column("criterion", _("Criterium"), "text"),
)
TERMS = {
    EvaluationKind.BIMONTHLY: _("om de 2 maanden"),
    EvaluationKind.SIX_MONTH: _("6 maanden na de start"),
    EvaluationKind.FINAL: _("3 maanden voor het einde van de eerste termijn"),
}


def _monitoring(selection: Selection) -> Body:
    in_force = EvaluationCriterion.objects.in_force(selection.as_of)
    english = (get_language() or "").startswith("en")
    rows: list[Row] = [
        {
            "kind": kind.value,
            "level": level.value,
            "track": criterion.track if kind == EvaluationKind.BIMONTHLY else None,
            "term": str(TERMS[kind]),
            "criterion": criterion.text_en if english else criterion.text_nl,
        }
        for criterion in in_force
        for kind in EvaluationKind
        for level in (Level if kind == EvaluationKind.BIMONTHLY else (Level.PROMOTER,))
    ]
    rows.sort(key=lambda row: [value or "" for value in row.values()])
    names = {
        "kind": named(EvaluationKind),
        "level": named(Level),
        "track": named(Track),
    }
    return Body(rows, names=names)


def _criteria_together(table: Table) -> Table:
    """The levels and criteria that go together in one row."""
    together: dict[tuple[str, str | None, str], tuple[list[str], list[str]]] = {}
    for row in table.rows:
        key = (row["kind"], row["track"], row["term"])
        levels, criteria = together.setdefault(key, ([], []))
        levels += [row["level"]] if row["level"] not in levels else []
        criteria += [row["criterion"]] if row["criterion"] not in criteria else []
    rows: list[Row] = [
        {
            "kind": kind,
            "level": tuple(levels),
            "track": track,
            "term": term,
            "criterion": "; ".join(criteria),
        }
        for (kind, track, term), (levels, criteria) in together.items()
    ]
    return replace(table, rows=rows)


MONITORING = Report(
    "monitoring",
    _("Opvolging: termijnen en criteria"),
    1,
    _(
        "Wanneer en waarop projecten worden geëvalueerd: tweemaandelijks per promotor, per "
        "provincie en centraal, in drie sporen; na zes maanden; en op het einde. Elk criterium "
        "krijgt een score van 1 tot 4. De criteria zijn die welke op de peildatum van kracht "
        "waren."
    ),
    MONITORING_COLUMNS,
    _monitoring,
    digest=_criteria_together,
)

# Six months ------------------------------------------------------------------------------------

SIX_MONTH_COLUMNS = (
    PROJECT,
    Column("due_on", _("Verwacht op"), "date"),
    Column("held_on", _("Gehouden op"), "date"),
    Column("status", _("Stand"), "code"),
    Column("verdict", _("Oordeel"), "code"),
    Column("conclusion", _("Inhoudelijke analyse"), "text"),
)


def _six_month(selection: Selection) -> Body:
    sheets = rounds.of_projects(selection, EvaluationKind.SIX_MONTH)
    rows: list[Row] = []
    for project in selection.projects:
        sheet = sheets.get(project.pk)
        due_on = calendar.six_month_due(project.starts_on)
        rows.append(
            {
                "project": project.code,
                "due_on": due_on,
                "held_on": sheet.held_on if sheet else None,
                "status": rounds.status_on(due_on, sheet, selection.as_of),
                "verdict": (sheet.verdict or None) if sheet else None,
                "conclusion": (sheet.conclusion or None) if sheet else None,
            }
        )
    names = {
        "project": project_names(selection),
        "status": status_names(),
        "verdict": named(Verdict),
    }
    return Body(rows, names=names)


SIX_MONTH = Report(
    "six-month-evaluations",
    _("Evaluaties na zes maanden"),
    1,
    _(
        "Elk project wordt zes maanden na de start geëvalueerd. Wat verwacht was en op de "
        "peildatum niet gehouden is, staat als te laat."
    ),
    SIX_MONTH_COLUMNS,
    _six_month,
    paper=Paper(under=("conclusion",)),
)

# Two-monthly -------------------------------------------------------------------------------------

BIMONTHLY_COLUMNS = (
    Column("level", _("Niveau"), "code"),
    Column("scope", _("Bereik"), "code"),
    Column("track", _("Spoor"), "code"),
    Column("period_start", _("Periode van"), "date"),
    Column("period_end", _("Periode t/m"), "date"),
    Column("due_on", _("Verwacht op"), "date"),
    Column("held_on", _("Gehouden op"), "date"),
    Column("status", _("Stand"), "code"),
    Column("score", _("Score"), "number"),
)


def _bimonthly(selection: Selection) -> Body:
    rows: list[Row] = [
        {
            "level": found.scope.level,
            "scope": found.scope.code,
            "track": found.track,
            "period_start": found.period.start,
            "period_end": found.period.last_day,
            "due_on": found.due_on,
            "held_on": found.sheet.held_on if found.sheet else None,
            "status": found.status,
            "score": found.sheet.score if found.sheet else None,
        }
        for found in rounds.bimonthly(selection)
    ]
    names = {
        "level": named(Level),
        "scope": {
            **{code: str(name) for code, name in provinces.LABELS.items()},
            **{call.code: call.reference for call in selection.calls},
            **project_names(selection),
        },
        "track": named(Track),
        "status": status_names(),
    }
    return Body(rows, names=names)


DIGEST_COLUMNS = (
    *BIMONTHLY_COLUMNS[:3],
    Column("held", _("Gehouden"), "number"),
    Column("draft", _("Ontwerp"), "number"),
    Column("open", _("Open"), "number"),
    Column("missing", _("Ontbreekt"), "number"),
)


def _digest(table: Table) -> Table:
    """How many rounds of each level, scope and track stand how."""
    counts: dict[tuple[str, str, str], Counter[str]] = {}
    for row in table.rows:
        key = (row["level"], row["scope"], row["track"])
        counts.setdefault(key, Counter())[row["status"]] += 1
    rows: list[Row] = [
        {"level": level, "scope": scope, "track": track, **{s: found[s] for s in ROUND_STATES}}
        for (level, scope, track), found in counts.items()
    ]
    return replace(table, columns=DIGEST_COLUMNS, rows=rows)


BIMONTHLY = Report(
    "bimonthly-evaluations",
    _("Tweemaandelijkse evaluaties"),
    1,
    _(
        "Elke ronde die op de peildatum begonnen was: per promotor vanaf de eerste dag van het "
        "project, per provincie en centraal in kalenderblokken van twee maanden, telkens in drie "
        "sporen. Een ronde is verwacht op de dag na haar periode; wat niet gehouden werd, staat "
        "als ontbrekend."
    ),
    BIMONTHLY_COLUMNS,
    _bimonthly,
    digest=_digest,
)

# Appraisal ---------------------------------------------------------------------------------------

APPRAISAL_COLUMNS = (
    PROJECT,
    Column("rounds_due", _("Rondes verwacht"), "number"),
    Column("rounds_held", _("Rondes gehouden"), "number"),
    Column("six_month", _("Na zes maanden"), "code"),
    Column("final", _("Eindevaluatie"), "code"),
    Column("use_pct", _("Gebruik"), "percent"),
    Column(
        "sustainable_pct",
        _("Aandeel duurzaam werk"),
        "percent",
        of=("sustainable_work", "ended"),
    ),
    Column("conclusion", _("Besluit"), "text"),
)


def _appraisal(selection: Selection) -> Body:
    due, held = _rounds_per_project(selection)
    six_month = rounds.of_projects(selection, EvaluationKind.SIX_MONTH)
    final = rounds.of_projects(selection, EvaluationKind.FINAL)
    spent = spending(selection, with_people=False) if selection.shows_money else {}
    outflow = indicators.outflow_per_project(selection)
    rows: list[Row] = []
    for project in selection.projects:
        early, late = six_month.get(project.pk), final.get(project.pk)
        early_due = calendar.six_month_due(project.starts_on)
        late_due = calendar.final_due(project.ends_on)
        judged = late or early
        rows.append(
            {
                "project": project.code,
                "rounds_due": due[project.code],
                "rounds_held": held[project.code],
                "six_month": rounds.status_on(early_due, early, selection.as_of),
                "final": rounds.status_on(late_due, late, selection.as_of),
                "use_pct": use_of(spent[project.code]) if spent else None,
                "sustainable_pct": with_shares(outflow[project.code])["sustainable_pct"],
                "conclusion": (judged.conclusion or None) if judged else None,
            }
        )
    statuses = status_names()
    names = {"project": project_names(selection), "six_month": statuses, "final": statuses}
    behind = {
        Count(measure, frozenset({("project", code)})): counted[measure]
        for code, counted in outflow.items()
        for measure in ("sustainable_work", "ended")
    }
    return Body(rows, names=names, behind=behind)


def _rounds_per_project(selection: Selection) -> tuple[Counter[str], Counter[str]]:
    """(due, of which held): pairs of period and track per project code."""
    due = [
        found
        for found in rounds.bimonthly(selection)
        if found.scope.level == Level.PROMOTER and found.due_on <= selection.as_of
    ]
    held = [found for found in due if found.status == "held"]
    return (
        Counter(found.scope.code for found in due),
        Counter(found.scope.code for found in held),
    )


APPRAISAL = Report(
    "appraisal",
    _("Beoordeling per project"),
    1,
    _(
        "Rondes: paren van periode en spoor die op de peildatum verwacht waren, en hoeveel "
        "daarvan gehouden zijn. Gebruik: gedeclareerd over wat al ingediend moest zijn. Het "
        "besluit is dat van de eindevaluatie, en zolang die er niet is dat na zes maanden."
    ),
    APPRAISAL_COLUMNS,
    _appraisal,
    place=placed("project"),
    paper=Paper(under=("conclusion",)),
)
