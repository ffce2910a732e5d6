"""Pages of written questions."""

from datetime import date

from django.http import HttpRequest, HttpResponse
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
from reporting import answers, documents
from reporting.deadlines import deadline
from reporting.forms import AnswerForm
from reporting.models import WrittenQuestion
from reporting.views.reports import asked_format


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
        "query": request.GET.urlencode(),
        "figures_query": figures_query(as_of, call),
    }
    return render(request, "reporting/question_detail.html", context)


def figures_query(as_of: date, call: Call | None) -> str:
    """With what a figure of an answer opens its report."""
    return urlencode({"as_of": as_of.isoformat()} | ({"call": call.code} if call else {}))
