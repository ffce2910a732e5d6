"""Notices: the list, and noting that they were read."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView

from m2w.accounts.acting import SignedInRequest
from m2w.audit.reading import shows
from m2w.forms import button, refuse_others
from m2w.outbox.models import Notice
from m2w.outbox.reading import lines
from m2w.outbox.services import mark_read, set_daily_mail
from m2w.pages import visible_rows


class Notices(ListView):
    """One's own notices, the newest first."""

    template_name = "outbox/notices.html"
    paginate_by = 50
    extra_context = {"heading": gettext_lazy("Berichten"), "crumbs": []}

    def get_queryset(self) -> Any:
        refuse_others(self.request.GET, {self.page_kwarg})
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
    """Turn the daily mail about notices on or off."""
    wanted = request.POST.get("wanted") == "yes"
    set_daily_mail(request.user, wanted=wanted)
    said = _("U krijgt de dagelijkse mail.") if wanted else _("U krijgt geen dagelijkse mail meer.")
    messages.success(request, said)
    return redirect("account")
