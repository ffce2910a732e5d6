"""The pages of a call's budget: where the money is, why it is not used, and what is to come."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import HiddenInput
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from m2w.audit.reading import takes_out
from programmes.models import Lot
from reporting import budget_ahead, budget_page, lots_page, table_files
from reporting.access import SEES_WHOLE_CALLS
from reporting.budget_causes import CAUSES, WITHOUT_PEOPLE, cause_table
from reporting.effects import Spending
from reporting.filters import BudgetFilter, filled_in
from reporting.forms import MoveForm
from reporting.lots import lots
from reporting.pages import page_table
from reporting.release import one
from reporting.selection import select
from reporting.spending import spending
from reporting.tables import Shown
from reporting.views.reports import asked_format
from reporting.waterfall import groups, sums_of, together


class Asked:
    """What a request asks of a budget, and the money of the projects it is about."""

    def __init__(self, request: HttpRequest, *known: str, divides: bool = False) -> None:
        self.filter = filled_in(BudgetFilter, request)
        if not divides:
            self.filter.form.fields["by"].widget = HiddenInput()
        self.format = asked_format(
            request, table_files.FORMATS, self.filter.unknown("format", *known)
        )
        self.is_valid = self.filter.is_valid()
        if self.is_valid:
            self.selection = self.filter.selection
            self.call = self.filter.asked["call"]

    @cached_property
    def spent(self) -> dict[str, Spending]:
        return spending(self.selection)

    def context(self, heading: str) -> dict[str, Any]:
        query = budget_page.shared(self.filter) if self.is_valid else ""
        return {
            "heading": heading,
            "crumbs": [(_("Budget"), reverse("budget") + query)],
            "form": self.filter.form,
            "query": query,
            "as_of": self.selection.as_of if self.is_valid else None,
        }


@require_safe
def budget(request: HttpRequest) -> HttpResponse:
    asked = Asked(request, divides=True)
    context = asked.context(_("Budget")) | {"crumbs": [], "groups": None}
    template = "reporting/budget.html"
    if not asked.is_valid or asked.call is None:
        return render(request, template, context, status=200 if asked.is_valid else 400)
    of_filter, call = asked.filter, asked.call
    found = groups(asked.selection.projects, asked.spent, of_filter.division)
    table = one(asked.selection, budget_page.division_table(of_filter, found, call))
    if asked.format:
        return taken_out(request, table, asked.format)
    sums = together(sums_of(one) for one in asked.spent.values())
    steps = budget_page.steps(of_filter, sums)
    until = max((one.until for one in asked.spent.values() if one.until), default=None)
    context |= {
        "call": call,
        "steps": steps,
        "steps_height": budget_page.height_of(steps),
        "of_budget": budget_page.of_budget(of_filter, sums),
        "headline": budget_page.headline(of_filter, found, call),
        "judged": budget_page.judged(sums, until, asked.selection.as_of),
        "balance": budget_page.balance(sums),
        "reasons": budget_page.reasons(of_filter, asked.spent),
        "beside": budget_page.beside(of_filter, asked.spent, sums),
        "groups": budget_page.drawn(of_filter, table),
        "definition": table.definition,
        "pages": budget_page.further(of_filter),
        "lists": budget_page.lists_of(request.user),
    }
    return render(request, template, context)


def taken_out(request: HttpRequest, table: Shown, wanted: str) -> HttpResponse:
    takes_out(request, "report.exported", report=table.code, format=wanted)
    return table_files.download(table, wanted)


def one_table(request: HttpRequest, heading: str, made: Callable[[Asked], Any]) -> HttpResponse:
    """A page of one table: what it says above it, and the table itself, or none."""
    asked = Asked(request)
    context = asked.context(heading) | {"table": None, "notes": []}
    template = "reporting/budget_table.html"
    if not asked.is_valid:
        return render(request, template, context, status=400)
    notes, true = made(asked)
    table = one(asked.selection, true)
    if asked.format:
        return taken_out(request, table, asked.format)
    links = {"project": lambda row: budget_page.project_url(asked.filter, row["project"])}
    context |= {
        "notes": notes,
        "table": page_table(table, links=links) if table.rows or table.total else None,
        "definition": table.definition,
    }
    return render(request, template, context)


@require_safe
def cause(request: HttpRequest, code: str) -> HttpResponse:
    """The projects behind one sentence."""
    if code not in CAUSES:
        raise Http404

    def made(asked: Asked) -> Any:
        if not asked.selection.shows_people and code not in WITHOUT_PEOPLE:
            raise PermissionDenied
        table = cause_table(asked.selection, asked.spent, code)
        return [CAUSES[code].text], table

    return one_table(request, str(CAUSES[code].title), made)


@require_safe
def ahead(request: HttpRequest) -> HttpResponse:
    """What will have been spent by the end of the term."""
    return one_table(
        request,
        _("Vooruitzicht"),
        lambda asked: (
            budget_ahead.method_in_words(asked.spent),
            budget_ahead.forecast_table(asked.selection, asked.spent),
        ),
    )


@require_safe
def unit_costs(request: HttpRequest) -> HttpResponse:
    """What one mentee, duo and job cost. The ministry reads it of whole calls only, so that no
    two of its figures lie one project apart."""

    def made(asked: Asked) -> Any:
        if asked.filter.narrowed and not asked.selection.shows_people:
            raise PermissionDenied
        note = _(
            "Over de jaren waarvan de kosten gedeclareerd zijn: wie toen startte, duo’s die"
            " toen afgerond zijn, en wie toen eindigde en duurzaam werk vond."
        )
        return [note], budget_ahead.unit_table(asked.selection, asked.spent)

    return one_table(request, _("Kost per eenheid"), made)


@require_safe
def lot_list(request: HttpRequest) -> HttpResponse:
    """Per lot what is left of its budget, places and people who wait; and what moving an amount
    would do, of which nothing is stored.

    A choice of projects chooses lots: what is left of a budget follows from all that is in it.
    """
    asked = Asked(request, *MoveForm.base_fields)
    context = asked.context(_("Percelen, plaatsen en wachtenden")) | {"table": None, "move": None}
    if not asked.is_valid or asked.call is None:
        status = 200 if asked.is_valid else 400
        return render(request, "reporting/budget_lots.html", context, status=status)
    whole = select(asked.selection.as_of, reader=asked.selection.reader, call=asked.call)
    found = lots(whole, spending(whole), lots_seen(asked))
    table = one(asked.selection, lots_page.report(asked.selection, found))
    if asked.format:
        return taken_out(request, table, asked.format)
    sent = request.GET if MoveForm.base_fields.keys() & request.GET.keys() else None
    form = MoveForm(sent, lots=found, others=frozenset(request.GET))
    moved = form.after() if sent is not None and form.is_valid() else None
    context |= {
        "call": asked.call,
        "counts_people": whole.shows_people,
        "table": page_table(table),
        "move": form,
        "kept": [
            (name, value) for name, value in request.GET.items() if name in asked.filter.filters
        ],
        "moved": moved and lots_page.moved_table(form, moved, asked.selection),
    }
    status = 400 if form.errors else 200
    return render(request, "reporting/budget_lots.html", context, status=status)


def lots_seen(asked: Asked) -> list[Lot]:
    """The lots of the call; for who reads own provinces, those of projects in them."""
    rows = asked.call.lots.order_by("number", "code")
    if asked.filter.narrowed or asked.selection.role not in SEES_WHOLE_CALLS:
        rows = rows.filter(pk__in={project.lot_id for project in asked.selection.projects})
    return list(rows)
