"""What mentors and mentees reported and a coach must look at, and the links by which they do."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from m2w import periods, qr
from m2w.accounts.acting import SignedInRequest
from m2w.forms import button
from m2w.pages import DetailPage, ListPage, say_refused, visible_rows
from m2w.refusals import Refused
from m2w.requests import where_next
from matching.choices import Reporter
from matching.columns import match_url
from matching.filters import ReportFilter
from matching.look_at import waiting_among
from matching.meeting_links import open_urls
from matching.meeting_texts import language_asked, languages, texts
from matching.models import ContactReport, Match
from matching.services import decide_meeting, note_called, withdraw_meeting_link
from matching.services.reports import POSSIBLE_MINUTES
from matching.views.duos import restriction_of
from matching.views.matches import MatchPage


class Reports(ListPage):
    model = ContactReport
    template_name = "matching/reports.html"
    filterset_class = ReportFilter
    heading = _("Meldingen te bekijken")
    caption = _("Meldingen, de oudste eerst")
    nothing_yet = _(
        "Niets te bekijken. Wat mentor en mentee eensgezind melden, staat al genoteerd."
    )
    columns = ()
    related = [
        *("match__enrolment__mentee", "match__enrolment__project", "match__mentor", "contact"),
    ]

    def get_queryset(self) -> QuerySet[ContactReport]:
        rows: Any = super().get_queryset()
        return rows.to_look_at().order_by("held_on", "code").prefetch_related("match__reports")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        crumbs = [(_("Duo’s"), reverse("matches"))]
        return context | {"crumbs": crumbs, "waiting": waiting_among(context["object_list"])}


@button("reached", "minutes")
def decide(request: SignedInRequest, pk: Any) -> HttpResponse:
    report = one_of(request, pk)
    reached, minutes = request.POST.get("reached"), request.POST.get("minutes", "")
    if reached not in {"yes", "no"} or minutes not in {"", *map(str, POSSIBLE_MINUTES)}:
        raise BadRequest(gettext("Deze beslissing bestaat niet."))
    try:
        decide_meeting(
            report,
            reached=reached == "yes",
            minutes=int(minutes) if minutes else None,
            by=request.user,
        )
        messages.success(request, gettext("De beslissing is genoteerd."))
    except Refused as refusal:
        say_refused(request, refusal)
    return redirect(where_next(request, reverse("reports")))


@button()
def called(request: SignedInRequest, pk: Any) -> HttpResponse:
    report = one_of(request, pk)
    try:
        note_called(report, by=request.user)
        messages.success(request, gettext("Genoteerd dat u belde."))
    except Refused as refusal:
        say_refused(request, refusal)
    return redirect(where_next(request, reverse("reports")))


def one_of(request: HttpRequest, pk: Any) -> ContactReport:
    rows = visible_rows(ContactReport, request).select_related("match")
    return get_object_or_404(rows, pk=pk)


class MeetingLinks(DetailPage):
    """The links of one duo, each on a card to print and cut out."""

    model = Match
    template_name = "matching/meeting_links.html"
    list_name = _("Duo’s")
    list_view = "matches"
    related = MatchPage.related

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        match: Match = self.object
        language = language_asked(self.request.GET.get("taal", ""))
        urls = open_urls(match, periods.today(), language=language)
        return super().get_context_data(**kwargs) | {
            "heading": gettext("Links om een contact te melden"),
            "crumbs": [(_("Duo’s"), reverse("matches")), (str(match), match_url(match))],
            "works": bool(urls),
            "why_not": restriction_of(match),
            "cards": [card(who, url, language) for who, url in urls.items()],
            "languages": languages(),
            "chosen": language,
            "promoter": match.enrolment.project.promoter,
        }


def card(who: str, url: str, language: str) -> dict[str, Any]:
    """A link as it stands on paper; what it is for is said in the language of its page."""
    label = gettext("QR-code voor de %(who)s") % {"who": Reporter(who).label}
    text = texts()[language]
    return {
        "who": who,
        "name": Reporter(who).label,
        "asks": text["labels"][f"seen_{who}"],
        "url": url,
        "qr": qr.drawing(url, label),
    }


@button("who")
def withdraw(request: SignedInRequest, pk: Any) -> HttpResponse:
    match = get_object_or_404(visible_rows(Match, request), pk=pk)
    who = request.POST.get("who", "")
    if who not in Reporter.values:
        raise BadRequest(gettext("Deze link bestaat niet."))
    withdraw_meeting_link(match, who, by=request.user)
    messages.success(request, gettext("De link werkt niet meer. Hieronder staat een nieuwe."))
    return redirect("match_links", match.pk)
