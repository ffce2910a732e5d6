"""The pages of mentors."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from m2w.documents.pages import section
from m2w.pages import DetailPage, ListPage
from m2w.privacy.correction import CorrectionPage
from m2w.privacy.record import FileRecord
from m2w.privacy.rights import rights_of
from matching import columns, facts
from matching.access import MENTOR_EDITORS
from matching.filters import MentorFilter
from matching.forms.mentors import MentorForm
from matching.models import Match, Mentor
from matching.querysets import OPEN_MATCHES
from matching.services import correct_mentor
from matching.views.matches import Matches


class Mentors(ListPage):
    model = Mentor
    filterset_class = MentorFilter
    heading = _("Mentoren")
    caption = _("Mentoren op naam")
    nothing_yet = _("Nog geen mentoren.")
    columns = columns.MENTORS

    def get_queryset(self) -> QuerySet[Mentor]:
        rows = super().get_queryset().annotate(open_matches=OPEN_MATCHES)
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
