"""Pages of written questions: the list with its search, and the workspace of one question."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from m2w import notation, periods
from m2w import tables as pages
from m2w.accounts.acting import SignedInRequest
from m2w.audit.reading import takes_out
from m2w.marks import Mark
from m2w.pages import visible_rows
from programmes.models import Call
from reporting import asking_again, deadlines, desk, documents
from reporting.answers import Answer, Part
from reporting.choices import QuestionState as State
from reporting.desk import Stretch, Work
from reporting.forms import AnswerForm, PartsForm
from reporting.forms.questions import DayForm
from reporting.models import WrittenQuestion
from reporting.searching import search
from reporting.standing import standing_of
from reporting.transitions import ANSWERED, OPEN, QUESTION_STEPS
from reporting.views.question_acts import ADDRESSES
from reporting.views.reports import asked_format

# What is done once a state is reached, in the order of the bar.
STAGES = (
    (State.RECEIVED, gettext_lazy("Ontvangen")),
    (State.ASSIGNED, gettext_lazy("Toewijzen")),
    (State.DRAFTED, gettext_lazy("Opstellen")),
    (State.SIGNED_OFF, gettext_lazy("Nalezen")),
    (State.DELIVERED, gettext_lazy("Leveren")),
    (State.SENT, gettext_lazy("Verzenden")),
    (State.PUBLISHED, gettext_lazy("Publiceren")),
)
LONGEST_SEARCH = 200
# What is sent is the DOCX; these stand under the answer.
OTHER_FORMATS = ("pdf", "xlsx", "ods")


@dataclass(frozen=True, slots=True)
class Stage:
    number: int
    label: str
    is_done: bool
    is_current: bool


def stages(question: WrittenQuestion) -> list[Stage]:
    """The bar of steps: what is done, and what is being done now."""
    order = [state for state, _label in STAGES]
    reached = order.index(State(question.state))
    return [
        Stage(place + 1, str(label), place <= reached, place == reached + 1)
        for place, (_state, label) in enumerate(STAGES)
    ]


@require_safe
def question_list(request: SignedInRequest) -> HttpResponse:
    """The written questions, newest first; or those in which the words asked for stand."""
    rows = visible_rows(WrittenQuestion, request).select_related("assigned_to")
    asked = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    only_open = request.GET.get("open") == "ja"
    if only_open:
        rows = rows.exclude(state__in=ANSWERED)
    editable = WrittenQuestion.objects.all().editors
    context = {
        "heading": _("Schriftelijke vragen"),
        "asked": asked,
        "only_open": only_open,
        "found": search(asked, rows) if asked else None,
        "table": question_table(rows),
        "may_register": request.user.acting is not None and request.user.acting.role in editable,
    }
    return render(request, "reporting/question_list.html", context)


def question_table(rows: Any) -> pages.Table:
    return pages.Table(
        caption=_("Schriftelijke vragen"),
        columns=[
            pages.Column(_("Nummer"), "number", url=question_url),
            pages.Column(_("Onderwerp"), "subject"),
            pages.Column(_("Gesteld door"), "member"),
            pages.Column(_("Gesteld op"), "asked_on", "date"),
            pages.Column(_("Stand"), mark_of),
            pages.Column(_("Te beantwoorden"), time_of),
        ],
        rows=rows,
        caption_is_heading=False,
    )


def mark_of(question: WrittenQuestion) -> str:
    return question.get_state_display()


def time_of(question: WrittenQuestion) -> str:
    """Until when, and how much of the term is left; nothing once it is sent."""
    if question.state in ANSWERED:
        return ""
    due = notation.day(deadlines.deadline(question.asked_on))
    return f"{due} ({deadlines.time_left(question.asked_on, periods.today())})"


def question_url(question: WrittenQuestion) -> str:
    return reverse("question_detail", args=[question.code])


# The workspace ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DeskPart:
    """A part of the answer, with the work on each of its sub-questions."""

    part: Part
    works: Sequence[Work]

    @property
    def stretches(self) -> list[Stretch]:
        """Its common text."""
        return [stretch for work in self.works for stretch in work.common_stretches]


@require_safe
def question_detail(request: SignedInRequest, code: str) -> HttpResponse:
    """A question and its answer as of a day: as it would be sent, unless it says otherwise."""
    rows = visible_rows(WrittenQuestion, request).select_related("assigned_to")
    question = get_object_or_404(rows, code=code)
    form = AnswerForm(request.GET, question=question, reader=request.user)
    unknown = sorted(set(request.GET) - set(form.fields) - {"format", "part"})
    wanted = asked_format(request, documents.FORMATS, unknown)
    context = head_of(question, request) | {"form": form}
    if not form.is_valid():
        return render(request, "reporting/question_detail.html", context, status=400)
    as_of = form.cleaned_data["as_of"] or periods.today()
    call = form.cleaned_data["call"]
    answer = asking_again.composed_again(question, as_of, call=call, reader=request.user)
    if wanted:
        takes_out(request, "answer.exported", question=question.code, format=wanted)
        return documents.download(answer, wanted)
    works, parts = desk.works(question, answer), parts_of(request, answer)
    context |= {
        "answer": answer,
        "works": works,
        "ready": sum(work.sub.is_ready for work in works),
        "differing": [work for work in works if work.differences or work.unknown],
        "parts_form": parts,
        "desk_parts": desk_parts(parts.chosen, works),
        "query": query_of_whole(request),
        "figures_query": figures_query(as_of, call),
        "day_form": DayForm(initial={"day": as_of}),
        "standing": standing_of(question, as_of, call, request.user),
        "other_formats": OTHER_FORMATS,
    }
    return render(request, "reporting/question_detail.html", context)


def head_of(question: WrittenQuestion, request: SignedInRequest) -> dict[str, Any]:
    """What the pages of a question say of it, and what its reader may do with it now."""
    steps = [
        (capfirst(str(step.label)), reverse(f"question_{step.name}", args=[question.code]))
        for step in QUESTION_STEPS.available(question, request.user)
        if step.name in ADDRESSES
    ]
    today = periods.today()
    mine = WrittenQuestion.objects.editable_by(request.user).filter(pk=question.pk).exists()
    return {
        "heading": _("Schriftelijke vraag %(number)s") % {"number": question.number},
        "crumbs": [(_("Schriftelijke vragen"), reverse("question_list"))],
        "question": question,
        "stages": stages(question),
        "acts": steps,
        "is_open": mine and question.state in OPEN,
        "due": due_of(question, today),
        "due_days": deadlines.due_days(question.asked_on),
        "happened": question.steps.select_related("by"),
    }


def due_of(question: WrittenQuestion, today: date) -> dict[str, Any]:
    """The term in words, and whether it is over: by today, or by the day it was sent."""
    sent_on = question.sent_on if question.state in ANSWERED else None
    late = deadlines.lateness(question.asked_on, sent_on or today)
    return {
        "on": deadlines.deadline(question.asked_on),
        "left": deadlines.time_left(question.asked_on, today),
        "late": Mark(late, "warn", "stop") if late else None,
        "sent_on": sent_on,
    }


def parts_of(request: HttpRequest, answer: Answer) -> PartsForm:
    """Which parts of an answer to show. Raises BadRequest for one that it does not have."""
    form = PartsForm(request.GET, answer=answer)
    if not form.is_valid():
        raise BadRequest(_("Een filter heeft een waarde die niet bestaat."))
    return form


def query_of_whole(request: HttpRequest) -> str:
    """What was asked, of the answer as a whole."""
    asked = request.GET.copy()
    asked.pop("part", None)
    return asked.urlencode()


def desk_parts(parts: Sequence[Part], works: Sequence[Work]) -> list[DeskPart]:
    by_sub = {work.sub.pk: work for work in works}
    return [DeskPart(part, [by_sub[sub.sub_question.pk] for sub in part.answers]) for part in parts]


def figures_query(as_of: date, call: Call | None) -> str:
    """With what a figure of an answer opens its report."""
    return urlencode({"as_of": as_of.isoformat()} | ({"call": call.code} if call else {}))
