"""The API of who may become a mentor: screened, made a mentor of, or let go."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.endpoints import NO_VALUE, ActEndpoint, DetailEndpoint, Endpoint, ListEndpoint, refuse
from m2w.openapi_filters import LANGUAGE
from m2w.pages import visible_rows
from m2w.problems import declared
from m2w.reference.provinces import PROVINCES
from matching import services
from matching.access import INTERESTS
from matching.api.asking import asked_in, require_keeper
from matching.api.mentors import MentorEndpoint
from matching.filters import InterestFilter
from matching.forms.calls import CallForm
from matching.interest_links import interest_url
from matching.mentor_file import offered_by
from matching.models import Interest
from matching.serializers.mentors import (
    InterestLink,
    InterestSerializer,
    InterviewBody,
    MentorOfInterest,
    MentorSerializer,
)

CALL = [
    OpenApiParameter("language", LANGUAGE, description="What a call asks for (ISO 639)."),
    OpenApiParameter(
        "province", enum=list(PROVINCES), description="Where it asks for them (NIS code)."
    ),
]


class InterestEndpoint(Endpoint):
    model = Interest
    serializer = InterestSerializer


@extend_schema_view(
    get=extend_schema(
        operation_id="interests_list",
        responses={200: InterestSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Interests(InterestEndpoint, ListEndpoint):
    """Who would like to be a mentor of the caller's promoter, the first who said so first."""

    filterset = InterestFilter

    def rows(self) -> Any:
        return super().rows().order_by("received_on", "code")


class OneInterest(InterestEndpoint, DetailEndpoint):
    @extend_schema(
        operation_id="interests_retrieve",
        responses={200: InterestSerializer, **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        return super().get(request, pk)

    @extend_schema(
        operation_id="interests_destroy",
        request=None,
        responses={204: None, **declared(400, 401, 403, 404)},
    )
    def delete(self, request: Request, pk: Any) -> Response:
        """Let someone go: all that they filled in is deleted for good."""
        services.discard_interest(self.editable(), by=self.user)
        return Response(status=204)


class Interview(InterestEndpoint, ActEndpoint):
    @extend_schema(
        operation_id="interests_interview",
        request=InterviewBody,
        responses={200: InterestSerializer, **declared(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: Any) -> Response:
        """Note when someone was met, and what came of it."""
        return super().post(request, pk)

    def act(self, obj: Interest) -> None:
        services.note_interview(self.editable(), self.sent(InterviewBody), by=self.user)


class MakeMentor(MentorEndpoint):
    @extend_schema(
        operation_id="interests_make_mentor",
        request=MentorOfInterest(partial=True),
        responses={201: MentorSerializer, **declared(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: Any) -> Response:
        """Make a mentor of someone who was met and found suited: of what they filled in, unless
        the body says otherwise. The interest goes."""
        interest = self.as_read(get_object_or_404(visible_rows(Interest, request), pk=pk))
        require_keeper(self.user, INTERESTS)
        sent = self.sent(MentorOfInterest, partial=True)
        someone_else = sent.pop("someone_else", False)
        mentor = services.register_mentor(
            offered_by(interest) | sent,
            by=self.user,
            someone_else=someone_else,
            interest=interest,
        )
        return self.answer(mentor, 201)


# The links to the form --------------------------------------------------------------------------


class LinkEndpoint(InterestEndpoint):
    def link(self, **asked: str) -> Response:
        acting: Any = self.user.acting
        return Response({"url": interest_url(acting.organisation, **asked)})


class Link(LinkEndpoint):
    def parameters(self) -> None:
        return None

    @extend_schema(
        operation_id="interests_link",
        parameters=CALL,
        responses={200: InterestLink, **declared(400, 401, 403)},
    )
    def get(self, request: Request) -> Response:
        """Where volunteers tell that they would like to be a mentor; the same until the links
        are withdrawn."""
        self.rows()
        form = CallForm(asked_in(request, "language", "province"))
        refuse(form.errors, NO_VALUE)
        return self.link(**form.cleaned_data)


class WithdrawLinks(LinkEndpoint):
    takes_body = False

    @extend_schema(
        operation_id="interests_withdraw_links",
        request=None,
        responses={200: InterestLink, **declared(400, 401, 403)},
    )
    def post(self, request: Request) -> Response:
        """Let every link that was given so far lead nowhere; answers the new one."""
        services.withdraw_links(by=self.user)
        return self.link()
