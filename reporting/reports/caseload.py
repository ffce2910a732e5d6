"""Reports on who was put forward, decided on and matched."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext_lazy as _

from m2w.reference import languages, nationalities, provinces
from programmes.choices import Decision, RejectionReason, Subgroup
from reporting import indicators, ledger, spans
from reporting.budget import ZERO
from reporting.reports.base import PROJECT, PROMOTER, Body, Report
from reporting.reports.names import named, project_names, promoter_names
from reporting.selection import Selection
from reporting.tables import Column, Count, Paper, Row, percent, placed, total_of

COUNTED = ("submitted", "approved", "started", "active", "ended")


def labels(codes: set[str], label: Callable[[str], str]) -> dict[str, str]:
    return {code: label(code) for code in codes}


# Projects -----------------------------------------------------------------------------------

PROJECT_COLUMNS = (
    PROJECT,
    Column("name", _("Naam"), "text"),
    PROMOTER,
    Column("lot", _("Perceel"), "code"),
    Column("provinces", _("Provincies"), "code"),
    Column("subgroups", _("Subgroepen"), "code"),
    Column("starts_on", _("Eerste dag"), "date"),
    Column("ends_on", _("Laatste dag"), "date"),
    Column("target_mentees", _("Doel mentees"), "number"),
    Column("submitted", _("Ingediend")),
    Column("approved", _("Goedgekeurd")),
    Column("started", _("Gestart")),
    Column("active", _("Lopend")),
    Column("ended", _("Beëindigd")),
    Column("granted", _("Toegekend"), "amount"),
)


def _projects(selection: Selection) -> Body:
    counts = indicators.counts_per_project(selection, COUNTED)
    granted = ledger.granted(selection) if selection.shows_money else {}
    rows = [
        {
            "project": project.code,
            "name": project.name,
            "promoter": project.promoter.code,
            "lot": project.lot.code,
            "provinces": project.lot.provinces,
            "subgroups": project.lot.subgroups,
            "starts_on": project.starts_on,
            "ends_on": selection.last_day(project),
            "target_mentees": project.target_mentees,
            **counts[project.code],
            "granted": granted.get(project.pk, ZERO) if selection.shows_money else None,
        }
        for project in selection.projects
    ]
    total = total_of(PROJECT_COLUMNS, rows)
    total["target_mentees"] = sum(project.target_mentees for project in selection.projects)
    if not selection.shows_money:
        total["granted"] = None
    names = {
        "project": project_names(selection),
        "promoter": promoter_names(selection),
        "lot": {project.lot.code: project.lot.name for project in selection.projects},
        "provinces": labels(set(provinces.PROVINCES), provinces.label),
        "subgroups": named(Subgroup),
    }
    return Body(rows, total, names)


PROJECTS = Report(
    "projects",
    _("Projecten, promotoren en mentees"),
    1,
    _(
        "Per project: wie werd ingediend, goedgekeurd, gestart en beëindigd tot en met de "
        "peildatum, wat er daarna ook gebeurde. Lopend is wie op de peildatum gestart en nog "
        "niet beëindigd is. Gestart betekent: het eerste duo begon. Het toegekende bedrag is een "
        "maximum, nooit de werkelijke kost."
    ),
    PROJECT_COLUMNS,
    _projects,
    place=placed("project"),
    paper=Paper(without=("name", "lot", "subgroups"), under=("promoter", "provinces")),
    digest=lambda table: table.without("starts_on", "ends_on"),
)

# Languages ------------------------------------------------------------------------------------

LANGUAGE_COLUMNS = (
    Column("language", _("Taal"), "code"),
    Column("matches", _("Duo’s")),
    Column("matches_pct", _("Aandeel van de duo’s"), "percent", of=("matches", "all_matches")),
)


def _languages(selection: Selection) -> Body:
    combinations = indicators.matches_by_languages(selection)
    matches = sum(combinations.values())
    per_language = {
        language: sum(n for shared, n in combinations.items() if language in shared)
        for language in sorted({code for shared in combinations for code in shared})
    }
    rows: list[Row] = [
        {"language": language, "matches": n, "matches_pct": percent(n, matches)}
        for language, n in per_language.items()
    ]
    without = sum(n for shared, n in combinations.items() if languages.DUTCH not in shared)
    total: Row = {"matches": matches, "without_dutch": without}
    names = {"language": labels(set(per_language), languages.label)}
    return Body(rows, total, names, behind={Count("without_dutch"): without})


def _matches(row: Row, column: Column) -> Count | None:
    """A match counts under every language; shares are of all of them."""
    at = frozenset({("language", row["language"])}) if "language" in row else frozenset()
    return Count("matches") if column.name == "all_matches" else Count(column.name, at)


LANGUAGES = Report(
    "languages",
    _("Gemeenschappelijke talen van de duo’s"),
    1,
    _(
        "Alle duo’s die tot en met de peildatum startten, ook de beëindigde. Een duo telt mee "
        "bij elke taal die beiden bij de start minstens op het vereiste niveau spraken; de "
        "aandelen tellen daarom niet op tot 100 %."
    ),
    LANGUAGE_COLUMNS,
    _languages,
    place=_matches,
)

# Benefit and nationality ------------------------------------------------------------------------

BENEFIT_COLUMNS = (
    PROJECT,
    Column("nationality", _("Nationaliteit"), "code"),
    Column("entered", _("Ingestroomd"), measure="submitted"),
    Column("benefit_entitled", _("Uitkeringsgerechtigd")),
)


def _benefit_nationality(selection: Selection) -> Body:
    found = sorted(indicators.entrants_by_nationality(selection))
    rows = [
        {"project": project, "nationality": code, "entered": n, "benefit_entitled": entitled}
        for project, code, n, entitled in found
    ]
    codes = {code for _project, code, _n, _entitled in found}
    names = {
        "project": project_names(selection),
        "nationality": labels(codes, nationalities.label),
    }
    return Body(rows, total_of(BENEFIT_COLUMNS, rows), names)


BENEFIT_NATIONALITY = Report(
    "benefit-nationality",
    _("Instroom naar nationaliteit en recht op uitkering"),
    1,
    _(
        "Wie tot en met de peildatum werd ingediend, per project en nationaliteit. Nationaliteit "
        "en recht op een uitkering zijn die op de dag van de indiening."
    ),
    BENEFIT_COLUMNS,
    _benefit_nationality,
    place=placed("project", "nationality"),
)

# Criteria -------------------------------------------------------------------------------------

CRITERIA_COLUMNS = (
    Column("outcome", _("Beslissing"), "code"),
    Column("reason", _("Reden"), "code"),
    Column("count", _("Aantal")),
    Column("derogations", _("Waarvan met afwijking")),
)


def _criteria(selection: Selection) -> Body:
    found = {(Decision.APPROVED.value, ""): (0, 0)}
    for outcome, reason, n, derogations in indicators.decisions(selection):
        found[outcome, reason] = (n, derogations)
    rows: list[Row] = [
        {"outcome": outcome, "reason": reason or None, "count": n, "derogations": derogations}
        for (outcome, reason), (n, derogations) in sorted(found.items())
    ]
    names = {
        "outcome": named(Decision),
        "reason": named(RejectionReason),
    }
    refused = (n for (outcome, _why), (n, _d) in found.items() if outcome == Decision.REJECTED)
    behind = {Count("rejected"): sum(refused)}
    return Body(rows, total_of(CRITERIA_COLUMNS, rows), names, behind=behind)


def _decided(row: Row, column: Column) -> Count | None:
    """Approvals have no reason; a refusal is counted at its own, and both add up to the total."""
    outcome = row.get("outcome")
    if column.name == "derogations":
        return Count("derogations") if outcome != Decision.REJECTED else None
    if outcome is None:
        return Count("decided")
    at = frozenset({("reason", row["reason"])}) if row["reason"] else frozenset()
    return Count(outcome, at)


CRITERIA = Report(
    "criteria",
    _("Beslissingen van VDAB naar reden"),
    1,
    _(
        "Beslissingen tot en met de peildatum. Een afwijking is een gemotiveerde goedkeuring "
        "hoewel de screening niet volledig voldeed."
    ),
    CRITERIA_COLUMNS,
    _criteria,
    place=_decided,
)

# Funnel -----------------------------------------------------------------------------------------

FUNNEL_COUNTED = ("submitted", "approved", "rejected", "withdrawn", "started", "ended")
FUNNEL_COLUMNS = (
    PROJECT,
    Column("submitted", _("Ingediend")),
    Column("approved", _("Goedgekeurd")),
    Column("rejected", _("Geweigerd")),
    Column("withdrawn", _("Ingetrokken")),
    Column("started", _("Gestart")),
    Column("ended", _("Beëindigd")),
    Column("median_days_to_decision", _("Dagen tot beslissing"), "number", of=("decided",)),
    Column("median_days_to_match", _("Dagen tot duo"), "number", of=("matched",)),
)


def _funnel(selection: Selection) -> Body:
    counts = indicators.counts_per_project(selection, FUNNEL_COUNTED)
    to_decision = indicators.days_to_decision(selection)
    to_match = indicators.days_to_match(selection)
    rows = [
        {
            "project": code,
            **counted,
            "median_days_to_decision": spans.median(to_decision[code]),
            "median_days_to_match": spans.median(to_match[code]),
        }
        for code, counted in counts.items()
    ]
    total = total_of(FUNNEL_COLUMNS, rows) | {
        "median_days_to_decision": spans.median(indicators.merged([*to_decision.values()])),
        "median_days_to_match": spans.median(indicators.merged([*to_match.values()])),
    }
    behind = {
        Count(measure, frozenset(at)): n
        for measure, waits in (("decided", to_decision), ("matched", to_match))
        for at, n in _waiting(waits)
    }
    return Body(rows, total, {"project": project_names(selection)}, behind=behind)


def _waiting(waits: dict[str, indicators.Histogram]) -> Iterator[tuple[set[tuple[str, str]], int]]:
    """How many waits there are at each project, and in all."""
    numbers = {project: sum(days.values()) for project, days in waits.items()}
    yield set(), sum(numbers.values())
    for project, n in numbers.items():
        yield {("project", project)}, n


FUNNEL = Report(
    "funnel",
    _("Doorstroom en wachttijden"),
    1,
    _(
        "Aantallen tot en met de peildatum. De wachttijd is de middelste waarde in "
        "kalenderdagen: van indiening tot beslissing, en van goedkeuring tot het eerste duo."
    ),
    FUNNEL_COLUMNS,
    _funnel,
    place=placed("project"),
)
