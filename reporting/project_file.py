"""What the records say of one project, section by section: for its passport, and for the dossier
of its six-month and final evaluation."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from m2w import notation
from m2w.details import Fact, Text
from m2w.tables import FORMATS
from programmes.agreed import open_actions
from programmes.choices import EvaluationKind, Level, Verdict
from programmes.evaluation_rounds import Scope as ProjectScope
from programmes.models import Project, StatusChange
from reporting import indicators, paper, spans
from reporting.marks import ROUND_MARKS, SIGNAL_MARKS
from reporting.release import of_report
from reporting.reports import REPORTS
from reporting.rounds import bimonthly, of_projects
from reporting.selection import Selection
from reporting.tables import Row, Shown, percent

Section = tuple[Text, list[Fact]]


def sections(selection: Selection, project: Project) -> Iterator[Section]:
    """What holds on the day, as far as its reader may know it."""
    if selection.shows_people:
        yield _("Plan en werkelijkheid"), plan_and_actual(selection, project)
        yield _("Beslistijden"), decision_times(selection, project)
        yield _("Uitstroom"), outflow(selection)
    if selection.shows_money:
        yield _("Geld"), money(selection, project)
    yield _("Evaluaties"), evaluations(selection, project)


def row_of(selection: Selection, code: str) -> tuple[Shown, Row]:
    """The one row of a report about one project."""
    table = of_report(REPORTS[code], selection)
    return table, table.rows[0]


def facts_of(table: Shown, row: Row, *names: str) -> list[Fact]:
    """Cells of a report as facts, under their own labels."""
    columns = {column.name: column for column in table.columns}
    return [Fact(columns[name].label, paper.text(table, columns[name], row)) for name in names]


def plan_and_actual(selection: Selection, project: Project) -> list[Fact]:
    table, row = row_of(selection, "projects")
    started, target = row["started"], row["target_mentees"]
    share = percent(started, target)
    last_day = selection.last_day(project)
    term = _("%(first)s t/m %(last)s") % {
        "first": notation.day(project.starts_on),
        "last": notation.day(last_day),
    }
    extended = _("verlengd") if last_day != project.ends_on else ""
    return [
        Fact(_("Looptijd"), term, extended),
        Fact(
            _("Gestart tegenover doel"),
            _("%(started)s van %(target)s")
            % {"started": notation.number(started), "target": notation.number(target)},
            notation.percent(share) if share is not None else "",
        ),
        *facts_of(table, row, "submitted", "approved", "active", "ended"),
    ]


# Decision times --------------------------------------------------------------------------------


def decision_times(selection: Selection, project: Project) -> list[Fact]:
    """How long each side took, in days: the middle value and over how many."""
    code = project.code
    norm = _("norm: %(days)s werkdagen") % {"days": project.lot.call.decision_workdays}
    return [
        middle(_("VDAB: van indiening tot beslissing"), days_to_decision(selection, code), norm),
        middle(_("Promotor: van vraag tot antwoord"), days_to_answer(selection, project)),
        middle(_("Promotor: van goedkeuring tot duo"), days_to_match(selection, code)),
    ]


def days_to_decision(selection: Selection, code: str) -> spans.Histogram:
    return indicators.days_to_decision(selection)[code]


def days_to_match(selection: Selection, code: str) -> spans.Histogram:
    return indicators.days_to_match(selection)[code]


def days_to_answer(selection: Selection, project: Project) -> spans.Histogram:
    """Of every question of VDAB that was answered by the day: how many days that took."""
    steps = (
        StatusChange.objects.filter(
            enrolment__in=selection.enrolments.filter(project=project),
            name__in=["request_info", "answer"],
            on__lte=selection.as_of,
        )
        .order_by("enrolment", "on", "pk")
        .values_list("enrolment", "name", "on")
    )
    days: dict[int, int] = {}
    asked: dict[Any, date] = {}
    for enrolment, name, on in steps:
        if name == "request_info":
            asked[enrolment] = on
        elif enrolment in asked:
            waited = (on - asked.pop(enrolment)).days
            days[waited] = days.get(waited, 0) + 1
    return days


def middle(label: Text, histogram: spans.Histogram, norm: Text = "") -> Fact:
    days, n = spans.median(histogram), sum(histogram.values())
    if days is None:
        return Fact(label, "", norm)
    told = {"days": notation.number(days, 0), "n": notation.number(n)}
    over = _("mediaan over %(n)s") % told
    return Fact(label, _("%(days)s dagen") % told, f"{over}; {norm}" if norm else over)


# What the reports say --------------------------------------------------------------------------


def outflow(selection: Selection) -> list[Fact]:
    table, row = row_of(selection, "outflow")
    names = ("ended", "work", "sustainable_work", "internship", "training", "in_observation")
    return facts_of(table, row, *names, "work_pct", "sustainable_pct")


def money(selection: Selection, project: Project) -> list[Fact]:
    table, row = row_of(selection, "budget")
    amounts = ("granted", "expected", "declared", "accepted", "settled", "paid")
    facts = [
        Fact(
            column.label,
            notation.euro(row[column.name] or Decimal(0)),
            url=grants_url(selection, project) if column.name == "granted" else "",
        )
        for column in table.columns
        if column.name in amounts
    ]
    use, signal = row["use_pct"], row["signal"]
    said = SIGNAL_MARKS[signal].label if signal else ""
    used = FORMATS["percent"](use) if use is not None else ""
    why = ". ".join(str(text) for text in (said, row["explanation"]) if text)
    return [*facts, Fact(_("Gebruik"), used, why)]


def grants_url(selection: Selection, project: Project) -> str:
    """The decisions that make up what was granted by the day."""
    query = urlencode({"project": project.code, "as_of": selection.as_of.isoformat()})
    return f"{reverse('grants')}?{query}"


def evaluations(selection: Selection, project: Project) -> list[Fact]:
    _table, row = row_of(selection, "appraisal")
    held = _("%(held)s van %(due)s") % {"held": row["rounds_held"], "due": row["rounds_due"]}
    kinds = (EvaluationKind.SIX_MONTH, "six_month"), (EvaluationKind.FINAL, "final")
    return [
        Fact(_("Tweemaandelijkse rondes gehouden"), held),
        *(
            Fact(kind.label.capitalize(), str(ROUND_MARKS[row[name]].label), verdict)
            for kind, name in kinds
            for verdict in [verdict_of(selection, project, kind)]
        ),
    ]


def verdict_of(selection: Selection, project: Project, kind: str) -> str:
    sheet = of_projects(selection, kind).get(project.pk)
    return str(Verdict(sheet.verdict).label) if sheet and sheet.verdict else ""


# What is late today ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Late:
    """Of a project today: how many of what are too late."""

    label: Text
    count: int


def late(selection: Selection, project: Project) -> list[Late]:
    """For who counts people in it: duos, check-ins and measurements; for everyone sheets and
    agreed actions."""
    found = []
    on = selection.as_of
    if selection.shows_people:
        duos: Any = selection.matches
        enrolments: Any = selection.enrolments
        found += [
            Late(_("Duo’s zonder geslaagd contact"), duos.without_contact(on).count()),
            Late(_("Opvolggesprekken te laat"), duos.without_checkin(on).count()),
            Late(_("Uitstroom te meten"), enrolments.to_measure(on).count()),
        ]
    actions = [
        one for one in open_actions(ProjectScope(Level.PROMOTER, project)) if one.due_on < on
    ]
    missing = [one for one in bimonthly(selection) if one.status == "missing"]
    own = [one for one in missing if one.scope.level == Level.PROMOTER]
    return [
        *found,
        Late(_("Evaluatiebladen die ontbreken"), len(own)),
        Late(_("Afgesproken acties over tijd"), len(actions)),
    ]
