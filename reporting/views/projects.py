"""The page of a project, with its last rounds and what was agreed and is not done yet."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.tables import Column, Table
from programmes.agreed import open_actions
from programmes.choices import EvaluationKind, Level
from programmes.evaluation_addresses import round_url
from programmes.evaluation_rounds import Round, Scope, rounds_of
from programmes.evaluation_texts import period_text
from programmes.models import Evaluation, Project
from programmes.rounds import due_on
from programmes.views.calls import ProjectPage
from reporting.action_table import action_table
from reporting.round_pages import mark_of, track_label

ROUNDS_SHOWN = 4
Sheets = dict[Any, dict[str, Evaluation]]


def last_rounds(project: Project) -> list[Round]:
    """The last two-monthly rounds of a project that began, the newest first."""
    scope = Scope(Level.PROMOTER, project=project)
    begun = [one for one in rounds_of(scope, periods.today()) if one.start <= periods.today()]
    return [
        Round(EvaluationKind.BIMONTHLY, scope, period, due_on(period))
        for period in reversed(begun[-ROUNDS_SHOWN:])
    ]


def round_table(rounds: list[Round]) -> Table:
    """How the sheets of each round stand, track by track."""
    sheets: Sheets = {one.period.start: {} for one in rounds}
    if rounds:
        scope = rounds[0].scope.fields
        rows = Evaluation.objects.filter(
            **scope, kind=EvaluationKind.BIMONTHLY, period_start__in=sheets
        )
        for sheet in rows:
            sheets[sheet.period_start][sheet.track] = sheet
    columns = [
        Column(_("Ronde"), lambda one: period_text(one.period), url=round_url),
        Column(_("Verwacht op"), "due_on", "date"),
        *(
            Column(track_label(track), mark_in(track, sheets), "mark")
            for track in (rounds[0].tracks if rounds else ())
        ),
    ]
    return Table(_("Laatste evaluatierondes"), columns, rounds)


def mark_in(track: str, sheets: Sheets) -> Any:
    return lambda one: mark_of(one, sheets[one.period.start].get(track))


class ProjectFile(ProjectPage):
    """A project with how it is followed."""

    template_name = "reporting/project.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        scope = Scope(Level.PROMOTER, project=self.object)
        return super().get_context_data(**kwargs) | {
            "rounds": round_table(last_rounds(self.object)),
            "open_actions": action_table(open_actions(scope)),
        }
