"""Pausing the reminders of a duo, a mentor or a mentee, and the list of what rests."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.accounts.acting import SignedInRequest
from m2w.forms import button
from m2w.pages import ActPage, ListPage, say_refused, visible_rows
from m2w.refusals import Refused
from m2w.requests import where_next
from matching import columns
from matching.filters import ReminderPauseFilter
from matching.forms.reminders import PauseRemindersForm
from matching.models import ReminderPause
from matching.resting import KINDS, Kind
from matching.services import resume_reminders


class PauseReminders(ActPage):
    """`kind` in the address is what rests: a duo, a mentor or a mentee."""

    template_name = "matching/act.html"

    @property
    def kind(self) -> Kind:
        if self.kwargs["kind"] not in KINDS:
            raise Http404
        return KINDS[self.kwargs["kind"]]

    def row(self) -> Any:
        model, user = self.kind.model, self.request.user
        rows = visible_rows(model, self.request).filter(pk=self.kwargs["pk"])
        found = get_object_or_404(rows.select_related(*self.kind.related))
        if not model.objects.editable_by(user).filter(pk=found.pk).exists():
            raise PermissionDenied
        return found

    def form(self, obj: Any, sent: QueryDict | None = None) -> PauseRemindersForm:
        return PauseRemindersForm(sent, obj=obj)

    def back(self) -> str:
        return where_next(self.request, self.kind.url(self.kwargs["pk"]))

    def after(self, obj: Any) -> str:
        return self.back()

    def told(self, obj: Any) -> dict[str, Any]:
        pauses = ReminderPause.objects.filter(**{self.kind.field: obj})
        paused = pauses.in_force(periods.today()).exists()
        return {
            "heading": gettext("Herinneringen pauzeren"),
            "lead": str(obj),
            "crumbs": [(str(obj), self.kind.url(obj.pk))],
            "why_not": gettext("Deze herinneringen zijn al gepauzeerd.") if paused else "",
        }


class ReminderPauses(ListPage):
    model = ReminderPause
    template_name = "matching/reminder_pauses.html"
    filterset_class = ReminderPauseFilter
    heading = _("Gepauzeerde herinneringen")
    caption = _("Waarover niemand een herinnering krijgt")
    nothing_yet = _("Er is niets gepauzeerd.")
    columns = columns.REMINDER_PAUSES
    related = [
        *("match__enrolment__mentee", "match__mentor", "mentor", "mentee", "paused_by"),
    ]

    def get_queryset(self) -> QuerySet[ReminderPause]:
        rows: Any = super().get_queryset()
        return rows.in_force(periods.today()).order_by("created_at", "code")


@button()
def resume(request: SignedInRequest, pk: Any) -> HttpResponse:
    pause = get_object_or_404(visible_rows(ReminderPause, request), pk=pk)
    try:
        resume_reminders(pause, by=request.user)
        messages.success(request, gettext("De herinneringen lopen weer."))
    except Refused as refusal:
        say_refused(request, refusal)
    return redirect(where_next(request, "reminder_pauses"))
