"""The lists of sheets: all that someone reads, and those that they still have to write."""

from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from m2w import periods
from m2w.accounts.acting import SignedInRequest
from m2w.menu import longest_wait
from m2w.pages import ListPage
from m2w.tables import Column, Table
from programmes.choices import Level
from programmes.evaluation_addresses import sheet_url
from programmes.evaluation_filters import EvaluationFilter
from programmes.evaluation_rounds import RELATED, scope_of
from programmes.evaluation_texts import period_text
from programmes.models import Evaluation
from reporting.marks import ROUND_MARKS
from reporting.round_pages import BEGUN
from reporting.to_write import Due, to_comment, to_write

ROWS_PER_PAGE = 50


class Sheets(ListPage):
    """Every sheet that someone reads, the newest period first."""

    model = Evaluation
    filterset_class = EvaluationFilter
    heading = gettext_lazy("Evaluatiebladen")
    caption = gettext_lazy("Evaluatiebladen, de jongste periode eerst")
    nothing_yet = gettext_lazy("Nog geen evaluatiebladen.")
    related = RELATED
    ways = [(gettext_lazy("Te schrijven"), "sheets_to_write")]
    columns = [
        Column(
            gettext_lazy("Over"),
            lambda sheet: scope_of(sheet).name,
            url=sheet_url,
            note=lambda sheet: sheet.get_kind_display(),
        ),
        Column(gettext_lazy("Niveau"), "get_level_display"),
        Column(gettext_lazy("Spoor"), "get_track_display"),
        Column(gettext_lazy("Periode vanaf"), "period_start", "date"),
        Column(gettext_lazy("Stand"), lambda sheet: ROUND_MARKS[BEGUN[sheet.status]], "mark"),
        Column(gettext_lazy("Gehouden op"), "held_on", "date"),
        Column(gettext_lazy("Score"), "score", "number"),
    ]

    def get_queryset(self) -> Any:
        return super().get_queryset().order_by("-period_start", "level", "code")


def level_of(due: Due) -> str:
    return str(Level(due.level).label)


def days_late(due: Due) -> int:
    """For how many days it has been due."""
    return (periods.today() - due.due_on).days


DUE = [
    Column(gettext_lazy("Over"), "name", url=lambda due: due.url, note=level_of),
    Column(gettext_lazy("Blad"), lambda due: str(due.what).capitalize()),
    Column(gettext_lazy("Periode"), lambda due: period_text(due.period)),
    Column(gettext_lazy("Verwacht op"), "due_on", "date"),
]
STATE = Column(gettext_lazy("Stand"), lambda due: ROUND_MARKS[due.status], "mark")
LATE = Column(gettext_lazy("Over tijd"), days_late, "number")


@require_safe
def sheets_to_write(request: SignedInRequest) -> HttpResponse:
    """The sheets that are due and that the reader writes, the longest due first."""
    found = to_write(request.user, periods.today())
    return due_page(
        request,
        found,
        Table(
            _("De langst verwachte eerst; de dagen over tijd tellen vanaf die dag"),
            [*DUE, LATE, STATE],
            found,
        ),
        heading=_("Evaluatiebladen te schrijven"),
        lead=longest_wait(found[0], found[0].due_on) if found else "",
        nothing=_("Er is geen blad dat u nog moet schrijven."),
        advice=_("Een blad komt hier op de dag na zijn periode."),
    )


@require_safe
def sheets_to_comment(request: SignedInRequest) -> HttpResponse:
    """The sheets that are open for what the promoter has to say, the first due first."""
    found = to_comment(request.user, periods.today())
    return due_page(
        request,
        found,
        Table(_("Wat het eerst verwacht is, eerst"), [*DUE, STATE], found),
        heading=_("Evaluatiebladen open voor uw reactie"),
        lead=_(
            "Bladen die binnen 14 dagen verwacht zijn. Is een blad te laat, dan reageert u op de "
            "pagina van zijn ronde, tot het definitief is."
        ),
        nothing=_("Binnen 14 dagen is er geen blad verwacht."),
        advice=_("Een blad komt hier 14 dagen voor de dag waarop het verwacht is."),
    )


def due_page(request: SignedInRequest, found: list[Due], table: Table, **told: Any) -> HttpResponse:
    """A list of sheets, page by page; of some there is no row yet."""
    page = Paginator(found, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    crumbs = [(_("Evaluaties"), reverse("evaluations"))]
    context = told | {
        "crumbs": crumbs,
        "page": page,
        "table": replace(table, rows=list(page.object_list)),
    }
    return render(request, "reporting/due_sheets.html", context)
