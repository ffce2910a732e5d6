"""Composing the answer to one sub-question: text, tables, typed figures, contributions."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from m2w.accounts.acting import SignedInRequest
from m2w.forms import ActForm, button
from m2w.pages import Crumbs, saying
from reporting import answers, deadlines, desk, services
from reporting.asking_again import earlier_of
from reporting.forms.questions import AskForm, ReasonForm, SubAnswerForm, TableForm
from reporting.models import AnswerTable, SubQuestion
from reporting.reports import REPORTS
from reporting.views.question_acts import OnQuestion, editable_question
from reporting.views.questions import figures_query

# In the address: lay the earlier answer that a sub-question refers to beside today.
COMPARED = "nakijken"


def sub_url(sub: SubQuestion, question_code: str) -> str:
    return reverse("sub_question", args=[question_code, sub.number])


def sub_of(request: HttpRequest, code: str, number: int) -> SubQuestion:
    """Raises Http404, and PermissionDenied for who reads it only."""
    question = editable_question(request, code)
    rows = question.sub_questions.select_related("question", "refers_to", "assigned_to")
    found: SubQuestion = get_object_or_404(rows, number=number)
    return found


class OnSubQuestion(OnQuestion):
    def row(self) -> SubQuestion:
        sub = sub_of(self.request, self.kwargs["code"], self.kwargs["number"])
        self.found = sub.question
        return sub

    def note(self, obj: SubQuestion) -> None:
        super().note(obj.question)

    def after(self, obj: Any) -> str:
        return reverse("sub_question", args=[self.kwargs["code"], self.kwargs["number"]])


class WriteSubAnswer(OnSubQuestion):
    """The editor of a sub-question, with its fields, tables and contributions beside it."""

    template_name = "reporting/question_sub.html"

    def form(self, obj: SubQuestion, sent: QueryDict | None = None) -> ActForm:
        return SubAnswerForm(sent, obj=obj, reader=self.request.user)  # type: ignore[arg-type]

    def as_it_is_now(self, obj: Any) -> Any:
        return self.row()

    def told(self, obj: SubQuestion) -> dict[str, Any]:
        as_of = desk.day_of(obj.question)
        answer = answers.compose(obj.question, as_of, reader=self.request.user)  # type: ignore[arg-type]
        works = desk.works(obj.question, answer)
        at = place_of(works, obj)
        work = works[at]
        return super().told(obj) | {
            "heading": _("Deelvraag %(name)s") % {"name": obj.name},
            "question": obj.question,
            "sub": obj,
            "work": work,
            "works": works,
            "as_of": as_of,
            "fields": sorted(work.answer.phrases.items()),
            "tables": [(table, REPORTS[table.report].title) for table in obj.tables.all()],
            "views": work.answer.tables,
            "table_form": TableForm(reader=self.request.user),  # type: ignore[arg-type]
            "figures_query": figures_query(as_of, obj.question.call),
            "neighbours": neighbours(works, at),
            "earlier": earlier_of(obj, compared=self.request.GET.get(COMPARED) == "ja"),
        }


def place_of(works: list[desk.Work], sub: SubQuestion) -> int:
    """Where a sub-question stands in its answer. Raises Http404 for one that is in no part of it,
    such as one that was taken away since it was found."""
    for place, work in enumerate(works):
        if work.sub.pk == sub.pk:
            return place
    raise Http404


def neighbours(works: list[desk.Work], at: int) -> dict[str, SubQuestion | None]:
    subs = [work.sub for work in works]
    return {
        "before": subs[at - 1] if at else None,
        "after": subs[at + 1] if at + 1 < len(subs) else None,
    }


class AskContribution(OnSubQuestion):
    def form(self, obj: SubQuestion, sent: QueryDict | None = None) -> ActForm:
        due = deadlines.due_days(obj.question.asked_on)[0].on
        return AskForm(sent, obj=obj, initial={"due_on": due})

    def told(self, obj: SubQuestion) -> dict[str, Any]:
        return super().told(obj) | {"heading": _("Bijdrage vragen"), "lead": obj.text}


class ExplainFigure(OnSubQuestion):
    """Leave a typed figure that differs, with a reason."""

    def form(self, obj: SubQuestion, sent: QueryDict | None = None) -> ActForm:
        return ReasonForm(sent, obj=obj, initial={"figure": self.request.GET.get("figure", "")})

    def told(self, obj: SubQuestion) -> dict[str, Any]:
        typed = self.request.POST.get("figure") or self.request.GET.get("figure", "")
        said = _("Het getypte cijfer %(typed)s blijft in het antwoord staan.")
        return super().told(obj) | {
            "heading": _("Cijfer laten staan"),
            "lead": said % {"typed": typed},
        }

    def crumbs(self) -> Crumbs:
        return [*super().crumbs(), (_("Deelvraag"), self.after(None))]


@button("typed", "computed")
def take_over_figure(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Put the computed figure in the place of the typed one."""
    sub = sub_of(request, code, number)
    typed, computed = request.POST.get("typed", ""), request.POST.get("computed", "")
    with saying(request, _("Het berekende cijfer staat nu in de tekst.")):
        services.take_over_figure(sub, by=request.user, typed=typed, computed=computed)
    return redirect("sub_question", code, number)


@require_POST
def add_table(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Put a report, a saved table, or the table at an address, under the sub-question."""
    sub = sub_of(request, code, number)
    form = TableForm(request.POST, reader=request.user)
    if not form.is_valid():
        messages.error(
            request, " ".join(str(text) for texts in form.errors.values() for text in texts)
        )
        return redirect("sub_question", code, number)
    title = form.cleaned_data["title"]
    with saying(request, _("De tabel staat onder de deelvraag.")):
        report, options = form.chosen()
        services.add_table(sub, by=request.user, report=report, title=title, options=options)
    return redirect("sub_question", code, number)


@button("do", "title")
def change_table(request: SignedInRequest, code: str, number: int, table: int) -> HttpResponse:
    """Another title, the first place, or away with it."""
    sub = sub_of(request, code, number)
    found = get_object_or_404(AnswerTable, pk=table, sub_question=sub)
    found.sub_question = sub
    asked = request.POST.get("do", "")
    with saying(request, _("De tabellen zijn gewijzigd.")):
        if asked == "remove":
            services.remove_table(found, by=request.user)
        elif asked in {"title", "first"}:
            title = request.POST.get("title", found.title)
            services.change_table(found, by=request.user, title=title, first=asked == "first")
        else:
            raise Http404
    return redirect("sub_question", code, number)
