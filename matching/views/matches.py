"""The pages of duos."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.accounts.acting import acts_as
from m2w.accounts.choices import Role
from m2w.pages import DetailPage, ListPage
from m2w.workflow import in_reach
from matching import columns, facts
from matching.callouts import callouts_of
from matching.duos import duo_of
from matching.filters import MatchFilter
from matching.links import act_links, start_url
from matching.look_at import waiting_among
from matching.meeting_links import is_open
from matching.models import Contact, ContactReport, Match, MatchChange
from matching.resting import resting_of
from matching.timeline import timeline_of_duo


class Matches(ListPage):
    model = Match
    template_name = "matching/matches.html"
    filterset_class = MatchFilter
    heading = _("Duo’s")
    caption = _("Duo’s, laatst gestart eerst")
    nothing_yet = _("Nog geen duo’s.")
    columns = columns.MATCHES_FOLLOWED
    related = ["enrolment__mentee", "enrolment__project", "mentor", "coach__user"]
    ways = [
        (_("Contacten noteren"), "contacts_note"),
        (_("Contacten"), "contacts"),
        (_("Groepssessies"), "sessions"),
        (_("Voorstel maken"), "proposal_make"),
        (_("Voorstellen"), "proposals"),
        (_("Mentor-coaches"), "coaches"),
    ]

    def get_queryset(self) -> QuerySet[Match]:
        rows: Any = super().get_queryset()
        return rows.with_follow_up(periods.today()).order_by("-started_on", "code")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        replaced = user.acting.replaced.values() if acts_as(user, {Role.COACH}) else []
        return super().get_context_data(**kwargs) | {"replaced": ", ".join(replaced)}


class MatchPage(DetailPage):
    model = Match
    template_name = "matching/match.html"
    list_name = _("Duo’s")
    list_view = "matches"
    related = [
        *("enrolment__mentee", "enrolment__project__lot__call", "enrolment__project__extension"),
        *("enrolment__project__promoter", "mentor", "coach__user"),
    ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, match = self.request.user, self.object
        contacts = Contact.objects.visible_to(user).filter(match=match)
        met = self.table(
            _("Contacten en gesprekken"),
            columns.OWN_CONTACTS if self.may_note(match) else columns.CONTACTS,
            contacts.select_related("match__enrolment"),
        )
        changes = MatchChange.objects.visible_to(user).filter(match=match)
        return (
            super().get_context_data(**kwargs)
            | {
                "mark": columns.match_mark(match),
                "facts": self.known(facts.of_match(match)),
                "contacts": met,
                "happened": timeline_of_duo(match, user, changes.select_related("coach__user")),
            }
            | self.within(met.rows)
        )

    def within(self, contacts: Any) -> dict[str, Any]:
        """What those read who may know everything of a duo."""
        user, match = self.request.user, self.object
        if not Match.objects.all().tells(user, ["agreement_on", "planned_end_on"]):
            absent: dict[str, Any] = dict.fromkeys(["callouts", "agreement", "acts", "waiting"], ())
            absent |= dict.fromkeys(["start_url", "note_url", "links_url", "surveys_url"], "")
            return absent | {"duo": None, "resting": {}}
        may_note = self.may_note(match)
        return {
            "duo": duo_of(match, contacts, min(periods.today(), match.ended_on or date.max)),
            "callouts": list(callouts_of(match)),
            "agreement": facts.of_agreement(match),
            "acts": act_links(match, user),
            "resting": {} if match.ended_on else resting_of(match, user),
            "surveys_url": reverse("match_surveys", args=[match.pk]),
            "start_url": start_url(match.enrolment, user) if match.ended_on else "",
            "note_url": reverse("contact_note", args=[match.pk]) if may_note else "",
            "links_url": self.links_url(match) if may_note else "",
            "waiting": waiting_among(self.reports(match)),
        }

    def may_note(self, match: Match) -> bool:
        """Whether the reader notes contacts of this duo: it began, and its files are open."""
        user: Any = self.request.user
        return match.started_on <= periods.today() and in_reach(match, user)

    def links_url(self, match: Match) -> str:
        """Where the links are by which the two report a contact; empty once they do not work."""
        works = is_open(match, periods.today())
        return reverse("match_links", args=[match.pk]) if works else ""

    def reports(self, match: Match) -> list[ContactReport]:
        """The reports of the duo that wait for its coach."""
        rows = ContactReport.objects.visible_to(self.request.user).filter(match=match)
        related = ["match__enrolment", "contact"]
        found = rows.to_look_at().order_by("held_on", "code").select_related(*related)
        return list(found.prefetch_related("match__reports"))
