"""The API of evaluations: read sheets, write one, make it final, open it again, comment on it."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.accounts.acting import require_role
from m2w.endpoints import IF_MATCH, ActEndpoint, DetailEndpoint, Endpoint, ListEndpoint
from m2w.problems import declared
from programmes import services
from programmes.evaluating import COMMENTING_ROLES, WRITING_ROLES
from programmes.evaluation_filters import EvaluationFilter
from programmes.evaluation_rounds import RELATED, require_round, round_of, scope_named
from programmes.models import Evaluation
from programmes.serializers.evaluations import (
    NAMED,
    EvaluationSerializer,
    FinaliseBody,
    NewSheet,
    ReopenBody,
    SaidBody,
    SheetFields,
)
from programmes.sheet_steps import SHEET_STEPS
from reporting.sheets import finalise_sheet


class EvaluationEndpoint(Endpoint):
    model = Evaluation
    serializer = EvaluationSerializer
    related = (*RELATED, "meeting")
    fetched = ("scores__criterion",)

    def writable(self, step: str) -> Evaluation:
        """The sheet, for who may take this step with it. Raises PermissionDenied for who only
        reads it."""
        sheet: Evaluation = self.object()
        if not SHEET_STEPS[step].permits(sheet, self.user):
            raise PermissionDenied
        return sheet


@extend_schema_view(
    get=extend_schema(
        operation_id="evaluations_list",
        responses={200: EvaluationSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Evaluations(EvaluationEndpoint, ListEndpoint):
    """The sheets that the caller sees, with the filters of the list."""

    filterset = EvaluationFilter

    @extend_schema(
        operation_id="evaluations_create",
        request=NewSheet,
        responses={201: EvaluationSerializer, **declared(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """Begin the sheet of a round, with as much of it as there is."""
        require_role(self.user, WRITING_ROLES)
        self.kwargs["pk"] = self.begun(self.sent(NewSheet)).pk
        return self.answer(self.object(), 201)

    @transaction.atomic
    def begun(self, values: dict[str, Any]) -> Evaluation:
        """The new sheet. Raises ValidationError at its fields; Refused: not_a_round, not_begun,
        already_there."""
        kind, level, scope_code, track, start = (values.pop(name, "") for name in NAMED)
        scope = scope_named(level, scope_code, self.user)
        if scope is None:
            raise ValidationError({"scope": [_("Deze waarde bestaat niet.")]})
        on_round = require_round(kind, scope, start)
        if track not in on_round.tracks:
            message = _("Een tweemaandelijkse evaluatie heeft een spoor, een andere niet.")
            raise ValidationError({"track": [message]})
        code = values.pop("code", "")
        sheet = services.begin_sheet(on_round, track, by=self.user, code=code)
        if not values:
            return sheet
        return services.write_sheet(sheet, values, by=self.user, version=sheet.version)


class OneEvaluation(EvaluationEndpoint, DetailEndpoint):
    @extend_schema(
        operation_id="evaluations_retrieve",
        responses={200: EvaluationSerializer, **declared(401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        return super().get(request, pk)

    @extend_schema(
        operation_id="evaluations_write",
        request=SheetFields(partial=True),
        parameters=[IF_MATCH],
        responses={200: EvaluationSerializer, **declared(400, 401, 403, 404, 409, 412)},
    )
    def patch(self, request: Request, pk: Any) -> Response:
        """Fill in a draft; with If-Match only the version that was read."""
        sheet = self.writable("write")
        self.correct(services.write_sheet, sheet, self.sent(SheetFields, partial=True))
        return self.answer(self.object())


def described(name: str, body: Any) -> Any:
    return extend_schema(
        operation_id=f"evaluations_{name}",
        request=body,
        responses={200: EvaluationSerializer, **declared(400, 401, 403, 404, 409)},
    )


@extend_schema_view(post=described("finalise", FinaliseBody))
class Finalise(EvaluationEndpoint, ActEndpoint):
    """Make a draft final, with the figures of its period as they are now."""

    def act(self, obj: Evaluation) -> None:
        sheet = self.writable("finalise")
        finalise_sheet(sheet, by=self.user, **self.sent(FinaliseBody))


@extend_schema_view(post=described("reopen", ReopenBody))
class Reopen(EvaluationEndpoint, ActEndpoint):
    """Make a final sheet a draft again."""

    def act(self, obj: Evaluation) -> None:
        sheet = self.writable("reopen")
        services.reopen_sheet(sheet, by=self.user, **self.sent(ReopenBody))


@extend_schema_view(post=described("comment", SaidBody))
class Comment(EvaluationEndpoint, ActEndpoint):
    """What the promoter says of a sheet of an own project before it is final."""

    def act(self, obj: Evaluation) -> None:
        require_role(self.user, COMMENTING_ROLES)
        said = self.sent(SaidBody)
        services.comment_sheet(round_of(obj), obj.track, by=self.user, **said)
