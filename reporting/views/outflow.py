"""The page of outflow: what became of ended enrolments, how soon, and for how long."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from m2w.accounts.acting import acts_as
from m2w.audit.reading import takes_out
from programmes.access import COUNTS_PEOPLE
from reporting import outflow_tables, table_files
from reporting.filters import OutflowFilter, filled_in
from reporting.finding_work import found_work
from reporting.pages import page_table
from reporting.release import one
from reporting.views.reports import asked_format


@require_safe
def outflow(request: HttpRequest) -> HttpResponse:
    if not acts_as(request.user, COUNTS_PEOPLE):
        raise PermissionDenied
    asked = filled_in(OutflowFilter, request)
    wanted = asked_format(request, table_files.FORMATS, asked.unknown("format"))
    context = {
        "heading": _("Uitstroom"),
        "crumbs": [(_("Rapporten"), reverse("report_list"))],
        "form": asked.form,
    }
    if not asked.is_valid():
        return render(request, "reporting/outflow.html", context, status=400)
    selection, by = asked.selection, asked.by_what
    counts = outflow_tables.counts_of(selection, by)
    split = one(selection, outflow_tables.split_table(selection, by, counts))
    if wanted:
        takes_out(request, "report.exported", report="outflow", format=wanted)
        return table_files.download(split, wanted)
    people = found_work(selection, by)
    context |= {
        "as_of": selection.as_of,
        "total": split.total,
        "definition": split.definition,
        "split": page_table(split),
        "work": outflow_tables.work_table(selection, by, people) if people else None,
        "curve": outflow_tables.curve_of(selection, people),
        "query": request.GET.urlencode(),
        "versions": None,
    }
    if other := asked.other_version:
        context["versions"] = outflow_tables.versions_table(selection, by, counts, other)
    return render(request, "reporting/outflow.html", context)
