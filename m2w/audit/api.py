"""The API of the record: who did what, and whose data an account was shown."""

from typing import Any

from django.urls import URLPattern
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.audit import facts
from m2w.audit.filters import EntryFilter, with_days
from m2w.audit.forms import BreachForm
from m2w.audit.models import Entry
from m2w.audit.reading import takes_out
from m2w.audit.serializers import ActSerializer, ShownSerializer
from m2w.doors import endpoint, readers
from m2w.endpoints import NO_PARAMETER, NO_VALUE, ListEndpoint, refuse
from m2w.form_fields import written_by_people
from m2w.openapi_filters import CODE
from m2w.plain_pages import PlainList, PlainPages
from m2w.problems import declared


@extend_schema_view(
    get=extend_schema(
        operation_id="record_list",
        responses={200: ActSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Record(ListEndpoint):
    """What was done and seen, the last first; of the last month, unless days are asked for."""

    model = Entry
    serializer = ActSerializer
    filterset = EntryFilter

    def get(self, request: Request) -> Response:
        asked = with_days(request.query_params)
        filters = self.filterset(asked, self.rows(), request=request)
        refuse(filters.unknown(), NO_PARAMETER)
        refuse({*filters.form.errors, *written_by_people(filters.form)}, NO_VALUE)
        pages, lines = PlainPages(), filters.qs
        acts: list[Any] = pages.paginate_queryset(lines.acts(), request, view=self) or []
        return pages.get_paginated_response(ActSerializer(acts, many=True).data)


def parameter(name: str, kind: Any, description: str) -> OpenApiParameter:
    return OpenApiParameter(name, kind, required=True, description=description)


class Breach(PlainList):
    model = Entry
    asks = frozenset({"staff", "first", "last"})

    @extend_schema(
        operation_id="record_breach",
        parameters=[
            parameter("staff", CODE, "The code of the colleague with the account."),
            parameter("first", OpenApiTypes.DATE, "The first day."),
            parameter("last", OpenApiTypes.DATE, "The last day."),
        ],
        responses={200: ShownSerializer(many=True), **declared(400, 401, 403)},
    )
    def get(self, request: Request) -> Response:
        """Whose data an account was shown in a period, for when somebody else used it; that this
        was asked is on the record."""
        rows: Any = self.rows()
        asked = {name: request.query_params.get(name, "") for name in self.asks}
        form = BreachForm(asked, reader=self.user)
        refuse({*form.errors, *written_by_people(form)}, NO_VALUE)
        staff, first, last = (form.cleaned_data[name] for name in ("staff", "first", "last"))
        persons = facts.shown_to(staff.user, first, last, lines=rows)
        takes_out(request, "breach.listed", staff=staff.code, persons=len(persons))
        return self.paged(persons, ShownSerializer)


RECORD = readers(Entry)
urlpatterns: list[URLPattern] = [
    endpoint("record/", Record.as_view(), "record", RECORD),
    endpoint("record/breach/", Breach.as_view(), "record-breach", RECORD),
]
