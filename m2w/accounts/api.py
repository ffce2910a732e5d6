"""The API of colleagues: whom one names as coach, for example."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view

from m2w.accounts.filters import StaffFilter
from m2w.accounts.models import Staff
from m2w.accounts.serializers import StaffSerializer
from m2w.endpoints import ListEndpoint
from m2w.problems import declared


@extend_schema_view(
    get=extend_schema(
        operation_id="staff_list",
        responses={200: StaffSerializer(many=True), **declared(400, 401, 403)},
    )
)
class StaffMembers(ListEndpoint):
    """Those who work at the caller's organisation, with their roles and languages."""

    model = Staff
    serializer = StaffSerializer
    related = ("user",)
    fetched = ("memberships",)
    filterset = StaffFilter

    def rows(self) -> QuerySet[Any]:
        acting: Any = self.user.acting
        own = super().rows().filter(organisation=acting.staff.organisation_id)
        return own.order_by("user__name", "code")
