"""Pages of answers that were sent: as they were, what changed since, and how they would be now."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from m2w import notation
from m2w import tables as pages
from m2w.accounts.acting import acts_as
from m2w.audit.reading import takes_out
from m2w.details import Fact
from m2w.exports import BYTES, to_keep
from m2w.marks import Mark
from m2w.pages import ActPage, Crumbs, visible_rows
from reporting import asking_again, frozen, rehearsing
from reporting.access import QUESTION_EDITORS
from reporting.difference_page import difference_table
from reporting.forms.sent import LaterTextForm
from reporting.models import FrozenAnswer, Rehearsal, WrittenQuestion

FINDINGS = {
    rehearsing.MISSING: Mark(gettext_lazy("geen gegevens"), "warn", "stop"),
    rehearsing.HIDDEN: Mark(gettext_lazy("niet getoond"), "minus-c"),
    rehearsing.MOVED: Mark(gettext_lazy("verschoven"), "right", "info"),
}


def question_of(request: HttpRequest, code: str) -> WrittenQuestion:
    found: WrittenQuestion = get_object_or_404(visible_rows(WrittenQuestion, request), code=code)
    return found


def answer_of(question: WrittenQuestion) -> FrozenAnswer:
    """Raises Http404 while the answer was not sent."""
    rows = FrozenAnswer.objects.select_related("question").prefetch_related("later_texts")
    return get_object_or_404(rows, question=question)


def crumbs_of(question: WrittenQuestion) -> Crumbs:
    return [
        (_("Schriftelijke vragen"), reverse("question_list")),
        (
            _("Vraag %(number)s") % {"number": question.number},
            reverse("question_detail", args=[question.code]),
        ),
    ]


@require_safe
def sent_answer(request: HttpRequest, code: str) -> HttpResponse:
    """The answer as it was sent, with its files and what it was sealed with."""
    question = question_of(request, code)
    answer = answer_of(question)
    later: dict[str, list[Any]] = {}
    for text in answer.later_texts.all():
        later.setdefault(text.heading, []).append(text)
    context = {
        "heading": _("Verzonden antwoord op vraag %(number)s") % {"number": question.number},
        "crumbs": crumbs_of(question),
        "question": question,
        "answer": answer,
        "facts": facts_of(answer),
        "files": list(answer.files.values_list("name", flat=True)),
        "parts": frozen.parts_on_page(answer.document, later),
        "may_add": acts_as(request.user, QUESTION_EDITORS),
    }
    return render(request, "reporting/frozen.html", context)


def facts_of(answer: FrozenAnswer) -> list[Fact]:
    return [
        Fact(_("Peildatum"), notation.day(answer.as_of)),
        Fact(_("Verzonden op"), notation.day(answer.frozen_on)),
        Fact(_("Kleinste getoonde aantal"), str(answer.smallest_shown)),
        Fact(_("Versie van de toepassing"), answer.code_version),
        Fact(_("Controlegetal (SHA-256)"), answer.checksum),
    ]


@require_safe
def sent_file(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """A file as it was sent."""
    question = question_of(request, code)
    file = get_object_or_404(answer_of(question).files, name=name)
    takes_out(request, "answer.file_taken", question=question.code, name=file.name)
    return to_keep(file.name, bytes(file.content), BYTES)


class AddLaterText(ActPage):
    """Keep what the cabinet changed beside the sent answer."""

    template_name = "reporting/sent_act.html"

    def row(self) -> FrozenAnswer:
        question = question_of(self.request, self.kwargs["code"])
        return answer_of(question)

    def form(self, obj: FrozenAnswer, sent: QueryDict | None = None) -> LaterTextForm:
        return LaterTextForm(sent, obj=obj)

    def back(self) -> str:
        return reverse("question_sent", args=[self.kwargs["code"]])

    def after(self, obj: Any) -> str:
        return self.back()

    def told(self, obj: FrozenAnswer) -> dict[str, Any]:
        return {
            "heading": _("Latere tekst toevoegen"),
            "lead": _("Vraag %(number)s") % {"number": obj.question.number},
            "crumbs": [*crumbs_of(obj.question), (_("Verzonden antwoord"), self.back())],
            "why_not": "",
        }


@require_safe
def difference(request: HttpRequest, code: str) -> HttpResponse:
    """What the answer, or those it refers to, would say now for the same day."""
    question = question_of(request, code)
    concerned = asking_again.answers_concerned(question)
    if not concerned:
        raise Http404
    context = {
        "heading": _("Verschil met wat verzonden werd"),
        "crumbs": crumbs_of(question),
        "question": question,
        "sections": [section_of(answer) for answer in concerned],
    }
    return render(request, "reporting/difference.html", context)


def section_of(answer: FrozenAnswer) -> dict[str, Any]:
    changes = asking_again.changes_since(answer)
    title = _("Verschil met het antwoord van %(day)s") % {"day": notation.day(answer.frozen_on)}
    smallest = asking_again.smallest_told(answer)
    return {
        "answer": answer,
        "title": title,
        "cells": len(changes),
        "table": difference_table(changes, smallest, title) if changes else None,
    }


@require_safe
def rehearsals(request: HttpRequest) -> HttpResponse:
    """Every answered question as it would be now: what is missing or moved most."""
    found = asking_again.last_rehearsals(visible_rows(WrittenQuestion, request))
    context = {
        "heading": _("Proefberekeningen"),
        "lead": _("Elke beantwoorde vraag wordt elke maand opnieuw berekend, tot en met die dag."),
        "crumbs": [(_("Schriftelijke vragen"), reverse("question_list"))],
        "sections": [(one, findings_table(one)) for one in found],
    }
    return render(request, "reporting/rehearsals.html", context)


def findings_table(rehearsal: Rehearsal) -> pages.Table:
    return pages.Table(
        _("Vraag %(number)s: ontbrekende en meest verschoven cellen")
        % {"number": rehearsal.question.number},
        (
            pages.Column(
                _("Cel"),
                lambda row: (
                    _("Tabel %(table)s, %(row)s")
                    % {"table": row["table"], "row": row["row"] or _("totaal")}
                ),
                note=lambda row: row["column"],
            ),
            pages.Column(_("Toen"), "then", "figure"),
            pages.Column(_("Nu"), "now", "figure"),
            pages.Column(_("Wat"), lambda row: FINDINGS[row["kind"]], "mark"),
        ),
        rehearsal.findings,
    )
