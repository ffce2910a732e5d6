"""The API of organisations: promoters, VDAB and the ministry, and what is agreed with them."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.accounts.acting import require_role
from m2w.accounts.filters import OrganisationFilter
from m2w.accounts.models import Organisation
from m2w.accounts.serializers import NewOrganisation, OrganisationFields, OrganisationSerializer
from m2w.accounts.services import organisations
from m2w.endpoints import IF_MATCH, DetailEndpoint, Endpoint, ListEndpoint
from m2w.problems import declared


class OrganisationEndpoint(Endpoint):
    model = Organisation
    serializer = OrganisationSerializer


@extend_schema_view(
    get=extend_schema(
        operation_id="organisations_list",
        responses={200: OrganisationSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Organisations(OrganisationEndpoint, ListEndpoint):
    """The organisations that the caller sees: a promoter its own, others all of them."""

    filterset = OrganisationFilter

    @extend_schema(
        operation_id="organisations_create",
        request=NewOrganisation,
        responses={201: OrganisationSerializer, **declared(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """Add an organisation; its people come in by invitation."""
        require_role(self.user, Organisation.objects.all().editors)
        values = self.sent(NewOrganisation)
        return self.answer(organisations.register_organisation(values, by=self.user), 201)


class OneOrganisation(OrganisationEndpoint, DetailEndpoint):
    @extend_schema(
        operation_id="organisations_retrieve",
        responses={200: OrganisationSerializer, **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """One organisation, with its agreement."""
        return super().get(request, pk)

    @extend_schema(
        operation_id="organisations_correct",
        request=OrganisationFields(partial=True),
        parameters=[IF_MATCH],
        responses={200: OrganisationSerializer, **declared(400, 401, 403, 404, 409, 412)},
    )
    def patch(self, request: Request, pk: Any) -> Response:
        """Correct an organisation; with If-Match only the version that was read."""
        found = self.editable()
        values = self.sent(OrganisationFields, partial=True)
        self.correct(organisations.correct_organisation, found, values)
        return self.answer(self.object())
