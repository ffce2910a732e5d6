"""Answers that were sent, as the API gives them: protected tables, never what they were counted
from."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from m2w.serializers import DayField, Serializer
from reporting import exports, frozen
from reporting.choices import AnswerKind, Cause
from reporting.models import FrozenAnswer
from reporting.serializers.reports import ReportTable, RuleSerializer
from reporting.services.freezing import LONGEST_REASON


class LaterTextSerializer(Serializer):
    """A text that the cabinet changed, beside the part of the answer that it replaces."""

    heading = serializers.CharField()
    text = serializers.CharField()
    reason = serializers.CharField()
    on = serializers.DateField()


class NewLaterText(Serializer):
    heading = serializers.CharField(max_length=40)
    text = serializers.CharField(max_length=50_000)
    reason = serializers.CharField(required=False, allow_blank=True, max_length=LONGEST_REASON)
    on = DayField(required=False, help_text="Without it today.")


class SentTableSerializer(Serializer):
    name = serializers.CharField(help_text="How the answer calls it, such as 2a.")
    table = serializers.SerializerMethodField()

    @extend_schema_field(ReportTable)
    def get_table(self, one: frozen.FrozenTable) -> dict[str, Any]:
        """As the report of its code gives a table."""
        return exports.as_document(one.table)


class SentSubSerializer(Serializer):
    number = serializers.IntegerField()
    name = serializers.CharField()
    title = serializers.CharField()
    question = serializers.CharField()
    kind = serializers.ChoiceField(choices=AnswerKind.choices)
    text = serializers.CharField()
    rule = RuleSerializer(allow_null=True)
    tables = SentTableSerializer(source="views", many=True)


class SentPartSerializer(Serializer):
    heading = serializers.CharField()
    text = serializers.CharField()
    answers = SentSubSerializer(many=True)


class SentAnswerSerializer(Serializer):
    """An answer as it was sent, and what it was sealed with."""

    question = serializers.UUIDField(source="question_id")
    as_of = serializers.DateField()
    frozen_on = serializers.DateField()
    smallest_shown = serializers.IntegerField()
    code_version = serializers.CharField()
    checksum = serializers.RegexField("^[0-9a-f]{64}$")
    files = serializers.SerializerMethodField()
    parts = serializers.SerializerMethodField()
    later_texts = LaterTextSerializer(many=True)

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_files(self, answer: FrozenAnswer) -> list[str]:
        return list(answer.files.values_list("name", flat=True))

    @extend_schema_field(SentPartSerializer(many=True))
    def get_parts(self, answer: FrozenAnswer) -> Any:
        parts = frozen.parts_on_page(answer.document, {})
        return SentPartSerializer(parts, many=True).data


class CauseSerializer(Serializer):
    cause = serializers.ChoiceField(choices=Cause.choices)
    records = serializers.IntegerField(
        allow_null=True, help_text="Null where the number would single out persons."
    )


class ChangedSerializer(Serializer):
    """A cell of a sent answer that would be another now, for the same day."""

    table = serializers.CharField()
    row = serializers.CharField()
    column = serializers.CharField()
    then = serializers.CharField()
    now = serializers.CharField()
    definition_then = serializers.IntegerField()
    definition_now = serializers.IntegerField()
    causes = CauseSerializer(many=True)


class DifferenceSerializer(Serializer):
    question = serializers.UUIDField()
    as_of = serializers.DateField()
    frozen_on = serializers.DateField()
    cells = ChangedSerializer(many=True)


class FindingSerializer(Serializer):
    kind = serializers.ChoiceField(choices=["missing", "hidden", "moved"])
    table = serializers.CharField()
    row = serializers.CharField()
    column = serializers.CharField()
    then = serializers.CharField()
    now = serializers.CharField()


class RehearsalSerializer(Serializer):
    """A sent answer as it would be on the day of the last dry run."""

    question = serializers.UUIDField(source="question_id")
    month = serializers.DateField()
    as_of = serializers.DateField()
    findings = FindingSerializer(many=True)
