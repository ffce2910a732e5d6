"""Notices: the list, and noting that they were read."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView

from m2w.accounts.acting import SignedInRequest
from m2w.audit.reading import shows
from m2w.forms import button, says_yes
from m2w.outbox.choices import MailLanguage
from m2w.outbox.columns import REMINDERS
from m2w.outbox.filters import ReminderFilter
from m2w.outbox.models import Notice, Reminder
from m2w.outbox.reading import lines
from m2w.outbox.services import mark_read, set_mails
from m2w.pages import ListPage, visible_rows


class Notices(ListView):
    """One's own notices, the newest first."""

    template_name = "outbox/notices.html"
    paginate_by = 50
    extra_context = {"heading": gettext_lazy("Berichten"), "crumbs": []}

    def get_queryset(self) -> Any:
        return visible_rows(Notice, self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        found = lines(context["object_list"], self.request.user)
        shows(self.request, [line.about for line in found if line.about])
        return context | {"lines": found}


@button()
def read(request: SignedInRequest, pk: Any) -> HttpResponse:
    rows = visible_rows(Notice, request).filter(pk=pk)
    get_object_or_404(rows)
    mark_read(rows)
    return redirect("notices")


@button()
def read_all(request: SignedInRequest) -> HttpResponse:
    mark_read(visible_rows(Notice, request))
    return redirect("notices")


@button("wanted")
def daily_mail(request: SignedInRequest) -> HttpResponse:
    """Turn the mails about one's work on or off."""
    wanted = says_yes(request, "wanted")
    set_mails(request.user, wanted=wanted)
    said = _("U krijgt de dagelijkse mail.") if wanted else _("U krijgt geen dagelijkse mail meer.")
    messages.success(request, said)
    return redirect("account")


@button("language")
def mail_language(request: SignedInRequest) -> HttpResponse:
    """Choose the language of these mails."""
    language = request.POST.get("language", "")
    if language not in MailLanguage.values:
        raise BadRequest(_("Deze taal bestaat niet."))
    set_mails(request.user, language=language)
    messages.success(request, _("Uw mails komen voortaan in die taal."))
    return redirect("account")


# Reminders -------------------------------------------------------------------------------------


class Reminders(ListPage):
    """Of what, whom and when people were reminded, the last first."""

    model = Reminder
    template_name = "outbox/reminders.html"
    filterset_class = ReminderFilter
    heading = gettext_lazy("Herinneringen")
    caption = gettext_lazy("Verstuurde herinneringen, de laatste eerst")
    nothing_yet = gettext_lazy("Nog geen. Een herinnering gaat één keer uit, als iets te laat is.")
    related = ("to__user",)
    columns = REMINDERS

    def note(self, rows: Iterable[Any]) -> None:
        """Names the objects, each through the gate of the reader."""
        rows = list(rows)
        found = {line.notice.pk: line for line in lines(rows, self.request.user)}
        for row in rows:
            row.line = found.get(row.pk)
        shows(self.request, [line.about for line in found.values() if line.about])
