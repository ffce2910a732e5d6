"""The matrix of two-monthly evaluations."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from m2w.accounts.acting import acts_as
from m2w.pages import visible_rows
from programmes.evaluating import COMMENTING_ROLES, WRITING_ROLES
from programmes.models import Evaluation
from reporting import matrix_page as page
from reporting import rounds
from reporting.filters import MatrixFilter, filled_in
from reporting.matrix import matrix_of
from reporting.to_write import names_of
from reporting.views.reports import asked_format


@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    """Level × track × period as of any day; each cell opens its round."""
    visible_rows(Evaluation, request)
    filters = filled_in(MatrixFilter, request)
    asked_format(request, (), filters.unknown())
    context = {
        "heading": _("Evaluaties"),
        "crumbs": [],
        "form": filters.form,
        "writes": acts_as(request.user, WRITING_ROLES),
        "comments": acts_as(request.user, COMMENTING_ROLES),
    }
    if not filters.is_valid():
        return render(request, "reporting/matrix.html", context, status=400)
    return render(request, "reporting/matrix.html", context | shown(filters))


def shown(filters: MatrixFilter) -> dict[str, Any]:
    selection, track = filters.selection, filters.asked["track"]
    found = [one for one in rounds.bimonthly(selection) if track in {"", one.track}]
    names = names_of(selection)
    table = matrix_of(found, names, by_track=bool(filters.asked["project"]))
    return {
        "as_of": selection.as_of,
        "found": bool(found),
        "whole": page.whole(found, selection),
        "stands": page.stands(found),
        "heads": page.heads(table),
        "groups": list(page.groups(table, names)),
        "missing": page.missing_table(found, selection),
        "completeness": page.completeness_table(found, selection),
        "milestones": page.milestones_table(selection),
        "legend": page.LEGEND,
    }
