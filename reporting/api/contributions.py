"""The API of what the ministry asks of VDAB for its answers, and giving it."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.accounts.acting import require_role
from m2w.endpoints import ActEndpoint, DetailEndpoint, Endpoint, ListEndpoint
from m2w.filters import FilterSet, SwitchFilter
from m2w.problems import declared
from reporting import services
from reporting.models import Contribution
from reporting.serializers.composing import ContributionSerializer, GiveBody


class ContributionFilter(FilterSet):
    open = SwitchFilter(field_name="given_on", lookup_expr="isnull", label=_("Nog te geven"))


class ContributionEndpoint(Endpoint):
    model = Contribution
    serializer = ContributionSerializer
    related = ("sub_question__question", "asked_by", "given_by")

    def rows(self) -> QuerySet[Any]:
        rows: Any = super().rows()
        return rows.open_first()


@extend_schema_view(
    get=extend_schema(
        operation_id="contributions_list",
        responses={200: ContributionSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Contributions(ContributionEndpoint, ListEndpoint):
    """What was asked of VDAB, the open ones first."""

    filterset = ContributionFilter


class OneContribution(ContributionEndpoint, DetailEndpoint):
    @extend_schema(
        operation_id="contributions_retrieve",
        responses={200: ContributionSerializer, **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        return super().get(request, pk)


@extend_schema_view(
    post=extend_schema(
        operation_id="contributions_give",
        request=GiveBody,
        responses={200: ContributionSerializer, **declared(400, 401, 403, 404, 409)},
    )
)
class Give(ContributionEndpoint, ActEndpoint):
    """Say what VDAB knows; until the answer is handed in it can be said again."""

    def act(self, obj: Contribution) -> None:
        require_role(self.user, Contribution.objects.all().editors)
        services.give_contribution(obj, by=self.user, **self.sent(GiveBody))
