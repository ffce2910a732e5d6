"""The API of group sessions: what was held, who is on the list, and the list as proof of a cost."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.accounts.models import User
from m2w.endpoints import IF_MATCH, ActEndpoint, DetailEndpoint, Endpoint, ListEndpoint
from m2w.exports import PDF
from m2w.parts_endpoint import PartsEndpoint
from m2w.problems import declared
from m2w.rendering import files
from matching.access import SESSIONS
from matching.api.asking import chosen, require_keeper
from matching.filters import SessionFilter
from matching.models import Attendance, ClaimedSession, GroupSession
from matching.serializers.sessions import (
    MOST_PEOPLE,
    AddedSerializer,
    AttendanceSerializer,
    ClaimBody,
    ClaimedSerializer,
    NewSession,
    PeopleBody,
    SessionFields,
    SessionSerializer,
    TickBody,
)
from matching.services import sessions as services
from matching.views.sessions import as_pdf


class SessionEndpoint(Endpoint):
    model = GroupSession
    serializer = SessionSerializer
    related = ("project",)

    def rows(self) -> Any:
        rows: Any = super().rows()
        return rows.with_counts()

    def as_it_is(self, session: GroupSession, status: int = 200) -> Response:
        return self.answer(self.rows().get(pk=session.pk), status)


@extend_schema_view(
    get=extend_schema(
        operation_id="group_sessions_list",
        responses={200: SessionSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Sessions(SessionEndpoint, ListEndpoint):
    """The group sessions that the caller sees, the last one first."""

    filterset = SessionFilter

    @extend_schema(
        operation_id="group_sessions_create",
        request=NewSession,
        responses={201: SessionSerializer, **declared(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """Make a session of a project, held or planned."""
        require_keeper(self.user, SESSIONS)
        values = self.sent(NewSession)
        made = services.make_session(values.pop("project"), by=self.user, **values)
        return self.as_it_is(made, 201)


class OneSession(SessionEndpoint, DetailEndpoint):
    @extend_schema(
        operation_id="group_sessions_retrieve",
        responses={200: SessionSerializer, **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        return super().get(request, pk)

    @extend_schema(
        operation_id="group_sessions_amend",
        request=SessionFields(partial=True),
        parameters=[IF_MATCH],
        responses={200: SessionSerializer, **declared(400, 401, 403, 404, 409, 412)},
    )
    def patch(self, request: Request, pk: Any) -> Response:
        """Put some values right; with If-Match only of the version that was read."""
        session = self.editable()
        self.correct(amended, session, self.sent(SessionFields, partial=True))
        return self.as_it_is(session)

    @extend_schema(
        operation_id="group_sessions_destroy",
        request=None,
        responses={204: None, **declared(400, 401, 403, 404, 409)},
    )
    def delete(self, request: Request, pk: Any) -> Response:
        """Delete a session with its list, unless that is part of a claim."""
        services.delete_session(self.editable(), by=self.user)
        return Response(status=204)


def amended(session: GroupSession, values: dict[str, Any], *, by: User, version: int) -> None:
    services.amend_session(session, by=by, version=version, **values)


# The list ---------------------------------------------------------------------------------------


class Attendances(PartsEndpoint):
    """Who is on the list of a session."""

    model = Attendance
    serializer = AttendanceSerializer
    related = ("session", "enrolment", "mentor")
    whole = GroupSession
    whole_related = ("project",)

    @extend_schema(
        operation_id="group_sessions_attendances_list",
        responses={200: AttendanceSerializer(many=True), **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """Who is on the list, as far as the caller may know them."""
        return self.listed(self.rows().filter(session=self.of()).order_by("code"))

    @extend_schema(
        operation_id="group_sessions_attendances_add",
        request=PeopleBody,
        responses={201: AddedSerializer, **declared(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: Any) -> Response:
        """Put mentees of the project and mentors of the promoter on the list."""
        session = self.of_editable()
        sent = self.sent(PeopleBody)
        offered: dict[str, QuerySet[Any]] = {
            "enrolments": services.mentees_for(session, self.user),
            "mentors": services.mentors_for(session, self.user),
        }
        people = {name: chosen(rows, sent.get(name, ()), name) for name, rows in offered.items()}
        return Response({"added": services.add_people(session, by=self.user, **people)}, 201)


class Tick(SessionEndpoint, ActEndpoint):
    @extend_schema(
        operation_id="group_sessions_tick",
        request=TickBody,
        responses={200: SessionSerializer, **declared(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: Any) -> Response:
        """Note who was there, of several at once: all of it or nothing."""
        return super().post(request, pk)

    def act(self, obj: GroupSession) -> None:
        self.editable()
        said = self.sent(TickBody)["attendances"]
        present = {one["attendance"]: one["present"] for one in said}
        if not len(present) == len(said) <= MOST_PEOPLE:
            told = _("Noem elke aanwezigheid één keer, en hoogstens %(most)s tegelijk.")
            raise exceptions.ValidationError({"attendances": [told % {"most": MOST_PEOPLE}]})
        lines = Attendance.objects.editable_by(self.user).filter(session=obj)
        chosen(lines, present, "attendances")
        services.tick(obj, present, by=self.user)


class OneAttendance(DetailEndpoint):
    model = Attendance
    serializer = AttendanceSerializer
    related = ("session", "enrolment", "mentor")

    @extend_schema(
        operation_id="attendances_retrieve",
        responses={200: AttendanceSerializer, **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """Someone on the list of a session."""
        return super().get(request, pk)

    @extend_schema(
        operation_id="attendances_destroy",
        request=None,
        responses={204: None, **declared(400, 401, 403, 404, 409)},
    )
    def delete(self, request: Request, pk: Any) -> Response:
        """Take someone off the list."""
        services.remove_person(self.editable(), by=self.user)
        return Response(status=204)


class PrintedList(SessionEndpoint):
    renderer_classes = files(PDF)

    @extend_schema(
        operation_id="group_sessions_attendance_list",
        responses={
            (200, PDF): OpenApiTypes.BINARY,
            **declared(400, 401, 403, 404),
        },
    )
    def get(self, request: Request, pk: Any) -> HttpResponse:
        """The list to sign, with names, as PDF in Dutch."""
        return as_pdf(request, pk)  # type: ignore[arg-type]  # it asks for the same things


# The list as proof ------------------------------------------------------------------------------


class Claims(PartsEndpoint):
    """The claims that the list of a session is proof for."""

    model = ClaimedSession
    serializer = ClaimedSerializer
    whole = GroupSession
    whole_related = ("project",)

    @extend_schema(
        operation_id="group_sessions_claims_list",
        responses={200: ClaimedSerializer(many=True), **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """The claims with which the list was put, each with the document that it made."""
        return self.listed(self.rows().filter(session=self.of()).order_by("pk"))

    @extend_schema(
        operation_id="group_sessions_claims_attach",
        request=ClaimBody,
        responses={201: ClaimedSerializer, **declared(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: Any) -> Response:
        """Put the list as it is now, without names, with a claim in draft of the same year."""
        session = self.of_editable()
        attached = services.attach_to_claim(session, by=self.user, **self.sent(ClaimBody))
        return Response(self.shown(attached), 201)
