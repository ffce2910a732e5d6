"""The page of cross tables: what is crossed, the table with its definition, and a chart of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from m2w import periods
from reporting import behind, coarser, cross_page, noting, paper, release, table_files
from reporting.cross_filters import CrossFilter
from reporting.crossing import Axes
from reporting.filters import filled_in
from reporting.measures import OF_PERSONS
from reporting.opening import address
from reporting.reports.cross import CROSS, SHARE_LABELS, SHARES
from reporting.selection import Selection
from reporting.tables import Shown
from reporting.views.reports import asked_format

# What one sees before anything is chosen.
AT_FIRST = {"measure": "submitted", "rows": "project", "columns": "gender"}


@require_safe
def cross(request: HttpRequest) -> HttpResponse:
    """Any measure along any dimensions, as far as the reader may count."""
    asked = filled_in(CrossFilter, request, **({} if request.GET else AT_FIRST))
    wanted = asked_format(request, table_files.FORMATS, asked.unknown("format"))
    context = {"heading": _("Kruistabellen"), "saved": reverse("tables")} | form_of(asked)
    if not asked.is_valid():
        return render(request, "reporting/cross.html", context, status=400)
    table = release.of_report(CROSS, asked.selection, **asked.options)
    if wanted:
        noting.exported(request, CROSS.code, wanted, asked)
        return table_files.download(table, wanted)
    noting.crossed(request, asked)
    return render(request, "reporting/cross.html", context | told(request, asked, table))


MAIN = ("measure", "rows", "columns", "as_of", "call", "project", "province")
FOLDED = (
    (gettext_lazy("Tweede niveau en percentages"), ("rows2", "columns2", "show")),
    (gettext_lazy("Een reeks dagen in plaats van kolommen"), ("every", "since", "dates")),
    (gettext_lazy("Alleen sommige personen"), OF_PERSONS),
)


def form_of(asked: CrossFilter) -> dict[str, Any]:
    """The form: what one always chooses, and what is folded away until it is used."""
    form = asked.form
    return {
        "form": form,
        "main": [form[name] for name in MAIN],
        "folded": [
            (heading, [form[name] for name in names], any(asked.data.get(name) for name in names))
            for heading, names in FOLDED
        ],
    }


def told(request: HttpRequest, asked: CrossFilter, table: Shown) -> dict[str, Any]:
    """What the page says of a table."""
    axes, chosen = axes_of(asked.options), asked.in_full
    opens = behind.opens(table, request.user, chosen)
    shares = [str(SHARE_LABELS[one]) for one in SHARES[asked.options.get("show") or "counts"]]
    note = _("In kleine letters: %(shares)s.") % {"shares": " · ".join(shares)} if shares else ""
    return {
        "table": table,
        "drawn": cross_page.drawn(table, axes, note, opens),
        "hidden_cells": paper.hidden_cells(table),
        "why_empty": why_empty(asked.selection, table),
        "is_future": asked.selection.as_of > periods.today(),
        "coarser": proposal(asked, axes, table, chosen),
        "figure": cross_page.figure(table, axes),
        "query": address("cross", chosen).partition("?")[2],
    }


def axes_of(options: dict[str, str]) -> Axes:
    return Axes(
        tuple(options[name] for name in ("rows", "rows2") if options.get(name)),
        tuple(options[name] for name in ("columns", "columns2") if options.get(name)),
    )


def why_empty(selection: Selection, table: Shown) -> str:
    """Why there is nothing to see, where there is not."""
    if table.rows:
        return ""
    if not selection.projects:
        return _("Geen enkel project past bij deze keuzes samen.")
    opened = min(project.lot.call.opens_on for project in selection.projects)
    if selection.as_of < opened:
        return _("Op deze dag was nog geen oproep open.")
    return _("Tot en met deze dag is er niets te tellen.")


def proposal(
    asked: CrossFilter, axes: Axes, table: Shown, chosen: dict[str, str]
) -> dict[str, str] | None:
    """The finest coarser form when too many persons stand in hidden cells."""
    if coarser.hidden_share(table, axes) < coarser.TOO_MUCH:
        return None
    found: dict[Axes, Shown] = {}
    smallest = release.smallest_shown(periods.today())

    def share_of(form: Axes) -> Any:
        true = CROSS.run(asked.selection, **with_axes(asked.options, form))
        least = coarser.small_share(true, form, smallest)
        if least >= coarser.TOO_MUCH:
            return least
        found[form] = release.one(asked.selection, true)
        return coarser.hidden_share(found[form], form)

    form = coarser.finest(axes, share_of)
    if form is None:
        return {"title": "", "url": ""}
    return {"title": str(found[form].title), "url": address("cross", with_axes(chosen, form))}


def with_axes(options: dict[str, str], form: Axes) -> dict[str, str]:
    """The same options with other dimensions."""
    names = ("rows", "rows2", "columns", "columns2")
    kept = {name: value for name, value in options.items() if name not in names}
    down = dict(zip(("rows", "rows2"), form.rows, strict=False))
    return kept | down | dict(zip(("columns", "columns2"), form.columns, strict=False))
