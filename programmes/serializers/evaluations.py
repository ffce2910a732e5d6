"""Evaluations as the API takes and gives them: the columns of evaluations.csv, and the scores per
criterion, which a package does not carry."""

from typing import Any

from rest_framework import serializers

from m2w.data_package import kinds
from m2w.data_package.schema import Field as Column
from m2w.fields import validate_code
from m2w.serializers import Serializer, ValueField, columns_of, without_nul
from programmes.evaluating import Judged
from programmes.package.results import EvaluationTable
from programmes.services.evaluations import LONGEST_REASON

COLUMNS = {column.name: column for column in EvaluationTable.fields}
NAMED = ("kind", "level", "scope", "track", "period_start")
IN_DRAFT = ("score", "verdict", "conclusion")


def text(**options: Any) -> serializers.CharField:
    return serializers.CharField(validators=[without_nul], **options)


def free_text() -> serializers.CharField:
    return text(required=False, allow_blank=True)


class CriterionScore(Serializer):
    """What a sheet says of one criterion, named by its code."""

    criterion = text(max_length=40)
    score = ValueField(Column("score", kinds.integer(1, 4)))
    comment = free_text()

    def to_internal_value(self, data: Any) -> Judged:
        said = super().to_internal_value(data)
        return Judged(said["criterion"], said.get("score"), said.get("comment", ""))


class EvaluationSerializer(Serializer):
    """Of a draft `score` and `verdict` are what its writer has in mind so far."""

    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    score_reason = serializers.CharField(read_only=True)
    scores = CriterionScore(many=True, read_only=True)

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), **columns_of(EvaluationTable)}

    def to_representation(self, instance: Any) -> dict[str, Any]:
        told = super().to_representation(instance)
        if instance.held_on is None:
            told["score"] = COLUMNS["score"].write(instance.draft_score) or None
            told["verdict"] = instance.draft_verdict or None
        told["scores"] = [
            {
                "criterion": line.criterion.code,
                "score": COLUMNS["score"].write(line.score) or None,
                "comment": line.comment,
            }
            for line in instance.scores.all()
        ]
        return told


class SheetFields(Serializer):
    """What may be filled in on a draft; what is not named stays."""

    score_reason = free_text()
    scores = CriterionScore(many=True, required=False)

    def get_fields(self) -> dict[str, Any]:
        columns = {name: ValueField(COLUMNS[name], required=False) for name in IN_DRAFT}
        return {**super().get_fields(), **columns}


class NewSheet(SheetFields):
    """`scope` is the code of a project, a province or a call, as the level says."""

    code = serializers.CharField(required=False, validators=[validate_code])

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), **{name: ValueField(COLUMNS[name]) for name in NAMED}}


class FinaliseBody(Serializer):
    """Without a day that of the meeting."""

    held_on = ValueField(Column("held_on", kinds.DATE))


class ReopenBody(Serializer):
    reason = text(max_length=LONGEST_REASON)


class SaidBody(Serializer):
    text = text()
