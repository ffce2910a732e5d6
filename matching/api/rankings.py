"""The API of choosing by hand: who suits a mentee or a mentor, a veto, what the parts of a score
weigh, and how much each mentor-coach follows."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.audit.reading import shows
from m2w.endpoints import NO_PARAMETER, NO_VALUE, Endpoint, Pages, refuse
from m2w.filters import PAGING
from m2w.keys import as_key
from m2w.pages import visible_rows
from m2w.problems import declared
from m2w.refusals import Refused
from matching import services
from matching.api.asking import opened
from matching.close_ups import Beside
from matching.coaches import caseloads
from matching.models import Match, Mentor, Proposal
from matching.pair_words import absurd_weights
from matching.rankings import mentees_beside, mentors_beside
from matching.scoring import WeightError
from matching.serializers.rankings import (
    BesideSerializer,
    CaseloadSerializer,
    VetoOfEnrolment,
    VetoSerializer,
    WeightsSerializer,
)
from programmes.models import Call, Enrolment

PROPOSAL = OpenApiParameter(
    "proposal", OpenApiTypes.UUID, description="An open proposal, beside whose other pairs."
)


class RankingPages(Pages):
    """Of what is ranked in memory."""

    django_paginator_class: Any = Paginator


class RankingEndpoint(Endpoint):
    """`GET` the allowed pairs, the best first; after them those that a hard rule forbids."""

    pagination_class = RankingPages

    def parameters(self) -> None:
        return None

    def ranked(self, found: Callable[[], list[Beside]], other: str) -> Response:
        """A page of what is found; `other` is beside whom the subject stands. Raises Refused:
        absurd_weights."""
        try:
            ranking = found()
        except WeightError as error:
            raise Refused("absurd_weights", absurd_weights(error)) from None
        pages = self.pagination_class()
        rows: Any = pages.paginate_queryset(ranking, self.request, view=self)
        shows(self.request, [getattr(one, other) for one in rows])
        return pages.get_paginated_response(BesideSerializer(rows, many=True).data)


class MentorsOfEnrolment(RankingEndpoint):
    model = Enrolment
    related = ("mentee", "project__lot__call", "project__promoter")

    @extend_schema(
        operation_id="enrolments_mentors",
        parameters=[PROPOSAL],
        responses={200: BesideSerializer(many=True), **declared(400, 401, 403, 404, 409)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """Which mentors suit a mentee who waits; nobody for one who does not."""
        enrolment = self.object()
        refuse(set(request.query_params) - PAGING - {"proposal"}, NO_PARAMETER)
        proposal = self.proposal_of(enrolment)
        opened(request, enrolment)
        return self.ranked(lambda: mentors_beside(enrolment, self.user, proposal), "mentor")

    def proposal_of(self, enrolment: Enrolment) -> Proposal | None:
        """The proposal that is asked for. Raises ValidationError for one that is none, also for
        one of someone else."""
        asked = self.request.query_params.get("proposal")
        if asked is None:
            return None
        rows = Proposal.objects.visible_to(self.user).open().filter(project=enrolment.project_id)
        key = as_key(asked)
        found = rows.filter(pk=key).first() if key else None
        refuse([] if found else ["proposal"], NO_VALUE)
        return found


class MenteesOfMentor(RankingEndpoint):
    model = Mentor

    @extend_schema(
        operation_id="mentors_mentees",
        responses={200: BesideSerializer(many=True), **declared(400, 401, 403, 404, 409)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """Which of the mentees who wait suit a mentor."""
        mentor = self.object()
        refuse(set(request.query_params) - PAGING, NO_PARAMETER)
        opened(request, mentor)
        return self.ranked(lambda: mentees_beside(mentor, self.user), "enrolment")


class VetoOf(Endpoint):
    model = Enrolment
    related = ("mentee", "project")

    @extend_schema(
        operation_id="enrolments_veto",
        request=VetoOfEnrolment,
        responses={201: VetoSerializer, **declared(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: Any) -> Response:
        """Decide that a mentee and a mentor never form a duo; a pair of the two leaves every open
        proposal."""
        enrolment = self.editable()
        veto = services.veto_pair(enrolment, **self.sent(VetoOfEnrolment), by=self.user)
        opened(request, enrolment, veto.mentor)
        return Response(VetoSerializer(veto).data, 201)


# What is weighed, and who frames duos -----------------------------------------------------------


class CallWeights(Endpoint):
    model = Call
    serializer = WeightsSerializer

    @extend_schema(
        operation_id="calls_weights",
        responses={200: WeightsSerializer, **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """What each part of a score weighs in a call."""
        return self.told(self.object())

    @extend_schema(
        operation_id="calls_weigh",
        request=WeightsSerializer,
        responses={200: WeightsSerializer, **declared(400, 401, 403, 404, 409)},
    )
    def put(self, request: Request, pk: Any) -> Response:
        """Give the parts other weights; they count from the next proposal on."""
        call = self.editable()
        return self.told(services.weigh_parts(call, by=self.user, **self.sent(WeightsSerializer)))

    def told(self, call: Call) -> Response:
        known = call.match_weights if isinstance(call.match_weights, dict) else {}
        return Response({part: known.get(part) for part in WeightsSerializer().fields})


class Coaches(Endpoint):
    model = Match
    pagination_class = Pages

    def parameters(self) -> None:
        return None

    @extend_schema(
        operation_id="coaches_list",
        responses={200: CaseloadSerializer(many=True), **declared(400, 401, 403)},
    )
    def get(self, request: Request) -> Response:
        """The mentor-coaches, by name: how much each of them follows."""
        visible_rows(Match, request)
        refuse(set(request.query_params) - PAGING, NO_PARAMETER)
        pages = self.pagination_class()
        rows: Any = pages.paginate_queryset(caseloads(self.user), request, view=self)
        return pages.get_paginated_response(CaseloadSerializer(rows, many=True).data)
