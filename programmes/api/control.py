"""VDAB's control of a claim: its lines one by one, its sample, and its end."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.endpoints import DetailEndpoint, Endpoint, etag
from m2w.pages import visible_rows
from m2w.problems import declared
from m2w.serializers import Serializer
from programmes import services
from programmes.controls import control_of, told_to
from programmes.models import Claim, ClaimLine
from programmes.serializers import control as bodies


class ControlEndpoint(Endpoint):
    model = Claim
    serializer = bodies.ControlSerializer
    sparse = False
    related = ("project",)

    def shown(self, obj: Claim) -> dict[str, Any]:
        return dict(self.serializer(control_of(obj), context={"request": self.request}).data)


@extend_schema_view(
    get=extend_schema(
        operation_id="claims_control",
        responses={200: bodies.ControlSerializer, **declared(401, 403, 404)},
    )
)
class ControlOfClaim(ControlEndpoint, DetailEndpoint):
    """How far the control of a claim is, and its sample: for who controls it."""


class ClaimAct(ControlEndpoint):
    """What a controller does with a claim as a whole: `service` with what the body says."""

    body: ClassVar[type[Serializer]]
    service: ClassVar[Any]

    def post(self, request: Request, pk: Any) -> Response:
        claim = self.object()
        type(self).service(claim, by=self.user, **self.sent(self.body))
        return self.answer(self.object())


class LineAct(Endpoint):
    """What is done with one line of a claim."""

    model = ClaimLine
    serializer = bodies.JudgedLine
    body: ClassVar[type[Serializer]]
    service: ClassVar[Any]

    def object(self) -> ClaimLine:
        rows = visible_rows(ClaimLine, self.request).select_related("claim")
        found: ClaimLine = get_object_or_404(rows, pk=self.kwargs["line"], claim=self.kwargs["pk"])
        return self.as_read(found)

    def shown(self, obj: ClaimLine) -> dict[str, Any]:
        return super().shown(told_to(obj, self.user))

    def post(self, request: Request, pk: Any, line: Any) -> Response:
        found = self.object()
        changed = type(self).service(found, by=self.user, **self.sent(self.body))
        return Response(self.shown(changed), headers=etag(changed))


Act = tuple[Any, type[Serializer], str]
CLAIM_ACTS: dict[str, Act] = {
    "draw_sample": (services.draw_sample, bodies.SampleBody, "Draw the lines to control."),
    "accept_rest": (services.accept_rest, bodies.Nothing, "Accept what nobody judged yet."),
    "close_control": (services.close_control, bodies.CloseBody, "Close the control."),
}
LINE_ACTS: dict[str, Act] = {
    "judge": (services.judge_line, bodies.JudgeBody, "Accept, lower or refuse a line."),
    "ask_proof": (services.ask_proof, bodies.QuestionBody, "Ask its promoter for proof."),
    "answer_proof": (services.answer_proof, bodies.AnswerBody, "Answer for a line of one's own."),
}


def claim_view(name: str) -> Any:
    return _view(ClaimAct, CLAIM_ACTS, name, f"claims_{name}", bodies.ControlSerializer)


def line_view(name: str) -> Any:
    return _view(LineAct, LINE_ACTS, name, f"claims_lines_{name}", bodies.JudgedLine)


def _view(base: Any, acts: dict[str, Act], name: str, operation: str, answers: Any) -> Any:
    """The view of one act, described by its own body."""
    service, body, does = acts[name]
    described = extend_schema(
        operation_id=operation,
        request=body,
        responses={200: answers, **declared(400, 401, 403, 404, 409)},
    )
    kind: Any = type(
        f"{base.__name__}_{name}", (base,), {"__doc__": does, "service": service, "body": body}
    )
    return extend_schema_view(post=described)(kind).as_view()
