"""The pages of calls, projects and mentees. An enrolment's page is in matching: it shows duos."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.accounts.acting import acts_as
from m2w.documents.pages import section
from m2w.pages import DetailPage, ListPage
from m2w.privacy.correction import CorrectionPage
from m2w.privacy.record import FileRecord
from m2w.privacy.rights import rights_of
from m2w.tables import Column, Table
from programmes import columns, facts
from programmes.access import COUNTS_PEOPLE, MENTEE_EDITORS
from programmes.filters import CallFilter, EnrolmentFilter, MenteeFilter, ProjectFilter
from programmes.forms import MenteeForm
from programmes.marks import screening_mark
from programmes.models import Call, Enrolment, Extension, Grant, Mentee, Project, Screening
from programmes.services.people import correct
from programmes.waiting import DATE_OF_STATE


class Calls(ListPage):
    model = Call
    filterset_class = CallFilter
    heading = _("Oproepen")
    caption = _("Oproepen")
    nothing_yet = _("Nog geen oproepen.")
    columns = columns.CALLS


class CallPage(DetailPage):
    model = Call
    template_name = "programmes/call.html"
    list_name = _("Oproepen")
    list_view = "calls"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        call = self.object
        projects = Project.objects.visible_to(self.request.user).filter(lot__call=call)
        rows = projects.select_related("lot", "promoter", "extension")
        return super().get_context_data(**kwargs) | {
            "lead": call.title,
            "heading": call.reference,
            "facts": facts.of_call(call),
            "lots": Table(_("Percelen"), columns.LOTS, call.lots.all()),
            "projects": self.table(_("Projecten"), columns.PROJECTS, rows),
        }


class Projects(ListPage):
    model = Project
    filterset_class = ProjectFilter
    heading = _("Projecten")
    caption = _("Projecten")
    nothing_yet = _("Nog geen projecten.")
    columns = columns.PROJECTS
    related = ["lot", "promoter", "extension"]


GRANTS = [
    Column(_("Beslist op"), "decided_on", "date"),
    Column(_("Soort"), "get_kind_display"),
    Column(_("Bedrag in euro"), "amount", "amount"),
]
EXTENSIONS = [
    Column(_("Beslist op"), "decided_on", "date"),
    Column(_("Maanden"), "months", "count"),
    Column(_("Nieuwe laatste dag"), "last_day", "date"),
]


class ProjectPage(DetailPage):
    model = Project
    template_name = "programmes/project.html"
    list_name = _("Projecten")
    list_view = "projects"
    related = ["lot__call", "promoter", "extension"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, project = self.request.user, self.object
        grants = Grant.objects.visible_to(user).filter(project=project).order_by("decided_on")
        extensions = Extension.objects.visible_to(user).filter(project=project)
        return super().get_context_data(**kwargs) | {
            "lead": project.promoter.name,
            "facts": facts.of_project(project),
            "started": self.started() if acts_as(user, COUNTS_PEOPLE) else None,
            "opens_enrolments": Enrolment.objects.all().opens_to(user),
            "grants": self.table(_("Toekenningen"), GRANTS, grants),
            "extensions": self.table(_("Verlenging"), EXTENSIONS, extensions),
        }

    def started(self) -> int:
        return self.object.enrolments.filter(started_on__lte=periods.today()).count()


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


class Enrolments(ListPage):
    model = Enrolment
    filterset_class = EnrolmentFilter
    heading = _("Aanmeldingen")
    caption = _("Aanmeldingen")
    nothing_yet = _("Nog geen aanmeldingen.")
    columns = columns.ENROLMENTS
    related = ["mentee", "project", "coach__user"]

    def get_queryset(self) -> QuerySet[Enrolment]:
        """Of one state the longest waiting come first."""
        rows = super().get_queryset()
        waiting_since = DATE_OF_STATE.get(self.filters.form.cleaned_data["state"])
        return rows.order_by(waiting_since, "code") if waiting_since else rows
