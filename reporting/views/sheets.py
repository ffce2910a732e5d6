"""The pages of one evaluation sheet: read it, fill it in, make it final, open it again."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from m2w.accounts.models import User
from m2w.audit.reading import refused
from m2w.corrections import Outdated
from m2w.forms import ActForm
from m2w.pages import ActPage, Crumbs, DetailPage, visible_rows
from m2w.refusals import Refused
from programmes.evaluation_addresses import sheet_url
from programmes.evaluation_rounds import RELATED, Round, round_of
from programmes.evaluation_texts import criterion_text, period_text, round_title
from programmes.forms.evaluations import ReopenForm, SheetForm
from programmes.models import Evaluation, SheetComment
from programmes.services.evaluations import lack_text
from programmes.sheet_steps import SHEET_STEPS
from programmes.sheets import lacks_of, written
from reporting.forms import FinaliseForm
from reporting.round_pages import mark_of, track_label, whole
from reporting.sheets import figures_beside
from reporting.views.rounds import crumbs_to

RELATED_TO_SHEET = (*RELATED, "meeting")


def title_of(sheet: Evaluation, on_round: Round) -> str:
    label = track_label(sheet.track)
    return f"{label}: {on_round.scope.name}" if sheet.track else round_title(on_round)


def on_calendar(sheet: Evaluation) -> Round:
    """The round of a sheet. Raises Http404 for one that the calendar does not know any more."""
    try:
        return round_of(sheet)
    except Refused:
        raise Http404 from None


def comments_on(sheet: Evaluation) -> list[SheetComment]:
    """What the promoter said of a sheet."""
    if sheet.meeting is None:
        return []
    return list(sheet.meeting.comments.filter(track=sheet.track).select_related("by"))


def beside(sheet: Evaluation, on_round: Round, reader: User) -> dict[str, Any]:
    """What stands beside a sheet: its figures and what the promoter said."""
    figures = figures_beside(sheet, on_round, reader)
    return {
        "figures": figures,
        "totals": whole(figures, sheet.track) if figures else [],
        "comments": comments_on(sheet),
    }


class SheetPage(DetailPage):
    model = Evaluation
    template_name = "reporting/sheet.html"
    list_name = gettext_lazy("Evaluaties")
    list_view = "evaluations"
    related = RELATED_TO_SHEET

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sheet = self.object
        user: Any = self.request.user
        on_round = on_calendar(sheet)
        sentences = [] if sheet.held_on else [lack_text(sheet, lack) for lack in lacks_of(sheet)]
        return super().get_context_data(**kwargs) | {
            "heading": title_of(sheet, on_round),
            "crumbs": crumbs_to(on_round),
            "sheet": sheet,
            "round": on_round,
            "period": period_text(on_round.period),
            "mark": mark_of(on_round, sheet),
            "criteria": [
                (criterion_text(line.criterion), line)
                for line in sheet.scores.select_related("criterion")
            ],
            "overall": sheet.score if sheet.held_on else written(sheet).overall,
            "lacks": sentences,
            "steps": {step.name for step in SHEET_STEPS.available(sheet, user)},
            "changes": sheet.changes.select_related("by"),
            **beside(sheet, on_round, user),
        }


class SheetAct(ActPage):
    """Do with a sheet what the address names, through the service that everyone goes through."""

    template_name = "reporting/sheet_act.html"
    name = ""
    form_class: type[ActForm]

    def row(self) -> Evaluation:
        rows = visible_rows(Evaluation, self.request).filter(pk=self.kwargs["pk"])
        found: Evaluation = get_object_or_404(rows.select_related(*RELATED_TO_SHEET))
        if not SHEET_STEPS[self.name].permits(found, self.user):
            raise PermissionDenied
        return found

    @property
    def user(self) -> User:
        found: Any = self.request.user
        return found

    def form(self, obj: Evaluation, sent: QueryDict | None = None) -> ActForm:
        return self.form_class(sent, obj=obj)

    def after(self, obj: Evaluation) -> str:
        return sheet_url(obj)

    def back(self) -> str:
        return reverse("evaluation", args=[self.kwargs["pk"]])

    def told(self, obj: Evaluation) -> dict[str, Any]:
        on_round = on_calendar(obj)
        return {
            "heading": str(SHEET_STEPS[self.name].label).capitalize(),
            "crumbs": self.crumbs(obj, on_round),
            "sheet": obj,
            "title": title_of(obj, on_round),
            "round": on_round,
            "mark": mark_of(on_round, obj),
            "why_not": self.why_not(obj),
            **beside(obj, on_round, self.user),
        }

    def crumbs(self, sheet: Evaluation, on_round: Round) -> Crumbs:
        return [*crumbs_to(on_round), (track_label(sheet.track), sheet_url(sheet))]

    def why_not(self, sheet: Evaluation) -> str:
        """Why it cannot be done now; empty when it can."""
        if sheet.status in SHEET_STEPS[self.name].sources:
            return ""
        return _("De stand is “%(state)s”.") % {"state": sheet.get_status_display()}


class FinaliseSheet(SheetAct):
    name = "finalise"
    form_class = FinaliseForm

    def why_not(self, sheet: Evaluation) -> str:
        missing = " ".join(lack_text(sheet, lack) for lack in lacks_of(sheet))
        return super().why_not(sheet) or missing


class ReopenSheet(SheetAct):
    name = "reopen"
    form_class = ReopenForm


class Versioned(ActPage):
    """A form over what two people may change at once: who comes second keeps what they typed,
    beside what the first made of it."""

    def show_refused(self, obj: Any, form: Any, refusal: Refused) -> HttpResponse:
        if not isinstance(refusal, Outdated):
            return super().show_refused(obj, form, refusal)
        refused(self.request, refusal.code)
        form.renew(refusal)
        self.outdated: Mapping[str, Any] = {
            "outdated": str(refusal),
            "theirs": list(form.theirs(refusal)),
        }
        return self.show(self.as_it_is_now(obj), form, status=409)

    def told(self, obj: Any) -> dict[str, Any]:
        return super().told(obj) | dict(getattr(self, "outdated", {}))


class WriteSheet(Versioned, SheetAct):
    template_name = "reporting/sheet_form.html"
    name = "write"
    form_class = SheetForm

    def after(self, obj: Evaluation) -> str:
        """On to making it final, for who asked for that."""
        if self.request.POST.get("then") == "finalise":
            return reverse("evaluation_finalise", args=[obj.pk])
        return super().after(obj)

    def told(self, obj: Evaluation) -> dict[str, Any]:
        return super().told(obj) | {"version": obj.version}
