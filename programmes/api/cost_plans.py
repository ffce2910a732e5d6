"""The API of what projects plan to spend: read by their promoter and VDAB, written by a manager."""

from typing import Any, ClassVar

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w import periods
from m2w.accounts.acting import require_role
from m2w.endpoints import DetailEndpoint, Endpoint, ListEndpoint
from m2w.pages import visible_rows
from m2w.problems import declared
from m2w.serializers import Serializer
from programmes import claim_years, services
from programmes.access import MANAGER
from programmes.models import CostPlan, Project
from programmes.money_filters import CostPlanFilter
from programmes.serializers.cost_plans import (
    CostPlanSerializer,
    PlannedAmounts,
    YearPlanSerializer,
)


class CostPlanEndpoint(Endpoint):
    model = CostPlan
    serializer: ClassVar[type[Serializer]] = CostPlanSerializer
    related = ("project",)


@extend_schema_view(
    get=extend_schema(
        operation_id="cost_plans_list",
        responses={200: CostPlanSerializer(many=True), **declared(400, 401, 403)},
    )
)
class CostPlans(CostPlanEndpoint, ListEndpoint):
    """What projects plan to spend, a row per year and category."""

    filterset = CostPlanFilter


@extend_schema_view(
    get=extend_schema(
        operation_id="cost_plans_retrieve",
        responses={200: CostPlanSerializer, **declared(401, 403, 404)},
    )
)
class OneCostPlan(CostPlanEndpoint, DetailEndpoint):
    pass


class CostPlanOfYear(CostPlanEndpoint):
    """The plan of one project for one year of its term."""

    serializer = YearPlanSerializer

    def object(self) -> Project:
        """Raises Http404, also for a year in which the project does not run."""
        rows = visible_rows(Project, self.request).select_related("lot__call", "extension")
        found: Project = get_object_or_404(rows, pk=self.kwargs["pk"])
        if self.kwargs["year"] not in claim_years.years_of(found):
            raise Http404
        return self.as_read(found)

    def of_year(self, project: Project) -> Response:
        year = self.kwargs["year"]
        plans = self.rows().filter(project=project, year=year).order_by()
        told = {
            "project": project,
            "year": year,
            "granted": claim_years.granted_for(project, year, periods.today()),
            **dict.fromkeys(PlannedAmounts().get_fields()),
            **dict(plans.values_list("category", "amount")),
        }
        return Response(self.serializer(told).data)

    @extend_schema(
        operation_id="projects_cost_plan",
        responses={200: YearPlanSerializer, **declared(401, 403, 404)},
    )
    def get(self, request: Request, pk: Any, year: int) -> Response:
        return self.of_year(self.object())

    @extend_schema(
        operation_id="projects_plan_costs",
        request=PlannedAmounts,
        responses={200: YearPlanSerializer, **declared(400, 401, 403, 404, 409)},
    )
    def patch(self, request: Request, pk: Any, year: int) -> Response:
        """Say what the project means to spend in the year, in euro per category."""
        project = self.object()
        require_role(self.user, MANAGER)
        sent = self.sent(PlannedAmounts)
        services.plan_costs(project, year=year, amounts=sent, by=self.user)
        return self.of_year(project)
