"""The API of what is asked about duos, and of what people say together about a project."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from m2w import periods
from m2w.endpoints import NO_VALUE, Endpoint, refuse
from m2w.openapi_filters import LANGUAGE
from m2w.pages import visible_rows
from m2w.problems import declared
from matching import services
from matching.api.asking import asked_in, opened
from matching.api.matches import MatchEndpoint
from matching.models import Match
from matching.questionnaires import DUTCH, in_force
from matching.satisfaction import Opinion, Satisfaction, satisfaction
from matching.serializers.surveys import (
    AskedSerializer,
    InviteBody,
    KeyInBody,
    PaperSerializer,
    SatisfactionSerializer,
    paper,
)
from matching.surveying import RELATED, Question, question_at, questions_of
from programmes.models import Project


class SurveyEndpoint(MatchEndpoint):
    related = RELATED

    def question(self, match: Match) -> Question:
        """What stands at the place that the address names. Raises Http404 when nothing does."""
        found = question_at(match, self.kwargs["slot"])
        if found is None:
            raise Http404
        return found

    def told(self, match: Match) -> Response:
        """The question as it stands now."""
        opened(self.request, match)
        return Response(AskedSerializer(self.question(match)).data)


class Surveys(SurveyEndpoint):
    @extend_schema(
        operation_id="matches_surveys_list",
        responses={200: AskedSerializer(many=True), **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """Everything that is asked about a duo, in the order of the days; what was answered
        stands nowhere."""
        match = self.object()
        opened(request, match)
        return Response(AskedSerializer(questions_of(match), many=True).data)


class Invite(SurveyEndpoint):
    @extend_schema(
        operation_id="matches_surveys_invite",
        request=InviteBody,
        responses={200: AskedSerializer, **declared(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: Any, slot: str) -> Response:
        """Make a link for a question, which works for 30 days; an earlier one stops working."""
        match = self.editable()
        services.invite(self.question(match), by=self.user, **self.sent(InviteBody))
        return self.told(match)


class KeyIn(SurveyEndpoint):
    @extend_schema(
        operation_id="matches_surveys_key_in",
        request=KeyInBody,
        responses={200: AskedSerializer, **declared(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: Any, slot: str) -> Response:
        """Keep what someone answered on paper; afterwards nobody reads it by itself."""
        match = self.editable()
        services.key_in(self.question(match), **self.sent(KeyInBody), by=self.user)
        return self.told(match)


class Paper(SurveyEndpoint):
    def parameters(self) -> None:
        return None

    @extend_schema(
        operation_id="matches_surveys_paper",
        parameters=[OpenApiParameter("language", LANGUAGE, description="The one they know best.")],
        responses={200: PaperSerializer, **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any, slot: str) -> Response:
        """The questions to print, in the language that suits or in another one."""
        match = self.object()
        question = self.question(match)
        language = asked_in(request, "language").get("language", question.language)
        refuse([] if language in question.texts.languages else ["language"], NO_VALUE)
        opened(request, match)
        return Response(PaperSerializer(paper(question, language)).data)


# Of a project -----------------------------------------------------------------------------------


class ProjectSatisfaction(Endpoint):
    model = Project

    @extend_schema(
        operation_id="projects_satisfaction",
        responses={200: SatisfactionSerializer(many=True), **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """What mentees, mentors and employers say together of one project."""
        project = get_object_or_404(visible_rows(Project, request), pk=pk)
        found = [summed(one) for one in satisfaction(project, periods.today())]
        return Response(SatisfactionSerializer(found, many=True).data)


def summed(one: Satisfaction) -> dict[str, Any]:
    return {
        "questionnaire": one.questionnaire,
        "asked": one.asked,
        "answered": one.answered,
        "items": list(items_of(one)),
    }


def items_of(one: Satisfaction) -> Iterator[dict[str, Any]]:
    for item in in_force(one.questionnaire, periods.today()).items:
        said = [
            {"moment": moment, **told(opinion)} for moment, opinion in one.items[item.code].items()
        ]
        yield {"item": item.code, "text": item.text[DUTCH], "said": said}


def told(opinion: Opinion) -> dict[str, Any]:
    """Too few answers are not even counted."""
    if opinion.mean is None:
        return {"answers": None, "mean": None}
    mean = Decimal(opinion.mean.numerator) / Decimal(opinion.mean.denominator)
    return {"answers": opinion.answers, "mean": mean.quantize(Decimal("0.1"))}
