"""The pages of mentors: who there are, and one by one."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.accounts.acting import acts_as
from m2w.audit.reading import shows
from m2w.documents.pages import section
from m2w.pages import DetailPage, ListPage, OnASheet
from m2w.privacy.correction import CorrectionPage
from m2w.privacy.record import FileRecord
from m2w.privacy.rights import rights_of
from matching import columns, facts
from matching.access import MENTOR_EDITORS
from matching.filters import MentorFilter
from matching.forms.mentors import MentorForm
from matching.models import Match, Mentor, MentorTraining
from matching.pauses import is_pausing
from matching.querysets import OPEN_MATCHES
from matching.resting import resting_of
from matching.services import correct_mentor
from matching.to_do import to_do
from matching.views.matches import Matches


class Mentors(ListPage):
    model = Mentor
    template_name = "matching/mentors.html"
    filterset_class = MentorFilter
    heading = _("Mentoren")
    caption = _("Mentoren op naam")
    nothing_yet = _("Nog geen mentoren. Een coördinator registreert ze of leest een rekenblad in.")
    columns = columns.MENTORS
    ways = [
        (_("Mentor registreren"), "mentor_register"),
        (_("Importeren uit een rekenblad"), "mentor_imports"),
        (_("Interesse van vrijwilligers"), "interests"),
        (_("Vrije plaatsen"), "free_places"),
        (_("Vergoedingen"), "fees"),
    ]

    def get_queryset(self) -> QuerySet[Mentor]:
        rows = super().get_queryset().annotate(open_matches=OPEN_MATCHES)
        return rows.order_by("last_name", "first_name", "code")


class MentorsOnASheet(Mentors, OnASheet):
    sheet = columns.MENTORS_ON_A_SHEET
    name = "mentoren"


class MentorPage(DetailPage):
    model = Mentor
    template_name = "matching/mentor.html"
    list_name = _("Mentoren")
    list_view = "mentors"
    related = ["promoter"]

    def get_queryset(self) -> QuerySet[Mentor]:
        return super().get_queryset().annotate(open_matches=OPEN_MATCHES)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, mentor = self.request.user, self.object
        matches = Match.objects.visible_to(user).filter(mentor=mentor)
        rows = matches.select_related(*Matches.related)
        return (
            super().get_context_data(**kwargs)
            | {
                "rights": rights_of(user, mentor),
                "matches": self.table(_("Duo’s"), columns.MATCHES_OF_MENTOR, rows),
                "record_url": self.record_url(MENTOR_EDITORS, "mentor_record"),
                "documents": section(mentor, user),
            }
            | self.known_of(mentor)
            | self.acts_on(mentor)
        )

    def known_of(self, mentor: Mentor) -> dict[str, Any]:
        """The file itself, for who may know more of it than the name."""
        user = self.request.user
        if not Mentor.objects.all().tells(user, ["languages"]):
            return {"groups": [], "resting": {}}
        trainings = MentorTraining.objects.visible_to(user).filter(mentor=mentor)
        shows(self.request, trainings.select_related("mentor"))
        return {
            "groups": facts.of_mentor(mentor),
            "mark": columns.mentor_mark(mentor),
            "free": columns.free_today(mentor),
            "to_do": to_do(mentor),
            "trainings": list(trainings),
            "pause": is_pausing(mentor, periods.today()),
            "resting": resting_of(mentor, user),
        }

    def acts_on(self, mentor: Mentor) -> dict[str, Any]:
        """What the reader may do with the file, by address."""
        may = acts_as(self.request.user, MENTOR_EDITORS) and mentor.restricted_on is None
        names = ("mentor_pause", "mentor_resume", "mentor_training")
        return {"acts": {name: reverse(name, args=[mentor.pk]) for name in names if may}}


class MentorRecord(FileRecord):
    model = Mentor
    list_name = _("Mentoren")
    list_view = "mentors"


class MentorCorrection(CorrectionPage):
    form_class = MentorForm
    save = correct_mentor
