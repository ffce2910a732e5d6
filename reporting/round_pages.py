"""What the page of a round shows: its tracks, its figures, and its projects side by side."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.acting import acts_as
from m2w.accounts.models import User
from m2w.marks import Mark
from m2w.tables import Column, Table
from programmes import rounds
from programmes.choices import EvaluationKind, EvaluationStatus, Level, Track
from programmes.evaluating import COMMENTING_ROLES, may_comment, may_write
from programmes.evaluation_addresses import round_act_url, round_url, sheet_url
from programmes.evaluation_rounds import Round, Scope, last_day_known
from programmes.models import Evaluation, Meeting, Project, SheetComment
from reporting.marks import ROUND_MARKS
from reporting.period_figures import OF_TRACK, Line, PeriodFigures

BEGUN = {EvaluationStatus.DRAFT.value: "draft", EvaluationStatus.FINAL.value: "held"}


@dataclass(frozen=True, slots=True)
class TrackView:
    """One sheet of a round as its page shows it, also before anybody began it."""

    track: str
    label: str
    mark: Mark
    sheet: Evaluation | None
    comments: list[SheetComment]
    figures: list[tuple[str, int]]
    sheet_url: str = ""
    begin_url: str = ""
    comment_url: str = ""


def track_label(track: str) -> str:
    return str(Track(track).label).capitalize() if track else _("Evaluatieblad")


def track_views(
    on_round: Round, meeting: Meeting | None, figures: PeriodFigures | None, reader: User
) -> list[TrackView]:
    """The sheets of a round in the order of their tracks."""
    sheets = {sheet.track: sheet for sheet in on_round.sheets()}
    said = list(meeting.comments.select_related("by")) if meeting else []
    return [
        TrackView(
            track,
            track_label(track),
            mark_of(on_round, sheets.get(track)),
            sheets.get(track),
            [comment for comment in said if comment.track == track],
            whole(figures, track),
            **ways(on_round, track, sheets.get(track), reader),
        )
        for track in on_round.tracks
    ]


def mark_of(on_round: Round, sheet: Evaluation | None) -> Mark:
    """How a sheet stands today."""
    if sheet:
        return ROUND_MARKS[BEGUN[sheet.status]]
    if not on_round.has_begun:
        return ROUND_MARKS["not_due"]
    return ROUND_MARKS["missing" if periods.today() >= on_round.due_on else "open"]


def ways(on_round: Round, track: str, sheet: Evaluation | None, reader: User) -> dict[str, str]:
    """What the reader may do with a sheet, as addresses; empty for what they may not."""
    found = {"sheet_url": sheet_url(sheet)} if sheet else {}
    role = reader.acting.role if reader.acting else ""
    writes = may_write(role, on_round.kind, on_round.scope.level, track)
    if writes and sheet is None and on_round.has_begun and not own_file(on_round, reader):
        found["begin_url"] = round_act_url("evaluation_begin", on_round)
    status = sheet.status if sheet else ""
    open_to_promoter = may_comment(on_round.due_on, status, periods.today())
    if acts_as(reader, COMMENTING_ROLES) and open_to_promoter:
        found["comment_url"] = round_act_url("evaluation_comment", on_round, track=track or "alle")
    return found


def own_file(on_round: Round, reader: User) -> bool:
    """Whether it is about a project of an organisation that the reader works for as well."""
    project = on_round.scope.project
    return project is not None and project.promoter_id in reader.organisations


def may_change_meeting(on_round: Round, reader: User) -> bool:
    """Whether the reader plans this meeting and keeps its minutes and actions."""
    role = reader.acting.role if reader.acting else ""
    writes = (may_write(role, on_round.kind, on_round.scope.level, t) for t in on_round.tracks)
    return any(writes) and not own_file(on_round, reader)


def whole(figures: PeriodFigures | None, track: str) -> list[tuple[str, int]]:
    """The figures of a track over all projects of the round, with their labels."""
    if figures is None:
        return []
    only = figures.only(OF_TRACK[track])
    return [(only.labels[code], n) for code, n in only.total.items()]


# Projects side by side --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Beside:
    """One project beside the others of its province or call."""

    line: Line
    url: str
    scores: Mapping[str, int | None]


def beside_each_other(on_round: Round, figures: PeriodFigures | None) -> Table | None:
    """The projects of a province or a call: their figures, and how each was scored in its own
    round that ended in this period."""
    if figures is None or on_round.scope.level == Level.PROMOTER:
        return None
    own = {project.code: own_round(project, on_round) for project in on_round.projects()}
    scores = scores_of(found for found in own.values() if found)
    rows = [
        Beside(
            line,
            round_url(found) if (found := own[line.code]) else "",
            scores.get(line.code, {}),
        )
        for line in figures.lines
    ]
    return Table(_("Projecten naast elkaar"), list(columns_of(figures)), rows, layout="scroll")


def own_round(project: Project, within: Round) -> Round | None:
    """The round of a project whose last day lies in the period of another round."""
    last = last_day_known(project, periods.today())
    for period in rounds.promoter_rounds(project.starts_on, last):
        if (period.last_day or period.start) in within.period:
            scope = Scope(Level.PROMOTER, project=project)
            return Round(within.kind, scope, period, rounds.due_on(period))
    return None


def scores_of(found: Iterable[Round]) -> dict[str, dict[str, int | None]]:
    """The scores of the final sheets of projects, by the code of the project and the track."""
    starts = {one.scope.code: one.period.start for one in found}
    rows = Evaluation.objects.filter(
        kind=EvaluationKind.BIMONTHLY,
        project__code__in=starts,
        period_start__in=set(starts.values()),
        status=EvaluationStatus.FINAL,
    ).values_list("project__code", "period_start", "track", "score")
    scores: dict[str, dict[str, int | None]] = {}
    for code, start, track, score in rows:
        if starts[code] == start:
            scores.setdefault(code, {})[track] = score
    return scores


def columns_of(figures: PeriodFigures) -> Iterator[Column]:
    yield Column(_("Project"), lambda row: row.line.name, url=lambda row: row.url)
    for track in Track:
        yield Column(_("Score %(track)s") % {"track": track.label}, score_in(track), "number")
    for code, label in figures.labels.items():
        yield Column(label.capitalize(), value_of(code), "count")


def score_in(track: str) -> Any:
    return lambda row: row.scores.get(track)


def value_of(code: str) -> Any:
    return lambda row: row.line.values[code]
