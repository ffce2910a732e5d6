"""The API of duos: what is done with one are the acts of the table."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.accounts.acting import require_role
from m2w.endpoints import DetailEndpoint, Endpoint, ListEndpoint
from m2w.parts_endpoint import PartsEndpoint
from m2w.problems import declared
from matching import services
from matching.access import MATCH_EDITORS
from matching.acts import ACTS
from matching.filters import MatchFilter
from matching.forms.duos import ACT_FORMS
from matching.models import Match, MatchChange
from matching.serializers.matches import (
    ACT_BODIES,
    ChangeSerializer,
    MatchSerializer,
    NewMatch,
)


class MatchEndpoint(Endpoint):
    model = Match
    serializer = MatchSerializer
    related: ClassVar[Sequence[str]] = ("enrolment", "mentor")


@extend_schema_view(
    get=extend_schema(
        operation_id="matches_list",
        responses={200: MatchSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Matches(MatchEndpoint, ListEndpoint):
    """The duos that the caller sees, with the filters of the list."""

    filterset = MatchFilter

    @extend_schema(
        operation_id="matches_create",
        request=NewMatch,
        responses={201: MatchSerializer, **declared(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """Start a duo: it takes one of the mentor's places, and no hard rule is broken."""
        require_role(self.user, MATCH_EDITORS)
        return self.answer(services.start_match(**self.sent(NewMatch), by=self.user), 201)


class OneMatch(MatchEndpoint, DetailEndpoint):
    @extend_schema(
        operation_id="matches_retrieve",
        responses={200: MatchSerializer, **declared(401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        return super().get(request, pk)


class Changes(PartsEndpoint):
    model = MatchChange
    serializer = ChangeSerializer
    related = ("match__enrolment", "coach", "by")
    whole = Match

    @extend_schema(
        operation_id="matches_changes_list",
        responses={200: ChangeSerializer(many=True), **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """What was done with a duo: its pauses, extensions and other coaches, the first one
        first."""
        return self.listed(self.rows().filter(match=self.of()))


DOES = {
    "arrange": "Note what an open duo agreed on since; what is not named stays.",
    "extend": "Plan the end of an open duo for a later day, at the latest with its project.",
    "pause": "Let a duo rest, from today unless said; a pause can end by itself.",
    "resume": "End the pause of a duo yesterday, or call off one to come.",
    "change_coach": "Hand an open duo over to another mentor-coach, who shares a language with it.",
    "end": "End a duo, today unless said, for a reason from the list.",
}


class Act(MatchEndpoint):
    """Answers what became of the duo, also when it is not the caller's any more."""

    name = ""

    def post(self, request: Request, pk: Any) -> Response:
        match = self.object()
        if not ACTS[self.name].permits(match, self.user):
            raise PermissionDenied
        asked = self.sent(ACT_BODIES[self.name])
        return self.answer(ACT_FORMS[self.name].service(match, by=self.user, **asked))


def act_view(name: str) -> Any:
    """The view of one act, described by its own body."""
    described = extend_schema(
        operation_id=f"matches_{name}",
        request=ACT_BODIES[name],
        responses={200: MatchSerializer, **declared(400, 401, 403, 404, 409)},
    )
    view: Any = type(f"Act_{name}", (Act,), {"__doc__": DOES[name]})
    return extend_schema_view(post=described)(view).as_view(name=name)
