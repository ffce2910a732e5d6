"""The pages of mentors and duos, and that of an enrolment, which shows its duos."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from m2w.accounts.acting import acts_as
from m2w.accounts.choices import Role
from m2w.audit.views import FileRecord
from m2w.pages import DetailPage, ListPage
from m2w.tables import Column, Table
from matching import columns, facts
from matching.access import MENTOR_EDITORS
from matching.filters import MatchFilter, MentorFilter
from matching.models import Contact, Match, Mentor
from programmes.facts import criteria_of, of_enrolment, steps_of
from programmes.marks import screening_mark, state_mark
from programmes.models import Enrolment, Outcome

COUNSELLOR = frozenset({Role.COUNSELLOR})


class Mentors(ListPage):
    model = Mentor
    filterset_class = MentorFilter
    heading = _("Mentoren")
    caption = _("Mentoren op naam")
    nothing_yet = _("Nog geen mentoren.")

    def get_queryset(self) -> QuerySet[Mentor]:
        still_open = Count("matches", filter=Q(matches__ended_on__isnull=True))
        rows = super().get_queryset().annotate(open_matches=still_open)
        return rows.order_by("last_name", "first_name", "code")

    def get_columns(self) -> Sequence[Column]:
        """A counsellor knows mentors by name only."""
        is_counsellor = acts_as(self.request.user, COUNSELLOR)
        return [columns.MENTOR_NAME] if is_counsellor else columns.MENTORS


class MentorPage(DetailPage):
    model = Mentor
    template_name = "matching/mentor.html"
    list_name = _("Mentoren")
    list_view = "mentors"
    related = ["promoter"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, mentor = self.request.user, self.object
        matches = Match.objects.visible_to(user).filter(mentor=mentor)
        rows = matches.select_related(*Matches.related)
        return super().get_context_data(**kwargs) | {
            "facts": [] if acts_as(user, COUNSELLOR) else facts.of_mentor(mentor),
            "matches": Table(_("Duo’s"), columns.MATCHES, self.shown(rows)),
            "keeps_record": acts_as(user, MENTOR_EDITORS),
        }


class MentorRecord(FileRecord):
    model = Mentor
    list_name = _("Mentoren")
    list_view = "mentors"


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
        return super().get_context_data(**kwargs) | {
            "mark": columns.match_mark(self.object),
            "facts": facts.of_match(self.object),
            "contacts": Table(_("Contacten en gesprekken"), columns.CONTACTS, list(contacts)),
        }


OUTCOMES = [
    Column(_("Uitstroom"), "get_kind_display"),
    Column(_("Begonnen op"), "started_on", "date"),
    Column(_("Geëindigd op"), "ended_on", "date"),
    Column(_("Nagekeken op"), "verified_on", "date"),
]


class EnrolmentPage(DetailPage):
    model = Enrolment
    template_name = "matching/enrolment.html"
    list_name = _("Aanmeldingen")
    list_view = "enrolments"
    related = ["mentee", "project", "coach__user", "screening"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, enrolment = self.request.user, self.object
        matches = Match.objects.visible_to(user).filter(enrolment=enrolment)
        outcomes = Outcome.objects.visible_to(user).filter(enrolment=enrolment)
        screening = enrolment.screening
        return super().get_context_data(**kwargs) | {
            "heading": str(enrolment.mentee),
            "mark": state_mark(enrolment),
            "facts": of_enrolment(enrolment),
            "steps": steps_of(enrolment),
            "screening": screening,
            "screening_mark": screening_mark(screening) if screening else None,
            "criteria": criteria_of(screening) if screening else [],
            "matches": Table(
                _("Duo’s"),
                columns.MATCHES_OF_ENROLMENT,
                self.shown(matches.select_related("enrolment", "mentor", "coach__user")),
            ),
            "outcomes": Table(_("Uitstroom"), OUTCOMES, list(outcomes)),
        }
