"""The parameters of a call by which costs are counted, and what a project plans to spend."""

from decimal import Decimal
from typing import Any

from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from m2w import notation, periods
from m2w.accounts.acting import acts_as
from m2w.details import Fact
from m2w.forms import ActForm
from m2w.pages import ActPage, visible_rows
from programmes.access import MANAGER
from programmes.claim_years import granted_for, years_of
from programmes.columns import project_url
from programmes.forms.call_terms import CostPlanForm, TermsForm
from programmes.models import CostPlan, Project
from programmes.views.calls import OnCall


class CallTerms(OnCall):
    form_class = TermsForm
    heading = _("Parameters voor kosten")


class PlannedCosts(ActPage):
    """The budget of a project for a year. Its promoter reads it; a manager writes it."""

    template_name = "programmes/cost_plan.html"

    def row(self) -> Project:
        self.plans = visible_rows(CostPlan, self.request)
        rows = visible_rows(Project, self.request)
        related = rows.select_related("lot__call", "promoter", "extension")
        found: Project = get_object_or_404(related, pk=self.kwargs["pk"])
        if self.kwargs["year"] not in years_of(found):
            raise Http404
        return found

    def planned(self, obj: Project) -> dict[str, Decimal]:
        rows = self.plans.filter(project=obj, year=self.kwargs["year"])
        return dict(rows.order_by().values_list("category", "amount"))

    def form(self, obj: Project, sent: QueryDict | None = None) -> ActForm:
        year = self.kwargs["year"]
        return CostPlanForm(sent, obj=obj, year=year, planned=self.planned(obj))

    def after(self, obj: Any) -> str:
        return self.request.path

    def back(self) -> str:
        return reverse("project", args=[self.kwargs["pk"]])

    def told(self, obj: Project) -> dict[str, Any]:
        year, planned = self.kwargs["year"], self.planned(obj)
        granted = granted_for(obj, year, periods.today())
        may_plan = acts_as(self.request.user, MANAGER)
        heading = (
            gettext("Begroting %(year)s invullen") if may_plan else gettext("Begroting %(year)s")
        )
        return {
            "heading": heading % {"year": year},
            "crumbs": [(_("Projecten"), reverse("projects")), (obj.name, project_url(obj))],
            "lead": obj.name,
            "facts": [
                Fact(_("Begroot"), notation.euro(sum(planned.values(), Decimal(0)))),
                Fact(
                    _("Deel van de toekenning"),
                    notation.euro(granted),
                    _("naar de dagen van de looptijd in %(year)s") % {"year": year},
                ),
            ],
            "planned": [
                (field.label, planned.get(name)) for name, field in self.form(obj).fields.items()
            ],
            "years": [
                (one, reverse("cost_plan", args=[obj.pk, one]) if one != year else "")
                for one in years_of(obj)
            ],
            "may_plan": may_plan,
            "why_not": self.why_not(obj),
        }

    def why_not(self, obj: Project) -> str:
        user: Any = self.request.user
        own = obj.promoter_id in user.organisations and acts_as(user, MANAGER)
        return gettext("U beslist niet over uw eigen organisatie.") if own else ""
