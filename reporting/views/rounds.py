"""The page of a round: its sheets beside each other, its figures, its meeting and its actions."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from m2w import periods
from m2w.accounts.acting import SignedInRequest, acts_as
from m2w.accounts.models import User
from m2w.documents.pages import section
from m2w.forms import button
from m2w.pages import Crumbs, say_refused, visible_rows
from m2w.periods import iso_day
from m2w.refusals import Refused
from programmes import services
from programmes.access import COUNTS_PEOPLE
from programmes.agreed import actions_of
from programmes.choices import EvaluationKind, Level
from programmes.columns import call_url, project_url
from programmes.evaluation_addresses import round_act_url, round_url, sheet_url
from programmes.evaluation_rounds import RELATED, Round, find_round, round_of, scope_named
from programmes.evaluation_texts import period_text, round_title
from programmes.models import Meeting
from reporting.action_table import action_table
from reporting.period_figures import figures_of
from reporting.round_pages import beside_each_other, may_change_meeting, track_views

ACTS = ("plan", "hold", "minutes", "action", "agenda")


def round_asked(user: User, *, kind: str, level: str, code: str, start: str) -> Round:
    """The round that an address names. Raises Http404 for a scope that the reader does not read,
    and for a period that does not exist."""
    scope = scope_named(level, code, user)
    try:
        day = iso_day(start)
    except ValueError:
        raise Http404 from None
    found = find_round(kind, scope, day, periods.today()) if scope else None
    if found is None:
        raise Http404
    return found


class OnRound(View):
    """A page about the round that its address names."""

    @cached_property
    def round(self) -> Round:
        user: Any = self.request.user
        names = ("level", "code", "start")
        kind = self.kwargs.get("kind", EvaluationKind.BIMONTHLY.value)
        return round_asked(user, kind=kind, **{name: self.kwargs[name] for name in names})

    @cached_property
    def meeting(self) -> Meeting | None:
        rows = visible_rows(Meeting, self.request).filter(**self.round.fields)
        found: Meeting | None = rows.first()
        return found


def crumbs_of(on_round: Round) -> Crumbs:
    """Where the page of a round stands: among the evaluations, under its project or its call."""
    scope, listed = on_round.scope, (_("Evaluaties"), reverse("evaluations"))
    if scope.project:
        return [listed, (scope.name, project_url(scope.project))]
    return [listed, (scope.name, call_url(scope.call))] if scope.call else [listed]


def crumbs_to(on_round: Round) -> Crumbs:
    return [*crumbs_of(on_round), (round_title(on_round), round_url(on_round))]


class RoundPage(OnRound):
    """It is there before anybody planned or wrote anything."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return render(request, "reporting/round.html", self.context())

    def context(self) -> dict[str, Any]:
        user: Any = self.request.user
        on_round, meeting = self.round, self.meeting
        figures = figures_of(on_round) if acts_as(user, COUNTS_PEOPLE) else None
        changes = may_change_meeting(on_round, user)
        return {
            "heading": round_title(on_round),
            "crumbs": crumbs_of(on_round),
            "round": on_round,
            "period": period_text(on_round.period),
            "level": Level(on_round.scope.level).label,
            "figures": figures,
            "tracks": track_views(on_round, meeting, figures, user),
            "beside": beside_each_other(on_round, figures),
            "meeting": meeting,
            "may_change": changes,
            "acts": {name: round_act_url(f"evaluation_{name}", on_round) for name in ACTS},
            "actions": action_table(actions_of(on_round), on_round, changes=changes),
            "documents": section(meeting, user) if meeting else None,
        }


class MeetingPage(RoundPage):
    """The same page, found by the id of its meeting."""

    @cached_property
    def meeting(self) -> Meeting:
        rows = visible_rows(Meeting, self.request).select_related(*RELATED)
        found: Meeting = get_object_or_404(rows, pk=self.kwargs["pk"])
        return found

    @cached_property
    def round(self) -> Round:
        return round_of(self.meeting)


@button("track")
def begin(request: SignedInRequest, **named: str) -> HttpResponse:
    """Begin a sheet of a round, and go on to fill it in."""
    on_round = round_asked(request.user, **named)
    track = request.POST.get("track", "")
    if track not in on_round.tracks:
        raise Http404
    try:
        sheet = services.begin_sheet(on_round, track, by=request.user)
    except Refused as refusal:
        say_refused(request, refusal)
        found = on_round.sheets().filter(track=track).first()
        return redirect(sheet_url(found) if found else round_url(on_round))
    return redirect("evaluation_write", sheet.pk)
