"""The pages of duos."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from m2w.pages import DetailPage, ListPage
from matching import columns, facts
from matching.filters import MatchFilter
from matching.models import Contact, Match


class Matches(ListPage):
    model = Match
    filterset_class = MatchFilter
    heading = _("Duo’s")
    caption = _("Duo’s, laatst gestart eerst")
    nothing_yet = _("Nog geen duo’s.")
    columns = columns.MATCHES
    related = ["enrolment__mentee", "enrolment__project", "mentor", "coach__user"]

    def get_queryset(self) -> QuerySet[Match]:
        return super().get_queryset().order_by("-started_on", "code")


class MatchPage(DetailPage):
    model = Match
    template_name = "matching/match.html"
    list_name = _("Duo’s")
    list_view = "matches"
    related = Matches.related

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        contacts = Contact.objects.visible_to(self.request.user).filter(match=self.object)
        contacts = contacts.select_related("match__enrolment")
        return super().get_context_data(**kwargs) | {
            "mark": columns.match_mark(self.object),
            "facts": self.known(facts.of_match(self.object)),
            "contacts": self.table(_("Contacten en gesprekken"), columns.CONTACTS, contacts),
        }
