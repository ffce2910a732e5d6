"""The passport of a project on one page, and the dossier of its six-month and final evaluation."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from m2w import notation, periods
from m2w.accounts.acting import SignedInRequest
from m2w.pages import Crumbs, visible_rows
from m2w.tables import Table
from matching.satisfaction import satisfaction
from matching.satisfaction_tables import table_of
from programmes.agreed import known_by, open_actions
from programmes.choices import EvaluationKind, Level
from programmes.columns import project_url
from programmes.evaluation_addresses import round_url
from programmes.evaluation_rounds import Scope, find_round
from programmes.models import Evaluation, Project
from reporting import project_file
from reporting.action_table import action_table
from reporting.extension_section import extension_section
from reporting.grant_section import grant_section
from reporting.rounds_table import rounds_table
from reporting.selection import Selection, selection_of


def asked(request: HttpRequest, pk: Any) -> Project:
    rows = visible_rows(Project, request).select_related("lot__call", "promoter", "extension")
    project: Project = get_object_or_404(rows, pk=pk)
    return project


def chosen(request: SignedInRequest, project: Project, as_of: date) -> Selection:
    rows = Project.objects.visible_to(request.user).filter(pk=project.pk)
    return selection_of(rows, as_of, reader=request.user)


def crumbs_to(project: Project) -> Crumbs:
    return [(_("Projecten"), reverse("projects")), (project.name, project_url(project))]


@require_safe
def passport(request: SignedInRequest, pk: Any) -> HttpResponse:
    """How a project stands today, on one page to print."""
    project = asked(request, pk)
    selection = chosen(request, project, periods.today())
    scope = Scope(Level.PROMOTER, project=project)
    context = {
        "heading": _("Paspoort van %(project)s") % {"project": project.name},
        "crumbs": crumbs_to(project),
        "project": project,
        "as_of": selection.as_of,
        "sections": list(project_file.sections(selection, project)),
        "late": project_file.late(selection, project),
        "actions": action_table(open_actions(scope)),
        "acts": [
            (_("Toekenningen"), grant_section(project, request.user)),
            (_("Verlenging"), extension_section(project, request.user)),
        ],
    }
    return render(request, "reporting/passport.html", context)


@require_safe
def dossier(request: SignedInRequest, pk: Any, kind: str) -> HttpResponse:
    """Everything the records say, as of the evaluation, with its analysis and verdict."""
    visible_rows(Evaluation, request)
    project = asked(request, pk)
    scope = Scope(Level.PROMOTER, project=project)
    on_round = find_round(kind, scope, project.starts_on, periods.today())
    if kind == EvaluationKind.BIMONTHLY or on_round is None:
        raise Http404
    sheet = visible_rows(Evaluation, request).filter(kind=kind, project=project).first()
    as_of = sheet.held_on if sheet and sheet.held_on else periods.today()
    selection = chosen(request, project, as_of)
    label = str(EvaluationKind(kind).label)
    context = {
        "heading": f"{label.capitalize()}: {project.name}",
        "crumbs": crumbs_to(project),
        "project": project,
        "sheet": sheet,
        "as_of": as_of,
        "due": notation.day(on_round.due_on),
        "round_url": round_url(on_round),
        "sections": list(project_file.sections(selection, project)),
        "rounds": rounds_table(selection, project),
        "actions": action_table(known_by(scope, as_of), on=as_of),
        "satisfaction": satisfaction_tables(selection, project),
    }
    return render(request, "reporting/dossier.html", context)


def satisfaction_tables(selection: Selection, project: Project) -> list[Table]:
    """What people said together by the day, for who may count them."""
    if not selection.shows_people:
        return []
    return [table_of(one, selection.as_of) for one in satisfaction(project, selection.as_of)]
