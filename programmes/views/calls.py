"""The pages of calls and projects."""

from typing import Any

from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.accounts.acting import acts_as
from m2w.details import Text
from m2w.forms import ActForm
from m2w.pages import ActPage, DetailPage, ListPage, visible_rows
from m2w.tables import Column, Table
from programmes import claim_years, columns, facts
from programmes.access import COUNTS_PEOPLE, MANAGER
from programmes.filters import CallFilter, ProjectFilter
from programmes.forms.definitions import RedefineForm
from programmes.models import Call, Claim, CostPlan, Enrolment, Extension, Grant, Project
from programmes.transitions import COORDINATOR, PROMOTER


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
            "may_weigh": acts_as(self.request.user, MANAGER),
            "facts": facts.of_call(call),
            "definitions": Table(
                _("Definitie van uitstroom, per versie"),
                columns.OUTFLOW_DEFINITIONS,
                facts.definitions_of(call),
            ),
            "lots": Table(_("Percelen"), columns.LOTS, call.lots.all()),
            "projects": self.table(_("Projecten"), columns.PROJECTS, rows),
        }


class OnCall(ActPage):
    """Something that is changed of a call."""

    template_name = "programmes/call_act.html"
    form_class: type[ActForm]
    heading: Text

    def row(self) -> Call:
        call: Call = get_object_or_404(visible_rows(Call, self.request), pk=self.kwargs["pk"])
        return call

    def form(self, obj: Call, sent: QueryDict | None = None) -> ActForm:
        return self.form_class(sent, obj=obj)

    def after(self, obj: Any) -> str:
        return self.back()

    def back(self) -> str:
        return reverse("call", args=[self.kwargs["pk"]])

    def told(self, obj: Call) -> dict[str, Any]:
        return {
            "heading": self.heading,
            "crumbs": [(_("Oproepen"), reverse("calls")), (obj.reference, self.back())],
            "lead": obj.title,
            "why_not": "",
        }


class RedefineOutflow(OnCall):
    """Give the definition of outflow in a call a next version."""

    form_class = RedefineForm
    heading = _("Definitie van uitstroom wijzigen")


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
            "may_propose": acts_as(user, COORDINATOR),
            "may_ask": acts_as(user, PROMOTER),
            "plan_url": self.plan_url(),
            "costs_url": self.costs_url(),
            "grants": self.table(_("Toekenningen"), GRANTS, grants),
            "extensions": self.table(_("Verlenging"), EXTENSIONS, extensions),
        }

    def plan_url(self) -> str:
        """Where the budget of this year stands, or of the nearest one in which the project runs."""
        if not CostPlan.objects.all().opens_to(self.request.user):
            return ""
        years = claim_years.years_of(self.object)
        year = min(max(periods.today().year, years[0]), years[-1])
        return reverse("cost_plan", args=[self.object.pk, year])

    def costs_url(self) -> str:
        """The costs of the latest year that began, for who reads them; empty for others."""
        years = claim_years.years_begun(self.object, periods.today())
        if not years or not Claim.objects.all().opens_to(self.request.user):
            return ""
        return reverse("claim_year", args=[self.object.pk, years[-1]])

    def started(self) -> int:
        return self.object.enrolments.filter(started_on__lte=periods.today()).count()
