"""The API of open data, for the ministry: publish protected tables, take them down, the switch."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.endpoints import ActEndpoint, DetailEndpoint, Endpoint, ListEndpoint
from m2w.filters import FilterSet, SwitchFilter
from m2w.problems import declared
from reporting import publishing, services
from reporting.models import Publication
from reporting.serializers.publications import NewPublication, PublicationSerializer, SwitchBody


class PublicationFilter(FilterSet):
    public = SwitchFilter(field_name="taken_down_on", lookup_expr="isnull", label=_("Nu openbaar"))


class PublicationEndpoint(Endpoint):
    model = Publication
    serializer = PublicationSerializer


@extend_schema_view(
    get=extend_schema(
        operation_id="publications_list",
        responses={200: PublicationSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Publications(PublicationEndpoint, ListEndpoint):
    """All that was ever published, newest first."""

    filterset = PublicationFilter

    @extend_schema(
        operation_id="publications_create",
        request=NewPublication,
        responses={201: PublicationSerializer, **declared(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """Publish tables of a sent answer after its embargo, or saved tables; protected together
        with all that was published of their day before."""
        asked = self.sent(NewPublication)
        if "question" in asked:
            made = services.publish_answer(asked.pop("question"), by=self.user, **asked)
        else:
            made = services.publish_tables(asked.pop("saved_tables"), by=self.user, **asked)
        return self.answer(made, 201)


class OnePublication(PublicationEndpoint, DetailEndpoint):
    @extend_schema(
        operation_id="publications_retrieve",
        responses={200: PublicationSerializer, **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        return super().get(request, pk)


@extend_schema_view(
    post=extend_schema(
        operation_id="publications_take_down",
        request=None,
        responses={200: PublicationSerializer, **declared(400, 401, 403, 404, 409)},
    )
)
class TakeDown(PublicationEndpoint, ActEndpoint):
    """Take a publication off the public pages; what was told in it stays told."""

    takes_body = False

    def act(self, obj: Publication) -> None:
        services.take_down(obj, by=self.user)


class Switch(Endpoint):
    @extend_schema(
        operation_id="open_data_retrieve", responses={200: SwitchBody, **declared(400, 401, 403)}
    )
    def get(self, request: Request) -> Response:
        """Whether open data is switched on."""
        return Response({"is_on": publishing.is_on()})

    @extend_schema(
        operation_id="open_data_switch",
        request=SwitchBody,
        responses={200: SwitchBody, **declared(400, 401, 403)},
    )
    def post(self, request: Request) -> Response:
        """Switch the public pages of open data on or off."""
        services.switch_open_data(by=self.user, **self.sent(SwitchBody))
        return self.get(request)
