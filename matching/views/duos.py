"""Starting a duo, and a page for each thing that is done with one."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from m2w.audit.reading import shows
from m2w.forms import ActForm
from m2w.pages import ActPage, visible_rows
from m2w.requests import where_next
from matching.acts import ACTS
from matching.choices import MatchState
from matching.columns import match_mark, match_url
from matching.facts import of_conditions
from matching.forms.duos import ACT_FORMS, StartForm
from matching.links import waits_for_mentor
from matching.models import Match
from matching.views.matches import MatchPage
from programmes.columns import enrolment_url
from programmes.facts import of_mentee
from programmes.marks import state_mark
from programmes.models import Enrolment


class StartDuo(ActPage):
    """Form a duo for one enrolment; `?mentor=` names the mentor that someone chose elsewhere."""

    template_name = "matching/start.html"

    def row(self) -> Enrolment:
        rows = visible_rows(Enrolment, self.request).filter(pk=self.kwargs["pk"])
        related = ["mentee", "project__promoter", "project__lot__call", "project__extension"]
        return get_object_or_404(rows.select_related(*related))

    def form(self, obj: Enrolment, sent: QueryDict | None = None) -> StartForm:
        mentor = (sent or self.request.GET).get("mentor", "")
        user: Any = self.request.user
        form = StartForm(sent, obj=obj, by=user, mentor=mentor)
        shows(self.request, form.mentors)
        return form

    def after(self, obj: Match) -> str:
        return match_url(obj)

    def back(self) -> str:
        return where_next(self.request, reverse("enrolment", args=[self.kwargs["pk"]]))

    def told(self, obj: Enrolment) -> dict[str, Any]:
        return {
            "heading": _("Duo starten"),
            "crumbs": [
                (_("Mentees"), reverse("enrolments")),
                (str(obj.mentee), enrolment_url(obj)),
            ],
            "enrolment": obj,
            "mark": state_mark(obj),
            "why_not": why_not_start(obj),
            "facts": [*of_mentee(obj.mentee), *of_conditions(obj.mentee)],
        }


def why_not_start(enrolment: Enrolment) -> str:
    """Why no duo can start now for an enrolment; empty when one can."""
    if enrolment.mentee.restricted_on:
        return _("De verwerking is beperkt.")
    if not enrolment.is_under_way:
        return _("Een duo start pas na de goedkeuring door VDAB.")
    return "" if waits_for_mentor(enrolment) else _("Deze mentee heeft al een mentor.")


class DuoAct(ActPage):
    """Do with a duo what the address names, through the service that everyone goes through."""

    template_name = "matching/duo_act.html"
    name = ""

    def row(self) -> Match:
        rows = visible_rows(Match, self.request).filter(pk=self.kwargs["pk"])
        found = get_object_or_404(rows.select_related(*MatchPage.related))
        if not ACTS[self.name].permits(found, self.request.user):  # type: ignore[arg-type]
            raise PermissionDenied
        return found

    def form(self, obj: Match, sent: QueryDict | None = None) -> ActForm:
        return ACT_FORMS[self.name](sent, obj=obj)

    def after(self, obj: Match) -> str:
        """The duo, unless it is not theirs any more."""
        mine = Match.objects.visible_to(self.request.user).filter(pk=obj.pk)
        return match_url(obj) if mine.exists() else reverse("matches")

    def back(self) -> str:
        return where_next(self.request, reverse("match", args=[self.kwargs["pk"]]))

    def told(self, obj: Match) -> dict[str, Any]:
        return {
            "heading": str(ACTS[self.name].label).capitalize(),
            "crumbs": [(_("Duo’s"), reverse("matches")), (str(obj), match_url(obj))],
            "match": obj,
            "mark": match_mark(obj),
            "why_not": why_not(obj, self.name),
        }


def why_not(match: Match, name: str) -> str:
    """Why something cannot be done with a duo now; empty when it can."""
    if restricted := restriction_of(match):
        return restricted
    if match.state in ACTS[name].sources:
        return ""
    if match.state == MatchState.ENDED:
        return _("Dit duo is al beëindigd.")
    return _("De stand is “%(state)s”.") % {"state": match.get_state_display()}


def restriction_of(match: Match) -> str:
    """Why nobody changes anything of a duo; empty when they do."""
    closed = match.enrolment.mentee.restricted_on or match.mentor.restricted_on
    return _("De verwerking is beperkt.") if closed else ""
