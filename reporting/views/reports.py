"""Pages of reports."""

from collections.abc import Container
from dataclasses import replace
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from m2w.accounts.acting import acts_as
from m2w.requests import refuse_parameters
from programmes.access import COUNTS_PEOPLE
from reporting import access, charts, noting, paper, release, table_files
from reporting.filters import ReportFilter, filled_in
from reporting.opening import links_of
from reporting.pages import page_table
from reporting.reports import REPORTS
from reporting.tables import Shown

ROWS_PER_PAGE = 200


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """The reports that this role may read."""
    if not access.reads_reports(request.user):
        raise PermissionDenied
    context = {
        "heading": _("Rapporten"),
        "reports": [report for report in REPORTS.values() if not report.options],
        "outflow_in_time": acts_as(request.user, COUNTS_PEOPLE),
    }
    return render(request, "reporting/report_list.html", context)


@require_safe
def report_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One report: what is counted, the table, a figure where it has one, and the exports."""
    report = access.readable(request.user, code)
    if report.options:
        raise Http404
    asked = filled_in(ReportFilter, request)
    wanted = asked_format(request, table_files.FORMATS, asked.unknown("format", "page"))
    context = {
        "heading": report.title,
        "crumbs": [(_("Rapporten"), reverse("report_list"))],
        "report": report,
        "form": asked.form,
    }
    if not asked.is_valid():
        return render(request, "reporting/report_detail.html", context, status=400)
    table = release.of_report(report, asked.selection)
    if wanted:
        noting.exported(request, code, wanted, asked)
        return table_files.download(table, wanted)
    return render(request, "reporting/report_detail.html", context | shown(request, table))


def asked_format(request: HttpRequest, formats: Container[str], unknown: list[str]) -> str:
    """The file asked for, if any. BadRequest for a parameter or format that does not exist."""
    refuse_parameters(unknown)
    wanted = request.GET.get("format", "")
    if wanted and wanted not in formats:
        raise BadRequest(_("Dit bestandsformaat bestaat niet."))
    return wanted


def shown(request: HttpRequest, table: Shown) -> dict[str, Any]:
    """What the page of a report shows of its table."""
    page = Paginator(table.rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    on_page = replace(table, rows=list(page.object_list))
    query = request.GET.copy()
    query.pop("page", None)
    return {
        "table": page_table(on_page, links=links_of(table, request.user)),
        "page": page,
        "definition": table.definition,
        "other_totals": paper.other_totals(table),
        "hidden_cells": paper.hidden_cells(table),
        "figure": charts.figure(table),
        "figure_title": charts.TITLES.get(table.code, ""),
        "query": query.urlencode(),
        "as_of": table.as_of,
    }
