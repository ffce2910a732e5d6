"""Registering a written question: paste, correct, save, take over earlier compositions."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from m2w.accounts.acting import SignedInRequest
from m2w.forms import refuse_others
from m2w.pages import say_refused, visible_rows
from m2w.refusals import Refused
from reporting import services
from reporting.forms import registering
from reporting.forms.registering import PasteForm, RegisterForm
from reporting.models import SubQuestion, WrittenQuestion
from reporting.pasting import recognise
from reporting.searching import Similar, similar
from reporting.services.questions import MOST_SUB_QUESTIONS, same_question
from reporting.transitions import OPEN

# From this likeness on a match is proposed by itself.
PROPOSED = 0.5


class Register(View):
    """One page without memory: what was typed goes along with every button."""

    request: SignedInRequest

    def get(self, request: SignedInRequest) -> HttpResponse:
        return self.show({"paste": PasteForm()})

    def post(self, request: SignedInRequest) -> HttpResponse:
        asked = request.POST.get("do", "")
        if asked == "recognise":
            return self.recognised()
        subs = registering.sent_subs(request.POST)
        changed = registering.edited(subs, asked)
        if changed is not None:
            data = registering.renumbered(request.POST, changed)
            return self.show(self.filled(RegisterForm(initial=data.dict(), subs=changed)))
        return self.saved(RegisterForm(request.POST, subs=subs), anyway=asked == "save_anyway")

    def recognised(self) -> HttpResponse:
        paste = PasteForm(self.request.POST)
        if not paste.is_valid():
            return self.show({"paste": paste})
        text = paste.cleaned_data["text"]
        found = recognise(text)
        initial = registering.initial_of(found, text)
        form = RegisterForm(initial=initial, subs=registering.subs_of(found)[:MOST_SUB_QUESTIONS])
        labels = [form.fields[name].label for name in found.missing if name in form.fields]
        told = {
            "missing": labels,
            "answer_left_out": bool(found.answer),
            "too_many": registering.too_many(found),
            "most": MOST_SUB_QUESTIONS,
        }
        return self.show(self.filled(form) | self.alike(form) | told)

    def alike(self, form: RegisterForm) -> dict[str, Any]:
        """Questions that ask much the same, and the one that is there already."""
        first = form.initial
        same = None
        if first.get("number") and first.get("asked_on"):
            same = same_question(first["number"], first["asked_on"])
        texts = [form[f"text-{place}"].value() or "" for place in range(form.count)]
        found = similar(texts, visible_rows(WrittenQuestion, self.request))
        questions = {one.sub.question for each in found for one in each[:1]}
        return {"same": same, "similar": sorted(questions, key=lambda one: one.code)}

    def saved(self, form: RegisterForm, *, anyway: bool) -> HttpResponse:
        if not form.is_valid():
            return self.show(self.filled(form))
        asked = form.question
        same = same_question(asked["number"], asked["asked_on"])
        if same and not anyway:
            return self.show(self.filled(form) | {"same": same, "confirm": True}, status=409)
        try:
            question = services.register(asked, form.subs, by=self.request.user)
        except ValidationError as error:
            add_errors(form, error)
            return self.show(self.filled(form))
        except Refused as refusal:
            say_refused(self.request, refusal)
            return self.show(self.filled(form), status=409)
        messages.success(self.request, _("De vraag is geregistreerd."))
        found = any(similar([sub["text"] for sub in form.subs], self.others(question)))
        return redirect("question_take_over" if found else "question_detail", question.code)

    def others(self, question: WrittenQuestion) -> Any:
        return visible_rows(WrittenQuestion, self.request).exclude(pk=question.pk)

    def filled(self, form: RegisterForm) -> dict[str, Any]:
        return {"form": form, "same": None, "similar": [], "missing": [], "confirm": False}

    def show(self, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        shown = {
            "heading": _("Vraag registreren"),
            "crumbs": [(_("Schriftelijke vragen"), reverse("question_list"))],
            "form": None,
            "paste": None,
            "answer_left_out": False,
            "too_many": 0,
        } | context
        return render(self.request, "reporting/question_register.html", shown, status=status)


def add_errors(form: Any, error: ValidationError) -> None:
    """The errors of a service at their fields, where the form has them."""
    for name, found in getattr(error, "error_dict", {NON_FIELD_ERRORS: error}).items():
        form.add_error(name if name in form.fields else None, found)


class TakeOver(View):
    """Earlier compositions for each sub-question; one button takes over those chosen."""

    def get(self, request: SignedInRequest, code: str) -> HttpResponse:
        question = self.question(code)
        context = {
            "heading": _("Samenstelling overnemen"),
            "lead": question.subject,
            "crumbs": [
                (_("Schriftelijke vragen"), reverse("question_list")),
                (
                    _("Vraag %(number)s") % {"number": question.number},
                    reverse("question_detail", args=[question.code]),
                ),
            ],
            "question": question,
            "matches": self.matches(question),
            "proposed": PROPOSED,
            "is_open": question.state in OPEN,
        }
        return render(request, "reporting/question_take_over.html", context)

    def post(self, request: SignedInRequest, code: str) -> HttpResponse:
        question = self.question(code)
        matches = self.matches(question)
        names = {f"sub-{sub.number}" for sub, _found in matches}
        refuse_others(request.POST, names)
        chosen = {
            sub.number: one.sub
            for sub, found in matches
            for one in found
            if request.POST.get(f"sub-{sub.number}") == str(one.sub.pk)
        }
        if not chosen:
            messages.warning(request, _("Kies minstens één deelvraag om over te nemen."))
            return redirect("question_take_over", code)
        try:
            services.take_over_composition(question, chosen, by=request.user)
        except Refused as refusal:
            say_refused(request, refusal)
        else:
            messages.success(request, _("De samenstelling is overgenomen. Kijk elke deelvraag na."))
        return redirect("question_detail", code)

    def question(self, code: str) -> WrittenQuestion:
        rows = visible_rows(WrittenQuestion, self.request)
        question: WrittenQuestion = get_object_or_404(rows, code=code)
        if not WrittenQuestion.objects.editable_by(self.request.user).filter(pk=question.pk):
            raise PermissionDenied
        return question

    def matches(self, question: WrittenQuestion) -> list[tuple[SubQuestion, list[Similar]]]:
        subs = list(question.sub_questions.all())
        others = visible_rows(WrittenQuestion, self.request).exclude(pk=question.pk)
        found = similar([sub.text for sub in subs], others)
        return list(zip(subs, found, strict=True))
