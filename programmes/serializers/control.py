"""The control of a claim as the API takes and gives it: how far it is, its sample, and a line."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from m2w.data_package import kinds
from m2w.data_package.schema import Field as Column
from m2w.serializers import IdField, Serializer, ValueField, without_nul
from programmes.choices import CostCategory, SampleMethod
from programmes.controls import Control
from programmes.services.control import LONGEST_SEED, MOST_WORDS

AMOUNT = Column("amount", kinds.AMOUNT, required=True)


def words(**options: Any) -> serializers.CharField:
    return serializers.CharField(max_length=MOST_WORDS, validators=[without_nul], **options)


class SampleSerializer(Serializer):
    """How the lines were drawn, and what was found in them; the rate says nothing of others."""

    method = serializers.ChoiceField(SampleMethod.choices)
    size = serializers.IntegerField()
    seed = serializers.CharField()
    drawn_on = serializers.DateField()
    lines = serializers.ListField(child=serializers.IntegerField())
    error_pct = serializers.DecimalField(max_digits=5, decimal_places=1, allow_null=True)
    lines_with_error = serializers.IntegerField()


class ControlSerializer(Serializer):
    """`to_judge` are all lines, or those of the sample; `judged` how many of them have a
    verdict."""

    id = serializers.UUIDField(read_only=True, source="claim.pk")
    code = serializers.CharField(read_only=True, source="claim.code")
    project = IdField(read_only=True, source="claim.project")
    year = serializers.IntegerField(read_only=True, source="claim.year")
    category = serializers.ChoiceField(
        CostCategory.choices, read_only=True, source="claim.category"
    )
    declared_on = serializers.DateField(read_only=True, allow_null=True, source="claim.declared_on")
    controlled_on = serializers.DateField(
        read_only=True, allow_null=True, source="claim.controlled_on"
    )
    control_reason = serializers.CharField(read_only=True, source="claim.control_reason")
    to_judge = serializers.IntegerField(read_only=True)
    judged = serializers.IntegerField(read_only=True)
    sample = serializers.SerializerMethodField()

    @extend_schema_field(SampleSerializer(allow_null=True))
    def get_sample(self, control: Control) -> dict[str, Any] | None:
        sample, rate, chosen = control.sample, control.rate, control.chosen
        if sample is None or rate is None or chosen is None:
            return None
        told = {
            "method": sample.method,
            "size": sample.size,
            "seed": sample.seed,
            "drawn_on": sample.drawn_on,
            "lines": sorted(chosen),
            "error_pct": rate.pct,
            "lines_with_error": rate.wrong,
        }
        return dict(SampleSerializer(told).data)


class JudgedLine(Serializer):
    """A line with what control made of it."""

    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    claim = IdField(read_only=True)
    number = serializers.IntegerField(read_only=True)
    amount_declared = ValueField(AMOUNT, read_only=True, required=False)
    amount_accepted = ValueField(Column("amount", kinds.AMOUNT), read_only=True, required=False)
    control_reason = serializers.CharField(read_only=True)
    proof_question = serializers.CharField(read_only=True)
    proof_asked_on = serializers.DateField(read_only=True)
    proof_answer = serializers.CharField(read_only=True)
    proof_answered_on = serializers.DateField(read_only=True)


class JudgeBody(Serializer):
    """All of it, less or nothing; less needs a reason."""

    amount_accepted = ValueField(AMOUNT)
    reason = words(required=False, allow_blank=True)


class QuestionBody(Serializer):
    question = words()


class AnswerBody(Serializer):
    answer = words()


class SampleBody(Serializer):
    """Without a seed one is made."""

    method = serializers.ChoiceField(SampleMethod.choices)
    size = serializers.IntegerField(min_value=1)
    seed = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST_SEED, validators=[without_nul]
    )


class CloseBody(Serializer):
    reason = words(required=False, allow_blank=True)


class Nothing(Serializer):
    """An act that asks for nothing."""
