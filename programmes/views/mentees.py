"""The pages of a mentee's file."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from m2w.documents.pages import section
from m2w.pages import DetailPage, ListPage
from m2w.privacy.correction import CorrectionPage
from m2w.privacy.record import FileRecord
from m2w.privacy.rights import rights_of
from m2w.tables import Column
from programmes import columns, facts
from programmes.access import MENTEE_EDITORS
from programmes.filters import MenteeFilter
from programmes.forms.files import MenteeForm
from programmes.marks import screening_mark
from programmes.models import Enrolment, Mentee, Screening
from programmes.services.people import correct


class Mentees(ListPage):
    model = Mentee
    filterset_class = MenteeFilter
    heading = _("Mentees")
    caption = _("Mentees op naam")
    nothing_yet = _("Nog geen mentees.")
    columns = columns.MENTEES


SCREENINGS = [
    Column(_("Datum"), "on", "date"),
    Column(_("Perceel"), "lot"),
    Column(_("Resultaat"), screening_mark, "mark"),
    Column(_("Door"), "get_source_display"),
]


class MenteePage(DetailPage):
    model = Mentee
    template_name = "programmes/mentee.html"
    list_name = _("Mentees")
    list_view = "mentees"
    related = ["promoter"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, mentee = self.request.user, self.object
        enrolments = Enrolment.objects.visible_to(user).filter(mentee=mentee)
        screenings = Screening.objects.visible_to(user).filter(mentee=mentee).distinct()
        return super().get_context_data(**kwargs) | {
            "facts": facts.of_mentee(mentee),
            "rights": rights_of(user, mentee),
            "record_url": self.record_url(MENTEE_EDITORS, "mentee_record"),
            "enrolments": self.table(
                _("Aanmeldingen"),
                columns.ENROLMENTS_OF_MENTEE,
                enrolments.select_related("project"),
            ),
            "screenings": self.table(_("Screenings"), SCREENINGS, screenings.select_related("lot")),
            "documents": section(mentee, user),
        }


class MenteeRecord(FileRecord):
    model = Mentee
    list_name = _("Mentees")
    list_view = "mentees"


class MenteeCorrection(CorrectionPage):
    form_class = MenteeForm
    save = correct
    taken = {"mentee_exists": "vdab_number", "already_enrolled": "vdab_number"}
