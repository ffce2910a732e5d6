"""Written questions as the API takes and gives them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from m2w.accounts.models import User
from m2w.serializers import DayField, IdField, NameField, Serializer, without_nul
from reporting import deadlines
from reporting.answers import number_label
from reporting.choices import AnswerKind, QuestionState
from reporting.desk import analysts
from reporting.forms.registering import LONGEST_PASTE, initial_of, subs_of
from reporting.models import AnswerPart, SubQuestion, WrittenQuestion
from reporting.pasting import recognise
from reporting.reports import REPORTS
from reporting.services.composing import seen

# More than any question has, and no more than a database counts to.
MOST_PLACES = 9_999


@extend_schema_field(OpenApiTypes.EMAIL)
class AnalystField(serializers.Field[User, str, str, Any]):
    """Someone who composes answers, by their e-mail address."""

    default_error_messages = {"unknown": _("Kies een beleidsmedewerker.")}

    def to_internal_value(self, data: str) -> User:
        address = serializers.EmailField().run_validation(data)
        person = analysts().filter(email=address).first()
        if person is None:
            self.fail("unknown")
        return person


class TableSerializer(Serializer):
    """A table under a sub-question; `id` stays the same wherever it is put."""

    id = serializers.IntegerField(source="pk")
    report = NameField(lambda: REPORTS)
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
    refers_to = IdField(read_only=True, allow_null=True)
    other_minister = serializers.CharField()
    why_unavailable = serializers.CharField()
    assignee = serializers.CharField(source="assigned_to.name", default=None, allow_null=True)
    is_ready = serializers.BooleanField()
    read = serializers.SerializerMethodField(
        help_text="Send it along to change nothing but what was read."
    )
    tables = TableSerializer(many=True)

    def get_read(self, sub: SubQuestion) -> str:
        return seen(sub)


class PartSerializer(Serializer):
    """Sub-questions that are answered together, by their numbers."""

    position = serializers.IntegerField()
    heading = serializers.SerializerMethodField()
    text = serializers.CharField()
    sub_questions = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField()))
    def get_sub_questions(self, part: AnswerPart) -> list[int]:
        return [sub.number for sub in part.sub_questions.all()]

    def get_heading(self, part: AnswerPart) -> str:
        return number_label([(sub.number, sub.name) for sub in part.sub_questions.all()])


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
    assignee = serializers.CharField(source="assigned_to.name", default=None, allow_null=True)
    sent_on = serializers.DateField(allow_null=True)
    published_on = serializers.DateField(allow_null=True)
    due_on = serializers.SerializerMethodField()
    deadlines = serializers.SerializerMethodField()
    sub_questions = SubQuestionSerializer(many=True)
    parts = PartSerializer(many=True)

    @extend_schema_field(serializers.DateField)
    def get_due_on(self, question: WrittenQuestion) -> str:
        return deadlines.deadline(question.asked_on).isoformat()

    @extend_schema_field(DueSerializer(many=True))
    def get_deadlines(self, question: WrittenQuestion) -> Any:
        return DueSerializer(deadlines.due_days(question.asked_on), many=True).data


class NewSub(Serializer):
    label = serializers.CharField(required=False, max_length=8, allow_blank=True)  # type: ignore[assignment]
    title = serializers.CharField(required=False, max_length=120, allow_blank=True)
    text = serializers.CharField(max_length=10_000)


class HeadFields(Serializer):
    """The header of a question."""

    number = serializers.IntegerField(required=False, min_value=1, max_value=999_999)
    asked_on = DayField(required=False)
    member = serializers.CharField(required=False, max_length=200)
    minister = serializers.CharField(required=False, max_length=200)
    minister_title = serializers.CharField(required=False, allow_blank=True, max_length=1000)
    subject = serializers.CharField(required=False, max_length=300)
    introduction = serializers.CharField(required=False, allow_blank=True, max_length=20_000)
    call_reference = serializers.CharField(required=False, allow_blank=True, max_length=60)


NEEDED = ("number", "asked_on", "member", "minister", "subject", "sub_questions")


class NewQuestion(HeadFields):
    """The fields of a question; or its `text` alone, out of which they are recognised. A field
    that is given goes before what was recognised."""

    text = serializers.CharField(
        required=False, max_length=LONGEST_PASTE, validators=[without_nul], trim_whitespace=False
    )
    sub_questions = NewSub(many=True, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        text = attrs.get("text", "")
        found = recognise(text)
        known = {name: value for name, value in initial_of(found, text).items() if value}
        asked = known | {"sub_questions": subs_of(found)} | attrs
        if missing := [name for name in NEEDED if not asked.get(name)]:
            raise serializers.ValidationError({name: [_("Vul dit in.")] for name in missing})
        return asked


class NewQuestionShape(OpenApiSerializerExtension):
    """Its fields or its text: neither is needed by itself."""

    target_class = "reporting.serializers.questions.NewQuestion"

    def map_serializer(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        shape: dict[str, Any] = auto_schema._map_serializer(  # noqa: SLF001
            self.target, direction, bypass_extensions=True
        )
        fields = {"required": [*NEEDED], "properties": {"sub_questions": {"minItems": 1}}}
        return shape | {"anyOf": [fields, {"required": ["text"]}]}


class SubAnswerBody(Serializer):
    """How a sub-question is answered; `read` is that of what was read before."""

    title = serializers.CharField(required=False, max_length=120)
    kind = serializers.ChoiceField(required=False, choices=AnswerKind.choices)
    answer = serializers.CharField(required=False, allow_blank=True, max_length=50_000)
    rule_text = serializers.CharField(required=False, allow_blank=True, max_length=40)
    refers_to = IdField(WrittenQuestion, required=False, allow_null=True)
    reference = serializers.CharField(required=False, allow_blank=True, max_length=300)
    other_minister = serializers.CharField(required=False, allow_blank=True, max_length=200)
    why_unavailable = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    assigned_to = AnalystField(required=False, allow_null=True)
    is_ready = serializers.BooleanField(required=False)
    read = serializers.CharField(required=False, max_length=16)


class NoteBody(Serializer):
    note = serializers.CharField(required=False, allow_blank=True, max_length=2000)


class ReasonBody(Serializer):
    note = serializers.CharField(max_length=2000)


class AssignBody(NoteBody):
    assigned_to = AnalystField(
        required=False, help_text="By e-mail address; without it the caller."
    )


class DayBody(Serializer):
    day = DayField()


class PlaceField(serializers.IntegerField):
    """The number of a sub-question, as far as there can be one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=MOST_PLACES, **kwargs)


class GroupBody(Serializer):
    """The numbers of the sub-questions to answer together."""

    numbers = serializers.ListField(child=PlaceField(), max_length=200)
    text = serializers.CharField(required=False, allow_blank=True, max_length=20_000)


class PartBody(Serializer):
    text = serializers.CharField(allow_blank=True, max_length=20_000)
