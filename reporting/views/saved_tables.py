"""Saved tables: the list of one's organisation, and to keep, open, rename or remove one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from m2w.accounts.acting import SignedInRequest
from m2w.pages import ListPage, visible_rows
from m2w.refusals import Refused
from m2w.tables import Column
from reporting.cross_filters import CrossFilter
from reporting.filters import SavedTableFilter, filled_in
from reporting.forms.saved_tables import NameForm, SaveForm
from reporting.models import SavedTable
from reporting.reports.cross import CROSS
from reporting.saved_tables import address_of, remove_table, rename_table, save_table

either = require_http_methods(["GET", "HEAD", "POST"])


class SavedTables(ListPage):
    model = SavedTable
    template_name = "reporting/saved_tables.html"
    filterset_class = SavedTableFilter
    heading = gettext_lazy("Bewaarde tabellen")
    caption = gettext_lazy("Bewaarde tabellen")
    nothing_yet = gettext_lazy("Nog geen tabellen. Kies bij een kruistabel ‘Bewaren’.")
    columns = [
        Column(gettext_lazy("Naam"), "name", url=lambda table: reverse("table", args=[table.pk])),
        Column(gettext_lazy("Bewaard door"), "saved_by"),
        Column(gettext_lazy("Op"), "saved_on", "date"),
    ]
    related = ["saved_by"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        shown = [table.pk for table in context["object_list"]]
        own = SavedTable.objects.editable_by(self.request.user).filter(pk__in=shown)
        return context | {"crumbs": [(_("Kruistabellen"), reverse("cross"))], "own": list(own)}


@require_safe
def open_table(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """On to the address that it stands for."""
    return redirect(address_of(get_object_or_404(visible_rows(SavedTable, request), pk=pk)))


@either
def save(request: SignedInRequest) -> HttpResponse:
    """Keep the cross table that the address asks for under a name."""
    asked = filled_in(CrossFilter, request)
    if asked.unknown() or not asked.is_valid():
        return redirect(f"{reverse('cross')}?{request.GET.urlencode()}")
    options = asked.in_full
    back = f"{reverse('cross')}?{request.GET.urlencode()}"
    form = SaveForm(request.POST or None)
    if form.is_valid():
        if not form.cleaned_data["keep_day"]:
            del options["as_of"]
        try:
            save_table(
                name=form.cleaned_data["name"],
                report=CROSS.code,
                options=options,
                by=request.user,
            )
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("De tabel is bewaard."))
            return redirect("tables")
    return asking(request, form, _("Tabel bewaren"), back)


@either
def rename(request: SignedInRequest, pk: UUID) -> HttpResponse:
    table = own_table(request, pk)
    form = NameForm(request.POST or None, initial={"name": table.name})
    if form.is_valid():
        try:
            rename_table(table, name=form.cleaned_data["name"], by=request.user)
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("De tabel heeft een andere naam."))
            return redirect("tables")
    return asking(request, form, _("Tabel hernoemen"), reverse("tables"))


@either
def remove(request: SignedInRequest, pk: UUID) -> HttpResponse:
    table = own_table(request, pk)
    if request.method == "POST":
        remove_table(table, by=request.user)
        messages.success(request, _("De tabel is verwijderd."))
        return redirect("tables")
    context = {
        "heading": _("Tabel verwijderen"),
        "crumbs": [(_("Bewaarde tabellen"), reverse("tables"))],
        "saved_table": table,
        "back": reverse("tables"),
    }
    return render(request, "reporting/saved_table_remove.html", context)


def own_table(request: SignedInRequest, pk: UUID) -> SavedTable:
    """The table, for who saved it. Raises Http404 for who may not see it, PermissionDenied for
    who may only open it."""
    table: SavedTable = get_object_or_404(visible_rows(SavedTable, request), pk=pk)
    if not SavedTable.objects.editable_by(request.user).filter(pk=pk).exists():
        raise PermissionDenied
    return table


def asking(request: HttpRequest, form: Any, heading: str, back: str) -> HttpResponse:
    context = {
        "heading": heading,
        "crumbs": [(_("Kruistabellen"), reverse("cross"))],
        "form": form,
        "back": back,
    }
    status = 400 if form.errors else 200
    return render(request, "reporting/saved_table_form.html", context, status=status)
