"""The API of payments: decided, and noted as paid."""

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.accounts.acting import require_role
from m2w.endpoints import ActEndpoint, DetailEndpoint, Endpoint, ListEndpoint
from m2w.problems import declared
from programmes import services
from programmes.access import MANAGER
from programmes.models import Payment
from programmes.money_filters import PaymentFilter
from programmes.serializers.payments import NewPayment, PayBody, PaymentSerializer


class PaymentEndpoint(Endpoint):
    model = Payment
    serializer = PaymentSerializer
    related = ("project", "listed_in")


@extend_schema_view(
    get=extend_schema(
        operation_id="payments_list",
        responses={200: PaymentSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Payments(PaymentEndpoint, ListEndpoint):
    """The payments that the caller sees, with the filters of the list."""

    filterset = PaymentFilter

    @extend_schema(
        operation_id="payments_create",
        request=NewPayment,
        responses={201: PaymentSerializer, **declared(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """Decide a payment to a project, or a recovery from it."""
        require_role(self.user, MANAGER)
        values = self.sent(NewPayment)
        payment = services.enter_payment(values.pop("project"), by=self.user, **values)
        return self.answer(payment, 201)


@extend_schema_view(
    get=extend_schema(
        operation_id="payments_retrieve",
        responses={200: PaymentSerializer, **declared(401, 403, 404)},
    )
)
class OnePayment(PaymentEndpoint, DetailEndpoint):
    pass


@extend_schema_view(
    post=extend_schema(
        operation_id="payments_pay",
        request=PayBody,
        responses={200: PaymentSerializer, **declared(400, 401, 403, 404, 409)},
    )
)
class Pay(PaymentEndpoint, ActEndpoint):
    """Note that it was paid, today unless said."""

    def act(self, obj: Payment) -> None:
        services.pay(obj, by=self.user, **self.sent(PayBody))
