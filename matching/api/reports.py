"""The API of what mentors and mentees report, and of the links by which they do."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w import periods
from m2w.endpoints import NO_VALUE, ActEndpoint, DetailEndpoint, Endpoint, ListEndpoint, refuse
from m2w.problems import declared
from matching import services
from matching.api.asking import asked_in, opened
from matching.api.matches import MatchEndpoint
from matching.filters import ReportFilter
from matching.meeting_links import open_urls
from matching.meeting_texts import languages
from matching.models import ContactReport, Match
from matching.serializers.reports import DecideBody, LinkBody, LinkSerializer, ReportSerializer

LANGUAGE = OpenApiParameter(
    "language", enum=list(languages()), description="That of the page; Dutch unless said."
)


class ReportEndpoint(Endpoint):
    model = ContactReport
    serializer = ReportSerializer
    related = ("match__enrolment", "contact")
    fetched = ("match__reports",)


@extend_schema_view(
    get=extend_schema(
        operation_id="contact_reports_list",
        responses={200: ReportSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Reports(ReportEndpoint, ListEndpoint):
    """The reports that wait: they contradict each other, or someone asks for a call. What both
    agree on is a contact already."""

    filterset = ReportFilter

    def rows(self) -> Any:
        rows: Any = super().rows()
        return rows.to_look_at().order_by("held_on", "code")


@extend_schema_view(
    get=extend_schema(
        operation_id="contact_reports_retrieve",
        responses={200: ReportSerializer, **declared(400, 401, 403, 404)},
    )
)
class OneReport(ReportEndpoint, DetailEndpoint):
    """One report, also when it waits for nobody any more."""


class Decide(ReportEndpoint, ActEndpoint):
    @extend_schema(
        operation_id="contact_reports_decide",
        request=DecideBody,
        responses={200: ReportSerializer, **declared(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: Any) -> Response:
        """Note what was true of a meeting whose reports contradict each other; from then on that
        counts as the contact."""
        return super().post(request, pk)

    def act(self, obj: ContactReport) -> None:
        found = self.editable()
        services.decide_meeting(found, by=self.user, **self.sent(DecideBody))


class Called(ReportEndpoint, ActEndpoint):
    takes_body = False

    @extend_schema(
        operation_id="contact_reports_called",
        request=None,
        responses={200: ReportSerializer, **declared(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: Any) -> Response:
        """Note that somebody called who asked for it."""
        return super().post(request, pk)

    def act(self, obj: ContactReport) -> None:
        services.note_called(self.editable(), by=self.user)


# The links of a duo -----------------------------------------------------------------------------


class LinksEndpoint(MatchEndpoint):
    related = ("enrolment__mentee", "enrolment__project__promoter", "mentor")

    def links(self, match: Match, language: str = "") -> Response:
        opened(self.request, match)
        urls = open_urls(match, periods.today(), language=language)
        rows = [{"who": who, "url": url} for who, url in urls.items()]
        return Response(LinkSerializer(rows, many=True).data)


class MeetingLinks(LinksEndpoint):
    def parameters(self) -> None:
        return None

    @extend_schema(
        operation_id="matches_meeting_links",
        parameters=[LANGUAGE],
        responses={200: LinkSerializer(many=True), **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """The links by which mentor and mentee report that they met, while they work. They stay
        the same until one is withdrawn."""
        match = self.object()
        language = asked_in(request, "language").get("language", "")
        refuse(["language"] if language and language not in languages() else [], NO_VALUE)
        return self.links(match, language)


class WithdrawLink(LinksEndpoint):
    @extend_schema(
        operation_id="matches_withdraw_meeting_link",
        request=LinkBody,
        responses={200: LinkSerializer(many=True), **declared(400, 401, 403, 404)},
    )
    def post(self, request: Request, pk: Any) -> Response:
        """Let the link that the mentor or the mentee was given lead nowhere; answers the new
        ones."""
        match = self.editable()
        services.withdraw_meeting_link(match, **self.sent(LinkBody), by=self.user)
        return self.links(match)
