"""The API of colleagues: whom one names as coach, and what they may do here."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from m2w.accounts.filters import OpenStaffFilter
from m2w.accounts.models import Staff
from m2w.accounts.serializers import ProvincesBody, RoleBody, StaffFile, StaffSerializer
from m2w.accounts.services import roles
from m2w.endpoints import DetailEndpoint, Endpoint, ListEndpoint
from m2w.problems import declared
from m2w.serializers import Serializer


@extend_schema_view(
    get=extend_schema(
        operation_id="staff_list",
        responses={200: StaffSerializer(many=True), **declared(400, 401, 403)},
    )
)
class StaffMembers(ListEndpoint):
    """Those who work at the caller's organisation, with their roles and languages; who
    administers names another with `organisation`. Closed accounts only when asked for."""

    model = Staff
    serializer = StaffSerializer
    related = ("user",)
    fetched = ("memberships",)
    filterset = OpenStaffFilter

    def rows(self) -> QuerySet[Any]:
        return super().rows().order_by("user__name", "code")


class StaffEndpoint(Endpoint):
    model = Staff
    serializer = StaffFile
    related = ("user", "organisation")
    fetched = ("memberships",)


@extend_schema_view(
    get=extend_schema(
        operation_id="staff_retrieve",
        responses={200: StaffFile, **declared(400, 401, 403, 404)},
    )
)
class OneStaffMember(StaffEndpoint, DetailEndpoint):
    """One colleague in one organisation, with a closed account too."""


class StaffAct(StaffEndpoint):
    """Something that is done with a colleague, by who may change their rights."""

    body: ClassVar[type[Serializer] | None] = None

    def act(self, staff: Staff, **sent: Any) -> None:
        raise NotImplementedError

    def post(self, request: Any, pk: Any) -> Response:
        staff = self.editable()
        self.act(staff, **(self.sent(self.body) if self.body else {}))
        return self.answer(self.object())


def described(name: str, body: type[Serializer] | None = None) -> Callable[[Any], Any]:
    return extend_schema_view(
        post=extend_schema(
            operation_id=f"staff_{name}",
            request=body,
            responses={200: StaffFile, **declared(400, 401, 403, 404, 409)},
        )
    )


@described("give_role", RoleBody)
class GiveRole(StaffAct):
    """Give a role; it holds from the next request on."""

    body = RoleBody

    def act(self, staff: Staff, **sent: Any) -> None:
        roles.give_role(staff, sent["role"], by=self.user)


@described("take_role", RoleBody)
class TakeRole(StaffAct):
    """Take a role away; it ends with the next request."""

    body = RoleBody

    def act(self, staff: Staff, **sent: Any) -> None:
        roles.require_right_to_give(sent["role"], staff.organisation, by=self.user)
        held = staff.memberships.filter(role=sent["role"]).first()
        if held is None:
            raise ValidationError({"role": [roles.NOT_HELD]})
        roles.take_role(held, by=self.user)


@described("change_provinces", ProvincesBody)
class ChangeProvinces(StaffAct):
    """Change the provinces in which someone of VDAB works."""

    body = ProvincesBody

    def act(self, staff: Staff, **sent: Any) -> None:
        roles.change_provinces(staff, sent["provinces"], by=self.user)


@described("close")
class CloseAccount(StaffAct):
    """Close an account: its sessions and keys stop with their next request."""

    takes_body = False

    def act(self, staff: Staff, **sent: Any) -> None:
        roles.deactivate(staff, by=self.user)


@described("open")
class OpenAccount(StaffAct):
    """Open a closed account again."""

    takes_body = False

    def act(self, staff: Staff, **sent: Any) -> None:
        roles.activate(staff, by=self.user)


@described("remove_second_factor")
class RemoveSecondFactor(StaffAct):
    """Take away the second step of who lost it; they set up another when they next sign in."""

    takes_body = False

    def act(self, staff: Staff, **sent: Any) -> None:
        roles.remove_second_factor(staff, by=self.user)


ACTS = {
    "give_role": GiveRole,
    "take_role": TakeRole,
    "change_provinces": ChangeProvinces,
    "close": CloseAccount,
    "open": OpenAccount,
    "remove_second_factor": RemoveSecondFactor,
}
