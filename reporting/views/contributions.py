"""What the ministry asks of VDAB for its answers, and giving it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from m2w import periods
from m2w import tables as pages
from m2w.accounts.acting import SignedInRequest
from m2w.marks import Mark
from m2w.pages import Crumbs, ObjectAct, visible_rows
from reporting.forms.questions import GiveForm
from reporting.models import Contribution
from reporting.transitions import OPEN


@require_safe
def contribution_list(request: SignedInRequest) -> HttpResponse:
    """All contributions asked, the open ones first."""
    rows: Any = visible_rows(Contribution, request).select_related("sub_question__question")
    if request.GET.get("open") == "ja":
        rows = rows.filter(given_on__isnull=True)
    context = {
        "heading": _("Bijdragen aan antwoorden"),
        "lead": _("Wat het departement vraagt voor het antwoord op een schriftelijke vraag."),
        "table": pages.Table(
            caption=_("Bijdragen"),
            columns=[
                pages.Column(_("Deelvraag"), name_of, url=url_for(request)),
                pages.Column(_("Wat gevraagd wordt"), "asked"),
                pages.Column(_("Verwacht op"), "due_on", "date"),
                pages.Column(_("Stand"), mark_of, "mark"),
            ],
            rows=rows.open_first(),
            caption_is_heading=False,
        ),
    }
    return render(request, "reporting/contribution_list.html", context)


def name_of(contribution: Contribution) -> str:
    return capfirst(str(contribution))


def url_for(request: SignedInRequest) -> Any:
    """Who gives contributions opens one to give it; the ministry opens its sub-question."""
    role = request.user.acting.role if request.user.acting else ""
    gives = role in Contribution.objects.all().editors

    def url(contribution: Contribution) -> str:
        sub = contribution.sub_question
        if gives:
            return reverse("contribution", args=[contribution.pk])
        return reverse("sub_question", args=[sub.question.code, sub.number])

    return url


def mark_of(contribution: Contribution) -> Mark:
    if contribution.given_on:
        return Mark(_("gegeven"), "check-c", "ok")
    if contribution.due_on < periods.today():
        return Mark(_("te laat"), "warn", "stop")
    return Mark(_("gevraagd"), "clock", "wait")


class GiveContribution(ObjectAct):
    """Give what was asked; until the answer is handed in it can be given again."""

    model = Contribution
    form_class = GiveForm
    template_name = "reporting/contribution.html"
    heading = gettext_lazy("Bijdrage geven")
    page = "contribution"
    related = ["sub_question__question", "asked_by"]

    def back(self) -> str:
        return reverse("contributions")

    def crumbs(self, obj: Contribution) -> Crumbs:
        return [(_("Bijdragen aan antwoorden"), reverse("contributions"))]

    def told(self, obj: Contribution) -> dict[str, Any]:
        question = obj.sub_question.question
        late = question.state not in OPEN
        why_not = _("Het antwoord is al ter nalezing gegeven.") if late else ""
        return super().told(obj) | {
            "lead": name_of(obj),
            "contribution": obj,
            "why_not": why_not,
        }
