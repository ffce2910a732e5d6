"""The API of meetings: plan one, hold it, note what was said and agreed, and what is to write."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w import periods
from m2w.accounts.acting import require_role
from m2w.audit.reading import takes_out
from m2w.endpoints import IF_MATCH, ActEndpoint, DetailEndpoint, Endpoint, ListEndpoint, etag
from m2w.exports import to_keep
from m2w.plain_pages import PlainList
from m2w.problems import declared
from m2w.rendering import files
from programmes import services
from programmes.evaluating import COMMENTING_ROLES, WRITING_ROLES
from programmes.evaluation_filters import ActionFilter, MeetingFilter
from programmes.evaluation_rounds import RELATED, Round, require_round, round_of, scope_named
from programmes.models import AgreedAction, Meeting
from reporting.documents import DOCX
from reporting.meeting_paper import paper_of
from reporting.round_pages import may_change_meeting
from reporting.serializers.meetings import (
    ROUND,
    ActionBody,
    ActionSerializer,
    CommentSerializer,
    DoneBody,
    DueSheetSerializer,
    HoldBody,
    MeetingSerializer,
    MinutesBody,
    NewMeeting,
    PlanBody,
    SheetCommentBody,
)
from reporting.to_write import to_comment, to_write


class MeetingEndpoint(Endpoint):
    model = Meeting
    serializer = MeetingSerializer
    related = RELATED

    def named_round(self, values: dict[str, Any]) -> Round:
        """The round that a body names, taken out of it. Raises ValidationError, Refused."""
        kind, level, code, start = (values.pop(name) for name in ROUND)
        scope = scope_named(level, code, self.user)
        if scope is None:
            raise ValidationError({"scope": [_("Deze waarde bestaat niet.")]})
        return require_round(kind, scope, start)

    def changeable(self) -> Meeting:
        """The meeting, for who keeps it. Raises PermissionDenied for who only reads it."""
        meeting: Meeting = self.object()
        if not may_change_meeting(round_of(meeting), self.user):
            raise PermissionDenied
        return meeting


@extend_schema_view(
    get=extend_schema(
        operation_id="meetings_list",
        responses={200: MeetingSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Meetings(MeetingEndpoint, ListEndpoint):
    """The meetings of rounds that the caller reads, the newest period first."""

    filterset = MeetingFilter

    @extend_schema(
        operation_id="meetings_plan_round",
        request=NewMeeting,
        responses={201: MeetingSerializer, **declared(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """Plan the meeting of a round, also when nobody needed it before."""
        require_role(self.user, WRITING_ROLES)
        values = self.sent(NewMeeting)
        on_round = self.named_round(values)
        return self.answer(services.plan_meeting(on_round, by=self.user, **values), 201)


class OneMeeting(MeetingEndpoint, DetailEndpoint):
    @extend_schema(
        operation_id="meetings_retrieve",
        responses={200: MeetingSerializer, **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """One meeting, with its minutes."""
        return super().get(request, pk)

    @extend_schema(
        operation_id="meetings_write_minutes",
        request=MinutesBody,
        parameters=[IF_MATCH],
        responses={200: MeetingSerializer, **declared(400, 401, 403, 404, 412)},
    )
    def patch(self, request: Request, pk: Any) -> Response:
        """Write the minutes; with If-Match only over the version that was read."""
        self.correct(write_minutes, self.changeable(), self.sent(MinutesBody))
        return self.answer(self.object())


def write_minutes(meeting: Meeting, values: dict[str, Any], **told: Any) -> Meeting:
    return services.write_minutes(round_of(meeting), **values, **told)


def described(name: str, body: Any) -> Any:
    return extend_schema_view(
        post=extend_schema(
            operation_id=f"meetings_{name}",
            request=body,
            responses={200: MeetingSerializer, **declared(400, 401, 403, 404, 409)},
        )
    )


@described("plan", PlanBody)
class Plan(MeetingEndpoint, ActEndpoint):
    """Plan a meeting anew; without a day it is planned no more."""

    def act(self, obj: Meeting) -> None:
        on_round = round_of(self.changeable())
        services.plan_meeting(on_round, by=self.user, **self.sent(PlanBody))


@described("hold", HoldBody)
class Hold(MeetingEndpoint, ActEndpoint):
    """Note on which day it was held: sheets made final from it take that day."""

    def act(self, obj: Meeting) -> None:
        on_round = round_of(self.changeable())
        services.hold_meeting(on_round, by=self.user, **self.sent(HoldBody))


class Agenda(MeetingEndpoint):
    renderer_classes = files(DOCX)

    @extend_schema(
        operation_id="meetings_agenda",
        responses={(200, DOCX): OpenApiTypes.BINARY, **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> HttpResponse:
        """The agenda as a DOCX, and the minutes once there are any."""
        meeting = self.object()
        on_round = round_of(meeting)
        content = paper_of(on_round, meeting, self.user)
        takes_out(request, "meeting.exported", kind=on_round.kind, level=on_round.scope.level)
        name = f"evaluatie-{on_round.scope.code}-{on_round.period.start}.docx"
        return to_keep(name, content, DOCX)


class Comments(MeetingEndpoint):
    @extend_schema(
        operation_id="evaluations_comments_create",
        request=SheetCommentBody,
        responses={201: CommentSerializer, **declared(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """What the promoter says of a sheet of an own project, also before anyone began it."""
        require_role(self.user, COMMENTING_ROLES)
        values = self.sent(SheetCommentBody)
        on_round = self.named_round(values)
        if values["track"] not in on_round.tracks:
            message = _("Een tweemaandelijkse evaluatie heeft een spoor, een andere niet.")
            raise ValidationError({"track": [message]})
        said = services.comment_sheet(on_round, by=self.user, **values)
        return Response(CommentSerializer(said).data, 201)


# Agreed actions -----------------------------------------------------------------------------


class ActionEndpoint(Endpoint):
    model = AgreedAction
    serializer = ActionSerializer
    related = ("owner__user", *(f"meeting__{name}" for name in RELATED))


@extend_schema_view(
    get=extend_schema(
        operation_id="actions_list",
        responses={200: ActionSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Actions(ActionEndpoint, ListEndpoint):
    """What meetings agreed that someone does, by the day it is due."""

    filterset = ActionFilter


@extend_schema_view(
    get=extend_schema(
        operation_id="actions_retrieve",
        responses={200: ActionSerializer, **declared(400, 401, 403, 404)},
    )
)
class OneAction(ActionEndpoint, DetailEndpoint):
    """One agreed action, with what came of it."""


@extend_schema_view(
    post=extend_schema(
        operation_id="actions_done",
        request=DoneBody,
        responses={200: ActionSerializer, **declared(400, 401, 403, 404, 409)},
    )
)
class Done(ActionEndpoint, ActEndpoint):
    """Note that an action was done, and what came of it."""

    def act(self, obj: AgreedAction) -> None:
        if not may_change_meeting(round_of(obj.meeting), self.user):
            raise PermissionDenied
        done = self.sent(DoneBody)
        services.finish_action(obj, by=self.user, **done)


class AgreeAction(MeetingEndpoint):
    @extend_schema(
        operation_id="meetings_agree_action",
        request=ActionBody,
        responses={201: ActionSerializer, **declared(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: Any) -> Response:
        """Note what was agreed; it comes back in every next round until it is done."""
        on_round = round_of(self.changeable())
        made = services.agree_action(on_round, by=self.user, **self.sent(ActionBody))
        return Response(ActionSerializer(made).data, 201, headers=etag(made))


# Still to write -----------------------------------------------------------------------------


class ToWrite(PlainList):
    @extend_schema(
        operation_id="evaluations_to_write",
        responses={200: DueSheetSerializer(many=True), **declared(400, 401, 403)},
    )
    def get(self, request: Request) -> Response:
        """The sheets that are due and that the caller writes, the longest due first."""
        return self.paged(to_write(self.user, periods.today()), DueSheetSerializer)


class ToComment(PlainList):
    @extend_schema(
        operation_id="evaluations_to_comment",
        responses={200: DueSheetSerializer(many=True), **declared(400, 401, 403)},
    )
    def get(self, request: Request) -> Response:
        """The sheets of own projects that the caller may comment on now."""
        return self.paged(to_comment(self.user, periods.today()), DueSheetSerializer)
