"""Outcomes as the API takes and gives them: the columns of outcomes.csv, what shows them, and what
VDAB found.
"""

from typing import Any

from rest_framework import serializers

from m2w.data_package import kinds
from m2w.data_package.schema import Field as Column
from m2w.fields import validate_code
from m2w.serializers import IdField, Serializer, ValueField, columns_of
from programmes.choices import RemovalReason, Verification
from programmes.models import Enrolment
from programmes.models.outcomes import LONGEST_NOTE
from programmes.outcome_file import OutcomeFile
from programmes.package.results import OutcomeTable


class OutcomeFields(Serializer):
    """What a promoter tells of an outcome."""

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), **columns_of(OutcomeFile)}


class OutcomeSerializer(OutcomeFields):
    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    enrolment = IdField(read_only=True)
    verification = serializers.CharField(read_only=True)
    verification_note = serializers.CharField(read_only=True)

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), **columns_of(OutcomeTable)}


class NewOutcome(OutcomeFields):
    code = serializers.CharField(required=False, validators=[validate_code])
    enrolment = IdField(Enrolment)


class RemoveOutcomeBody(Serializer):
    reason = serializers.ChoiceField(RemovalReason.choices)


class VerifyBody(Serializer):
    """`other_dates` needs the first day that VDAB found; without a last one it goes on."""

    result = serializers.ChoiceField(Verification.choices)
    started_on = ValueField(Column("started_on", kinds.DATE))
    ended_on = ValueField(Column("ended_on", kinds.DATE))
    note = serializers.CharField(required=False, allow_blank=True, max_length=LONGEST_NOTE)
