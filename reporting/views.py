"""Pages of reports and written questions."""

from collections.abc import Container
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from m2w import periods
from m2w import tables as pages
from m2w.accounts.acting import SignedInRequest
from m2w.audit.reading import takes_out
from m2w.pages import visible_rows
from programmes.models import Call
from reporting import access, answers, charts, documents, exports, paper
from reporting.deadlines import deadline
from reporting.filters import asked_of
from reporting.forms import AnswerForm
from reporting.models import WrittenQuestion
from reporting.pages import page_table
from reporting.reports import REPORTS
from reporting.tables import Table

ROWS_PER_PAGE = 200


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """The reports that this role may read."""
    if not access.reads_reports(request.user):
        raise PermissionDenied
    context = {
        "heading": _("Rapporten"),
        "reports": [
            report
            for report in REPORTS.values()
            if access.reads(request.user, report) and not report.options
        ],
    }
    return render(request, "reporting/report_list.html", context)


@require_safe
def report_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One report: what is counted, the table, a figure where it has one, and the exports."""
    report = access.readable(request.user, code)
    if report.options:
        raise Http404
    asked = asked_of(report, request)
    wanted = asked_format(request, exports.FORMATS, asked.unknown("format", "page"))
    context = {
        "heading": report.title,
        "crumbs": [(_("Rapporten"), reverse("report_list"))],
        "report": report,
        "form": asked.form,
    }
    if not asked.is_valid():
        return render(request, "reporting/report_detail.html", context, status=400)
    table = report.run(asked.selection)
    if wanted:
        takes_out(request, "report.exported", report=code, format=wanted)
        return exports.download(table, wanted)
    return render(request, "reporting/report_detail.html", context | shown(request, table))


def asked_format(request: HttpRequest, formats: Container[str], unknown: list[str]) -> str:
    """The file asked for, if any. BadRequest for a parameter or format that does not exist."""
    if unknown:
        names = ", ".join(unknown)
        raise BadRequest(_("Deze parameter bestaat niet: %(names)s.") % {"names": names})
    wanted = request.GET.get("format", "")
    if wanted and wanted not in formats:
        raise BadRequest(_("Dit bestandsformaat bestaat niet."))
    return wanted


def shown(request: HttpRequest, table: Table) -> dict[str, Any]:
    """What the page of a report shows of its table."""
    page = Paginator(table.rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    on_page = replace(table, rows=list(page.object_list))
    query = request.GET.copy()
    query.pop("page", None)
    return {
        "table": page_table(on_page),
        "page": page,
        "definition": table.definition,
        "other_totals": paper.other_totals(table),
        "figure": charts.figure(table),
        "figure_title": charts.TITLES.get(table.code, ""),
        "query": query.urlencode(),
        "as_of": table.as_of,
    }


# Written questions ------------------------------------------------------------------------------


@require_safe
def question_list(request: HttpRequest) -> HttpResponse:
    """The written questions, newest first."""
    context = {
        "heading": _("Schriftelijke vragen"),
        "table": pages.Table(
            caption=_("Schriftelijke vragen"),
            columns=[
                pages.Column(_("Nummer"), "number", url=question_url),
                pages.Column(_("Onderwerp"), "subject"),
                pages.Column(_("Gesteld door"), "member"),
                pages.Column(_("Gesteld op"), "asked_on", "date"),
            ],
            rows=visible_rows(WrittenQuestion, request),
            caption_is_heading=False,
        ),
    }
    return render(request, "reporting/question_list.html", context)


def question_url(question: WrittenQuestion) -> str:
    return reverse("question_detail", args=[question.code])


@require_safe
def question_detail(request: SignedInRequest, code: str) -> HttpResponse:
    """A question and its answer as of a day, as it would be sent."""
    question = get_object_or_404(visible_rows(WrittenQuestion, request), code=code)
    form = AnswerForm(request.GET, question=question, reader=request.user)
    unknown = sorted(set(request.GET) - set(form.fields) - {"format"})
    wanted = asked_format(request, documents.FORMATS, unknown)
    context = {
        "heading": _("Schriftelijke vraag %(number)s") % {"number": question.number},
        "crumbs": [(_("Schriftelijke vragen"), reverse("question_list"))],
        "question": question,
        "due_on": deadline(question.asked_on),
        "form": form,
    }
    if not form.is_valid():
        return render(request, "reporting/question_detail.html", context, status=400)
    as_of = form.cleaned_data["as_of"] or periods.today()
    call = form.cleaned_data["call"]
    answer = answers.compose(question, as_of, call=call, reader=request.user)
    if wanted:
        takes_out(request, "answer.exported", question=question.code, format=wanted)
        return documents.download(answer, wanted)
    context |= {
        "answer": answer,
        "withheld": any(sub.table is None for sub in answer.answers),
        "query": request.GET.urlencode(),
        "figures_query": figures_query(as_of, call),
    }
    return render(request, "reporting/question_detail.html", context)


def figures_query(as_of: date, call: Call | None) -> str:
    """With what a figure of an answer opens its report."""
    return urlencode({"as_of": as_of.isoformat()} | ({"call": call.code} if call else {}))
