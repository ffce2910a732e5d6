"""What is done with a written question: the steps of its life, its header, its parts."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from m2w.accounts.acting import SignedInRequest
from m2w.forms import ActForm, button
from m2w.pages import ActPage, Crumbs, saying, visible_rows
from reporting import services
from reporting.forms.questions import STEP_FORMS, CorrectForm, DayForm, GroupForm, PartForm
from reporting.models import AnswerPart, WrittenQuestion
from reporting.transitions import OPEN, QUESTION_STEPS

# The address of each step that is taken from the page of a question.
ADDRESSES = {
    "assign": "toewijzen",
    "hand_in": "ter-nalezing",
    "sign_off": "nagelezen",
    "deliver": "leveren",
    "send": "verzenden",
    "publish": "publiceren",
    "send_back": "terug",
}


def editable_question(request: HttpRequest, code: str) -> WrittenQuestion:
    """Raises Http404, and PermissionDenied for who reads it only."""
    question: WrittenQuestion = get_object_or_404(visible_rows(WrittenQuestion, request), code=code)
    mine = WrittenQuestion.objects.editable_by(request.user)
    if not mine.filter(pk=question.pk).exists():
        raise PermissionDenied
    return question


def too_late(question: WrittenQuestion) -> str:
    """Why nothing of the answer changes any more; empty while it does."""
    if question.state in OPEN:
        return ""
    said = _("Het antwoord is %(state)s. Breng het eerst terug naar opstellen.")
    return said % {"state": question.get_state_display()}


class OnQuestion(ActPage):
    """An act that belongs to a question and is opened from its workspace."""

    template_name = "reporting/question_act.html"
    found: WrittenQuestion

    def row(self) -> Any:
        self.found = editable_question(self.request, self.kwargs["code"])
        return self.found

    def back(self) -> str:
        return reverse("question_detail", args=[self.found.code])

    def after(self, obj: Any) -> str:
        return self.back()

    def crumbs(self) -> Crumbs:
        number = _("Vraag %(number)s") % {"number": self.found.number}
        return [(_("Schriftelijke vragen"), reverse("question_list")), (number, self.back())]

    def told(self, obj: Any) -> dict[str, Any]:
        return {
            "lead": self.found.subject,
            "crumbs": self.crumbs(),
            "why_not": too_late(self.found),
        }


class TakeStep(OnQuestion):
    """`name` is the step that the address names."""

    name = ""

    def row(self) -> WrittenQuestion:
        found: WrittenQuestion = super().row()
        if not QUESTION_STEPS[self.name].permits(found, self.request.user):  # type: ignore[arg-type]
            raise PermissionDenied
        return found

    def form(self, obj: WrittenQuestion, sent: QueryDict | None = None) -> ActForm:
        initial = {"assigned_to": obj.assigned_to or self.request.user}
        return STEP_FORMS[self.name](sent, obj=obj, initial=initial)

    def told(self, obj: WrittenQuestion) -> dict[str, Any]:
        step, why_not = QUESTION_STEPS[self.name], ""
        if obj.state not in step.sources:
            said = _("De stand is “%(state)s”.")
            why_not = said % {"state": obj.get_state_display()}
        heading = capfirst(str(step.label))
        return super().told(obj) | {"heading": heading, "why_not": why_not}


class CorrectQuestion(OnQuestion):
    def form(self, obj: WrittenQuestion, sent: QueryDict | None = None) -> ActForm:
        return CorrectForm(sent, obj=obj)

    def told(self, obj: WrittenQuestion) -> dict[str, Any]:
        return super().told(obj) | {"heading": _("Vraag wijzigen")}


class GroupParts(OnQuestion):
    def form(self, obj: WrittenQuestion, sent: QueryDict | None = None) -> ActForm:
        return GroupForm(sent, obj=obj)

    def told(self, obj: WrittenQuestion) -> dict[str, Any]:
        return super().told(obj) | {"heading": _("Deelvragen groeperen")}


class WritePart(OnQuestion):
    """The common text of a part."""

    def row(self) -> AnswerPart:
        question = super().row()
        part: AnswerPart = get_object_or_404(
            question.parts.select_related("question"), position=self.kwargs["position"]
        )
        return part

    def form(self, obj: AnswerPart, sent: QueryDict | None = None) -> ActForm:
        return PartForm(sent, obj=obj)

    def note(self, obj: AnswerPart) -> None:
        super().note(obj.question)

    def told(self, obj: AnswerPart) -> dict[str, Any]:
        return super().told(obj) | {"heading": _("Gemeenschappelijke tekst")}


@button()
def ungroup(request: SignedInRequest, code: str, position: int) -> HttpResponse:
    """Answer the sub-questions of a part by themselves again."""
    question = editable_question(request, code)
    part = get_object_or_404(question.parts.select_related("question"), position=position)
    with saying(request, _("Elke deelvraag wordt weer apart beantwoord.")):
        services.ungroup(part, by=request.user)
    return redirect("question_detail", code)


@require_POST
def set_day(request: SignedInRequest, code: str) -> HttpResponse:
    """Keep the day of all figures with the question."""
    question = editable_question(request, code)
    form = DayForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["day"])))
        return redirect("question_detail", code)
    with saying(request, _("Alle cijfers volgen nu deze peildatum.")):
        services.set_day(question, form.cleaned_data["day"], by=request.user)
    return redirect("question_detail", code)
