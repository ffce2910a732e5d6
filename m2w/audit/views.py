"""The record to read: all of it, that of one file, and what an account was shown."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from m2w.accounts.acting import SignedInRequest
from m2w.audit import columns, facts
from m2w.audit.filters import EntryFilter, with_days
from m2w.audit.forms import BreachForm
from m2w.audit.models import Entry
from m2w.audit.reading import takes_out
from m2w.exports import as_answer
from m2w.pages import ListPage
from m2w.tables import Column, Table


class Record(ListPage):
    # Its lines are acts: several rows of the record together.
    paginator_class = Paginator
    model = Entry
    template_name = "audit/record.html"
    filterset_class = EntryFilter
    heading = gettext_lazy("Register")
    caption = gettext_lazy("Laatste handelingen eerst")
    nothing_yet = gettext_lazy("Er staat nog niets in het register.")

    def asked(self) -> QueryDict:
        return with_days(self.request.GET)

    def get_queryset(self) -> QuerySet[Any]:
        lines: Any = super().get_queryset()
        return lines.acts()

    def get_columns(self) -> Sequence[Column]:
        return columns.acts_for(self.request.user)

    def note(self, rows: Iterable[Any]) -> None:
        """The record names nobody whose file it is."""


@require_safe
def breach(request: SignedInRequest) -> HttpResponse:
    """Whose data an account was shown in a period, as a page and as a file."""
    form = BreachForm(request.GET or None, reader=request.user)
    context: dict[str, Any] = {
        "heading": _("Datalek: wie werd getoond"),
        "crumbs": [(_("Register"), reverse("record"))],
        "form": form,
    }
    if form.is_valid():
        staff, first, last = (form.cleaned_data[name] for name in ("staff", "first", "last"))
        persons = facts.shown_to(
            staff.user, first, last, lines=Entry.objects.visible_to(request.user)
        )
        takes_out(request, "breach.listed", staff=staff.code, persons=len(persons))
        if request.GET.get("format") == "csv":
            return as_file(persons, first, last)
        context |= {
            "table": Table(_("Getoonde personen"), columns.BREACH, persons),
            "persons": len(persons),
            "query": request.GET.urlencode(),
        }
    return render(request, "audit/breach.html", context, status=400 if form.errors else 200)


def as_file(persons: list[facts.Shown], first: date, last: date) -> HttpResponse:
    return as_answer(f"m2w-datalek-{first}-{last}", facts.as_lines(persons), "csv")
