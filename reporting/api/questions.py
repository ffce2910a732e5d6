"""The API of written questions: read them, register one, compose it, take its steps."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.accounts.acting import require_role
from m2w.endpoints import ActEndpoint, DetailEndpoint, Endpoint, ListEndpoint
from m2w.filters import FilterSet
from m2w.problems import declared
from m2w.serializers import Serializer, without_nul
from reporting import deadlines, services
from reporting.choices import AnswerKind, QuestionState
from reporting.desk import analysts
from reporting.forms.registering import LONGEST_PASTE, initial_of, subs_of
from reporting.models import WrittenQuestion
from reporting.pasting import recognise
from reporting.transitions import ANALYST, QUESTION_STEPS


class QuestionFilter(FilterSet):
    state = django_filters.ChoiceFilter(choices=QuestionState.choices, label=_("Stand"))
    number = django_filters.NumberFilter(label=_("Nummer"))


class TableSerializer(Serializer):
    report = serializers.CharField()
    title = serializers.CharField()
    options = serializers.DictField()


class SubQuestionSerializer(Serializer):
    number = serializers.IntegerField()
    label = serializers.CharField(source="name")  # type: ignore[assignment]
    title = serializers.CharField()
    text = serializers.CharField()
    kind = serializers.ChoiceField(choices=AnswerKind.choices)
    answer = serializers.CharField()
    rule_text = serializers.CharField()
    reference = serializers.CharField()
    refers_to = serializers.CharField(
        source="refers_to.code", default=None, allow_null=True, read_only=True
    )
    other_minister = serializers.CharField()
    why_unavailable = serializers.CharField()
    is_ready = serializers.BooleanField()
    tables = TableSerializer(many=True)


class DueSerializer(Serializer):
    what = serializers.CharField(source="label")
    on = serializers.DateField()


class QuestionSerializer(Serializer):
    id = serializers.UUIDField(source="pk")
    code = serializers.CharField()
    number = serializers.IntegerField()
    member = serializers.CharField()
    minister = serializers.CharField()
    minister_title = serializers.CharField()
    asked_on = serializers.DateField()
    subject = serializers.CharField()
    introduction = serializers.CharField()
    call_reference = serializers.CharField()
    figures_on = serializers.DateField(allow_null=True)
    state = serializers.ChoiceField(choices=QuestionState.choices)
    sent_on = serializers.DateField(allow_null=True)
    published_on = serializers.DateField(allow_null=True)
    due_on = serializers.SerializerMethodField()
    deadlines = serializers.SerializerMethodField()
    sub_questions = SubQuestionSerializer(many=True)

    def get_due_on(self, question: WrittenQuestion) -> str:
        return deadlines.deadline(question.asked_on).isoformat()

    @extend_schema_field(DueSerializer(many=True))
    def get_deadlines(self, question: WrittenQuestion) -> Any:
        return DueSerializer(deadlines.due_days(question.asked_on), many=True).data


class NewSub(Serializer):
    label = serializers.CharField(required=False, max_length=8, allow_blank=True)  # type: ignore[assignment]
    title = serializers.CharField(required=False, max_length=120, allow_blank=True)
    text = serializers.CharField(max_length=10_000)


class NewQuestion(Serializer):
    """The fields of a question; or its `text` alone, out of which they are recognised. A field
    that is given goes before what was recognised."""

    text = serializers.CharField(
        required=False, max_length=LONGEST_PASTE, validators=[without_nul], trim_whitespace=False
    )
    number = serializers.IntegerField(required=False, min_value=1, max_value=999_999)
    asked_on = serializers.DateField(required=False)
    member = serializers.CharField(required=False, max_length=200)
    minister = serializers.CharField(required=False, max_length=200)
    minister_title = serializers.CharField(required=False, allow_blank=True, max_length=1000)
    subject = serializers.CharField(required=False, max_length=300)
    introduction = serializers.CharField(required=False, allow_blank=True, max_length=20_000)
    call_reference = serializers.CharField(required=False, allow_blank=True, max_length=60)
    sub_questions = NewSub(many=True, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        text = attrs.get("text", "")
        found = recognise(text)
        known = {name: value for name, value in initial_of(found, text).items() if value}
        asked = known | {"sub_questions": subs_of(found)} | attrs
        needed = ("number", "asked_on", "member", "minister", "subject", "sub_questions")
        if missing := [name for name in needed if not asked.get(name)]:
            raise serializers.ValidationError({name: [_("Vul dit in.")] for name in missing})
        return asked


class SubAnswerBody(Serializer):
    title = serializers.CharField(required=False, max_length=120)
    kind = serializers.ChoiceField(required=False, choices=AnswerKind.choices)
    answer = serializers.CharField(required=False, allow_blank=True, max_length=50_000)
    rule_text = serializers.CharField(required=False, allow_blank=True, max_length=40)
    reference = serializers.CharField(required=False, allow_blank=True, max_length=300)
    other_minister = serializers.CharField(required=False, allow_blank=True, max_length=200)
    why_unavailable = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    is_ready = serializers.BooleanField(required=False)


class NoteBody(Serializer):
    note = serializers.CharField(required=False, allow_blank=True, max_length=2000)


class ReasonBody(Serializer):
    note = serializers.CharField(max_length=2000)


class AssignBody(NoteBody):
    assigned_to = serializers.EmailField(
        required=False, help_text="Of an analyst; without it the caller."
    )


class QuestionEndpoint(Endpoint):
    model = WrittenQuestion
    serializer = QuestionSerializer
    fetched = ("sub_questions__tables", "sub_questions__refers_to")


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


class OneSubQuestion(QuestionEndpoint):
    @extend_schema(
        operation_id="questions_sub_question_write",
        request=SubAnswerBody(partial=True),
        responses={200: QuestionSerializer, **declared(400, 401, 403, 404, 409)},
    )
    def patch(self, request: Request, pk: Any, number: int) -> Response:
        """Write how one sub-question is answered."""
        question = self.object()
        require_role(self.user, ANALYST)
        sub = get_object_or_404(question.sub_questions, number=number)
        services.write_sub_answer(sub, self.sent(SubAnswerBody, partial=True), by=self.user)
        return self.answer(self.object())


class Step(QuestionEndpoint, ActEndpoint):
    """Take the step `name` with a question."""

    name = ""
    body: type[Serializer] = NoteBody

    def act(self, obj: WrittenQuestion) -> None:
        if not QUESTION_STEPS[self.name].permits(obj, self.user):
            raise PermissionDenied
        getattr(services, self.name)(obj, by=self.user, **self.sent(self.body))


def step(name: str, body: type[Serializer] = NoteBody) -> type[Step]:
    """The endpoint of a step, with its own place in the schema."""
    described = extend_schema(
        operation_id=f"questions_{name}",
        request=body,
        responses={200: QuestionSerializer, **declared(400, 401, 403, 404, 409)},
    )
    made = type(f"Question{name.title()}", (Step,), {"name": name, "body": body})
    return extend_schema_view(post=described)(made)


class Assign(Step):
    name = "assign"

    def act(self, obj: WrittenQuestion) -> None:
        require_role(self.user, ANALYST)
        asked = self.sent(AssignBody)
        email = asked.pop("assigned_to", self.user.email)
        person = analysts().filter(email=email).first()
        if person is None:
            raise serializers.ValidationError({"assigned_to": [_("Kies een beleidsmedewerker.")]})
        services.assign(obj, by=self.user, assigned_to=person, **asked)


STEPS: dict[str, type[Step]] = {
    "assign": extend_schema_view(
        post=extend_schema(
            operation_id="questions_assign",
            request=AssignBody,
            responses={200: QuestionSerializer, **declared(400, 401, 403, 404, 409)},
        )
    )(Assign),
    **{name: step(name) for name in ("hand_in", "sign_off", "deliver", "send", "publish")},
    "send_back": step("send_back", ReasonBody),
}
