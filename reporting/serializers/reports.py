"""Reports and the answers made of them, as the API gives them."""

from typing import Any

from rest_framework import serializers

from reporting.choices import AnswerKind

Described = serializers.Serializer[Any]


class ReportListed(Described):
    code = serializers.CharField()
    title = serializers.CharField()
    version = serializers.IntegerField()
    definition = serializers.CharField()
    url = serializers.URLField()


class ReportDefinition(Described):
    code = serializers.CharField()
    version = serializers.IntegerField()
    text = serializers.CharField()


class ReportColumn(Described):
    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field of this name
    type = serializers.ChoiceField(["code", "text", "date", "count", "number", "amount", "percent"])


class ReportTable(Described):
    """Amounts are texts with two decimals; a cell that would single out persons is null."""

    code = serializers.CharField()
    title = serializers.CharField()
    as_of = serializers.DateField()
    definition = ReportDefinition()
    columns = ReportColumn(many=True)
    rows = serializers.ListField(child=serializers.DictField())
    total = serializers.DictField(allow_null=True)
    suppressed = serializers.IntegerField()


class RuleSerializer(Described):
    text = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]  # a field of this name


class AskedQuestion(Described):
    number = serializers.IntegerField()
    asked_on = serializers.DateField()
    member = serializers.CharField()
    minister = serializers.CharField()
    subject = serializers.CharField()


class AnsweredSub(Described):
    number = serializers.IntegerField()
    name = serializers.CharField()
    question = serializers.CharField()
    kind = serializers.ChoiceField(choices=AnswerKind.choices)
    rule = RuleSerializer(allow_null=True)
    text = serializers.CharField()
    reports = ReportTable(many=True)


class AnsweredPart(Described):
    heading = serializers.CharField()
    text = serializers.CharField()
    answers = AnsweredSub(many=True)


class AnswerDocument(Described):
    """The answer as it would be sent; `marking` says that it is no final one."""

    question = AskedQuestion()
    as_of = serializers.DateField()
    marking = serializers.CharField()
    parts = AnsweredPart(many=True)
