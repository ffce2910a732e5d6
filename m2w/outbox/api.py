"""The API of notices and reminders."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.audit.reading import LISTED, shows
from m2w.doors import endpoint, readers
from m2w.endpoints import DetailEndpoint, Endpoint, ListEndpoint
from m2w.filters import FilterSet, SwitchFilter
from m2w.outbox.filters import ReminderFilter
from m2w.outbox.models import Notice, Reminder
from m2w.outbox.reading import Line, lines
from m2w.outbox.serializers import (
    CountSerializer,
    NoticeSerializer,
    ReminderSerializer,
    ToldSerializer,
)
from m2w.outbox.services import mark_read
from m2w.problems import declared


class NoticeFilter(FilterSet):
    unread = SwitchFilter(field_name="read_at", lookup_expr="isnull", label=_("Nieuw"))


class ToldEndpoint(Endpoint):
    """What was told to someone, in words; of all rows of an answer they are looked up at once."""

    serializer: ClassVar[type[ToldSerializer]]
    sparse = False
    found: dict[Any, Line]

    def note(self, rows: Sequence[Any], action: str) -> None:
        self.found = {line.notice.pk: line for line in lines(rows, self.user)}
        shows(self.request, [line.about for line in self.found.values() if line.about], LISTED)

    def shown(self, obj: Any) -> dict[str, Any]:
        return dict(self.serializer(obj, context={"lines": self.found}).data)


class NoticeEndpoint(ToldEndpoint):
    model = Notice
    serializer = NoticeSerializer


@extend_schema_view(
    get=extend_schema(
        operation_id="notices_list",
        responses={200: NoticeSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Notices(NoticeEndpoint, ListEndpoint):
    """One's own notices, the newest first."""

    filterset = NoticeFilter


@extend_schema_view(
    get=extend_schema(
        operation_id="notices_retrieve",
        responses={200: NoticeSerializer, **declared(400, 401, 403, 404)},
    )
)
class OneNotice(NoticeEndpoint, DetailEndpoint):
    """One notice; reading it here does not mark it as read."""


class ReadNotice(NoticeEndpoint):
    takes_body = False

    @extend_schema(
        operation_id="notices_read",
        request=None,
        responses={200: NoticeSerializer, **declared(400, 401, 403, 404)},
    )
    def post(self, request: Request, pk: Any) -> Response:
        """Mark a notice as read."""
        found = self.object()
        mark_read(Notice.objects.filter(pk=found.pk))
        return self.answer(self.object())


class ReadAll(NoticeEndpoint):
    takes_body = False

    @extend_schema(
        operation_id="notices_read_all",
        request=None,
        responses={200: CountSerializer, **declared(400, 401, 403)},
    )
    def post(self, request: Request) -> Response:
        """Mark all one's notices as read."""
        return Response({"read": mark_read(self.rows())})


@extend_schema_view(
    get=extend_schema(
        operation_id="reminders_list",
        responses={200: ReminderSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Reminders(ToldEndpoint, ListEndpoint):
    """Of what, whom and when people were reminded, the last first."""

    model = Reminder
    serializer = ReminderSerializer
    filterset = ReminderFilter


NOTICES = readers(Notice)
urlpatterns: list[URLPattern] = [
    endpoint(route, view.as_view(), name, NOTICES)
    for route, name, view in (
        ("notices/", "notices", Notices),
        ("notices/read_all/", "notices-read_all", ReadAll),
        ("notices/<uuid:pk>/", "notice", OneNotice),
        ("notices/<uuid:pk>/read/", "notice-read", ReadNotice),
    )
]
urlpatterns.append(endpoint("reminders/", Reminders.as_view(), "reminders", readers(Reminder)))
