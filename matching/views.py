"""The pages of mentors and duos, and that of an enrolment, which shows its duos."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from m2w.documents.pages import section
from m2w.pages import DetailPage, ListPage
from m2w.privacy.correction import CorrectionPage
from m2w.privacy.record import FileRecord
from m2w.privacy.rights import rights_of
from m2w.tables import Column
from matching import columns, facts
from matching.access import MENTOR_EDITORS
from matching.filters import MatchFilter, MentorFilter
from matching.forms import MentorForm
from matching.models import Contact, Match, Mentor
from matching.services import correct_mentor
from programmes.facts import criteria_of, of_enrolment, steps_of
from programmes.marks import screening_mark, state_mark
from programmes.models import Enrolment, Outcome


class Mentors(ListPage):
    model = Mentor
    filterset_class = MentorFilter
    heading = _("Mentoren")
    caption = _("Mentoren op naam")
    nothing_yet = _("Nog geen mentoren.")
    columns = columns.MENTORS

    def get_queryset(self) -> QuerySet[Mentor]:
        still_open = Count("matches", filter=Q(matches__ended_on__isnull=True))
        rows = super().get_queryset().annotate(open_matches=still_open)
        return rows.order_by("last_name", "first_name", "code")


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
            "facts": self.known(facts.of_mentor(mentor)),
            "rights": rights_of(user, mentor),
            "matches": self.table(_("Duo’s"), columns.MATCHES, rows),
            "record_url": self.record_url(MENTOR_EDITORS, "mentor_record"),
            "documents": section(mentor, user),
        }


class MentorRecord(FileRecord):
    model = Mentor
    list_name = _("Mentoren")
    list_view = "mentors"


class MentorCorrection(CorrectionPage):
    form_class = MentorForm
    save = correct_mentor


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
            "matches": self.table(
                _("Duo’s"),
                columns.MATCHES_OF_ENROLMENT,
                matches.select_related("enrolment", "mentor", "coach__user"),
            ),
            "outcomes": self.table(_("Uitstroom"), OUTCOMES, outcomes.select_related("enrolment")),
        }
