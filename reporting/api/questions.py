"""The API of written questions: read them, register one, correct and group it, take its steps."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.accounts.acting import require_role
from m2w.endpoints import ActEndpoint, DetailEndpoint, Endpoint, ListEndpoint
from m2w.filters import LONGEST_SEARCH, FilterSet, SwitchFilter, WholeFilter
from m2w.problems import declared
from m2w.serializers import Serializer
from reporting import services
from reporting.choices import QuestionState
from reporting.models import AnswerPart, WrittenQuestion
from reporting.searching import search
from reporting.serializers.questions import (
    AssignBody,
    DayBody,
    GroupBody,
    HeadFields,
    NewQuestion,
    NoteBody,
    PartBody,
    QuestionSerializer,
    ReasonBody,
)
from reporting.transitions import ANALYST, ANSWERED, QUESTION_STEPS


class QuestionFilter(FilterSet):
    state = django_filters.ChoiceFilter(choices=QuestionState.choices, label=_("Stand"))
    number = WholeFilter(label=_("Nummer"), min_value=1)
    open = SwitchFilter(method="only_open", label=_("Nog te beantwoorden"))
    q = django_filters.CharFilter(
        method="in_which", max_length=LONGEST_SEARCH, label=_("Zoek in vragen en antwoorden")
    )

    def only_open(self, rows: Any, name: str, value: Any) -> Any:
        sent = {"state__in": ANSWERED}
        return rows.exclude(**sent) if value else rows.filter(**sent)

    def in_which(self, rows: Any, name: str, value: str) -> Any:
        """Those in which all words stand together in one text."""
        return rows.filter(pk__in=[found.question.pk for found in search(value, rows)])


class QuestionEndpoint(Endpoint):
    model = WrittenQuestion
    serializer = QuestionSerializer
    related = ("assigned_to",)
    fetched = ("sub_questions__tables", "sub_questions__assigned_to", "parts__sub_questions")

    def composed(self) -> WrittenQuestion:
        """The question, for who composes its answer. Raises PermissionDenied for who reads it."""
        question: WrittenQuestion = self.object()
        require_role(self.user, ANALYST)
        return question


def acting(name: str, body: Any = None) -> Any:
    """How the schema describes an act that answers the question as it became."""
    return extend_schema(
        operation_id=f"questions_{name}",
        request=body,
        responses={200: QuestionSerializer, **declared(400, 401, 403, 404, 409)},
    )


@extend_schema_view(
    get=extend_schema(
        operation_id="questions_list",
        responses={200: QuestionSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Questions(QuestionEndpoint, ListEndpoint):
    """The written questions, newest first."""

    filterset = QuestionFilter

    @extend_schema(
        operation_id="questions_create",
        request=NewQuestion,
        responses={201: QuestionSerializer, **declared(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """Register a question, from its fields or from its pasted text."""
        require_role(self.user, ANALYST)
        values = self.sent(NewQuestion)
        subs = values.pop("sub_questions")
        self.kwargs["pk"] = services.register(values, subs, by=self.user).pk
        return self.answer(self.object(), 201)


class OneQuestion(QuestionEndpoint, DetailEndpoint):
    @extend_schema(
        operation_id="questions_retrieve",
        responses={200: QuestionSerializer, **declared(401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        return super().get(request, pk)

    @acting("correct", HeadFields(partial=True))
    def patch(self, request: Request, pk: Any) -> Response:
        """Change the header of a question whose answer is being composed."""
        services.correct(self.composed(), self.sent(HeadFields, partial=True), by=self.user)
        return self.answer(self.object())


@extend_schema_view(post=acting("set_day", DayBody))
class SetDay(QuestionEndpoint, ActEndpoint):
    """Choose the day of all figures of the answer."""

    def act(self, obj: WrittenQuestion) -> None:
        services.set_day(self.composed(), self.sent(DayBody)["day"], by=self.user)


@extend_schema_view(post=acting("group", GroupBody))
class Group(QuestionEndpoint, ActEndpoint):
    """Answer sub-questions together, under one heading."""

    def act(self, obj: WrittenQuestion) -> None:
        question, asked = self.composed(), self.sent(GroupBody)
        services.group(question, asked.pop("numbers"), by=self.user, **asked)


class PartEndpoint(QuestionEndpoint):
    def part(self) -> AnswerPart:
        """Raises Http404 for a place where the question has none."""
        parts = self.composed().parts.select_related("question")
        found: AnswerPart = get_object_or_404(parts, position=self.kwargs["position"])
        return found


class OnePart(PartEndpoint):
    @acting("part_write", PartBody)
    def patch(self, request: Request, pk: Any, position: int) -> Response:
        """Write the text that a part of the answer begins with."""
        services.write_part(self.part(), by=self.user, **self.sent(PartBody))
        return self.answer(self.object())


class SplitPart(PartEndpoint):
    takes_body = False

    @acting("part_split")
    def post(self, request: Request, pk: Any, position: int) -> Response:
        """Answer each sub-question of a part by itself again."""
        services.ungroup(self.part(), by=self.user)
        return self.answer(self.object())


class Step(QuestionEndpoint, ActEndpoint):
    """Take the step `name` with a question."""

    name = ""
    body: type[Serializer] = NoteBody

    def act(self, obj: WrittenQuestion) -> None:
        if not QUESTION_STEPS[self.name].permits(obj, self.user):
            raise PermissionDenied
        getattr(services, self.name)(obj, by=self.user, **self.sent(self.body))


def step(name: str, said: str, body: type[Serializer] = NoteBody) -> type[Step]:
    """The endpoint of a step, with its own place in the schema."""
    traits = {"name": name, "body": body, "__doc__": said}
    made = type(f"Question{name.title()}", (Step,), traits)
    return extend_schema_view(post=acting(name, body))(made)


@extend_schema_view(post=acting("assign", AssignBody))
class Assign(Step):
    """Say who composes the answer: the caller, unless said."""

    name = "assign"

    def act(self, obj: WrittenQuestion) -> None:
        asked = {"assigned_to": self.user} | self.sent(AssignBody)
        services.assign(self.composed(), by=self.user, **asked)


STEPS: dict[str, type[Step]] = {
    "assign": Assign,
    "hand_in": step("hand_in", "Hand a composed answer in, for a colleague to sign off."),
    "sign_off": step("sign_off", "Sign off what a colleague composed."),
    "deliver": step("deliver", "Note that the answer went to the cabinet."),
    "send": step("send", "Send the answer: from then on its tables and files never change."),
    "publish": step("publish", "Note that the parliament published the answer."),
    "send_back": step("send_back", "Send an answer back to who composes it.", ReasonBody),
}
