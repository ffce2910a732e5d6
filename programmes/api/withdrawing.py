"""Taking away what was entered by mistake and does not count yet: its history stays."""

from typing import Any, ClassVar, NamedTuple

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.endpoints import Endpoint
from m2w.problems import declared
from m2w.serializers import Serializer
from programmes import services
from programmes.models import Grant, Payment, Settlement, SettlementCorrection
from programmes.serializers.grants import GrantSerializer
from programmes.serializers.payments import PaymentSerializer
from programmes.serializers.settlements import CorrectionSerializer, SettlementSerializer


class Withdrawal(NamedTuple):
    model: Any
    serializer: type[Serializer]
    service: Any
    related: tuple[str, ...]
    does: str


WITHDRAWALS = {
    "grants": Withdrawal(
        Grant,
        GrantSerializer,
        services.withdraw_grant,
        ("project",),
        "Take away a grant that nobody confirmed; that of an extension stays.",
    ),
    "settlements": Withdrawal(
        Settlement,
        SettlementSerializer,
        services.withdraw_settlement,
        ("project",),
        "Take away a settlement that nobody confirmed.",
    ),
    "settlements_corrections": Withdrawal(
        SettlementCorrection,
        CorrectionSerializer,
        services.withdraw_correction,
        ("settlement__project",),
        "Take away a correction that nobody confirmed.",
    ),
    "payments": Withdrawal(
        Payment,
        PaymentSerializer,
        services.withdraw_payment,
        ("project",),
        "Take away a payment that is on no list and was not paid.",
    ),
}


class Withdraw(Endpoint):
    takes_body = False
    service: ClassVar[Any]

    def post(self, request: Request, pk: Any) -> Response:
        type(self).service(self.object(), by=self.user)
        return Response(status=204)


def withdraw_view(name: str) -> Any:
    """The view that takes one of these away."""
    withdrawal = WITHDRAWALS[name]
    described = extend_schema(
        operation_id=f"{name}_withdraw",
        request=None,
        responses={204: None, **declared(401, 403, 404, 409)},
    )
    own = {
        "__doc__": withdrawal.does,
        "model": withdrawal.model,
        "serializer": withdrawal.serializer,
        "service": withdrawal.service,
        "related": withdrawal.related,
    }
    kind: Any = type(f"Withdraw_{name}", (Withdraw,), own)
    return extend_schema_view(post=described)(kind).as_view()
