"""The public pages of open data, and those on which it is published."""

from typing import Any

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from m2w import notation, periods
from m2w.accounts.acting import SignedInRequest
from m2w.exports import ZIP, to_keep
from m2w.forms import button, says_yes
from m2w.pages import ActPage, Crumbs, saying, visible_rows
from reporting import answers, paper, publishing, services
from reporting.deadlines import embargo_ends
from reporting.forms.sent import PublishAnswerForm, PublishTablesForm
from reporting.models import FrozenAnswer, Publication, WrittenQuestion
from reporting.pages import page_table

SECONDS_KEPT = 3600


# For everyone -------------------------------------------------------------------------------------


def opened(request: HttpRequest) -> HttpResponse | None:
    """The refusal of who asks too much. Raises Http404 while open data is off."""
    if too_many := consume_or_429(request, action="open"):
        answer: HttpResponse = too_many
        return answer
    if not publishing.is_on():
        raise Http404
    return None


def kept_by_caches(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=SECONDS_KEPT)
    return response


def public_publication(code: str) -> Publication:
    return get_object_or_404(Publication, code=code, taken_down_on__isnull=True)


@require_safe
def open_list(request: HttpRequest) -> HttpResponse:
    """Everything that is published."""
    if refusal := opened(request):
        return refusal
    context = {
        "heading": _("Open data"),
        "crumbs": [],
        "publications": Publication.objects.filter(taken_down_on__isnull=True),
        "licence": publishing.LICENCE,
        "licence_name": publishing.LICENCE_NAME,
    }
    return kept_by_caches(render(request, "reporting/open_list.html", context))


@require_safe
def open_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One publication: its tables with their definitions."""
    if refusal := opened(request):
        return refusal
    publication = public_publication(code)
    tables = publishing.tables_of(publication)
    with translation.override(answers.DUTCH):
        shown = [(page_table(one.table, layout="scroll"), paper.notes(one.table)) for one in tables]
    context = {
        "heading": publication.title,
        "crumbs": [(_("Open data"), reverse("open_list"))],
        "publication": publication,
        "tables": shown,
        "licence": publishing.LICENCE,
        "licence_name": publishing.LICENCE_NAME,
    }
    return kept_by_caches(render(request, "reporting/open_detail.html", context))


@require_safe
def open_package(request: HttpRequest, code: str) -> HttpResponse:
    """All tables of a publication as one CSVW package."""
    if refusal := opened(request):
        return refusal
    publication = public_publication(code)
    with translation.override(answers.DUTCH):
        content = publishing.package(publication)
    name = f"open-data-{publication.code}-{publication.as_of}.zip"
    return kept_by_caches(to_keep(name, content, ZIP))


# For the ministry ---------------------------------------------------------------------------------


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """What is published, what may be, and the switch."""
    today = periods.today()
    sent = FrozenAnswer.objects.filter(question__sent_on__isnull=False)
    answered = [
        {"question": one.question, "until": until, "is_free": until < today}
        for one in sent.select_related("question").defer("facts", "document")
        if (until := embargo_ends(one.question.sent_on))  # type: ignore[arg-type]
    ]
    context = {
        "heading": _("Open data"),
        "crumbs": [],
        "is_on": publishing.is_on(),
        "publications": visible_rows(Publication, request).select_related("question"),
        "answered": answered,
    }
    return render(request, "reporting/open_data.html", context)


@button("on")
def switch_open_data(request: SignedInRequest) -> HttpResponse:
    on = says_yes(request, "on")
    services.switch_open_data(by=request.user, is_on=on)
    messages.success(request, _("Open data staat aan.") if on else _("Open data staat uit."))
    return redirect("open_data")


@button()
def take_down(request: SignedInRequest, code: str) -> HttpResponse:
    publication = get_object_or_404(visible_rows(Publication, request), code=code)
    done = _("“%(title)s” is weggehaald.") % {"title": publication.title}
    with saying(request, done):
        services.take_down(publication, by=request.user)
    return redirect("open_data")


class Publish(ActPage):
    """Choose tables and publish them."""

    template_name = "reporting/sent_act.html"

    def back(self) -> str:
        return reverse("open_data")

    def after(self, obj: Any) -> str:
        return self.back()

    def crumbs(self) -> Crumbs:
        return [(_("Open data"), self.back())]

    def why_not(self, obj: Any) -> str:
        return "" if publishing.is_on() else _("Open data staat uit. Zet het eerst aan.")

    def told(self, obj: Any) -> dict[str, Any]:
        return {
            "heading": _("Publiceren als open data"),
            "lead": "",
            "crumbs": self.crumbs(),
            "why_not": self.why_not(obj),
        }

    def as_it_is_now(self, obj: Any) -> Any:
        return obj

    def note(self, obj: Any) -> None:
        """Nobody: tables tell of no one."""


class PublishAnswer(Publish):
    def row(self) -> WrittenQuestion:
        questions = visible_rows(WrittenQuestion, self.request).filter(frozen__isnull=False)
        found: WrittenQuestion = get_object_or_404(questions, code=self.kwargs["code"])
        return found

    def form(self, obj: WrittenQuestion, sent: QueryDict | None = None) -> PublishAnswerForm:
        return PublishAnswerForm(sent, obj=obj)

    def why_not(self, obj: WrittenQuestion) -> str:
        if obj.sent_on and periods.today() <= (until := embargo_ends(obj.sent_on)):
            day = {"day": notation.day(until)}
            return _("Tot en met %(day)s is dit antwoord alleen voor de vraagsteller.") % day
        return super().why_not(obj)

    def told(self, obj: WrittenQuestion) -> dict[str, Any]:
        return super().told(obj) | {"lead": _("Vraag %(number)s") % {"number": obj.number}}


class PublishTables(Publish):
    def row(self) -> Any:
        return self.request.user

    def form(self, obj: Any, sent: QueryDict | None = None) -> PublishTablesForm:
        return PublishTablesForm(sent, obj=obj)
