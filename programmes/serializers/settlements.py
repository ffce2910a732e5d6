"""Settlements as the API takes and gives them: the columns of settlements.csv, whether they count,
and what corrected them."""

from decimal import Decimal
from typing import Any

from rest_framework import serializers

from m2w.data_package import kinds
from m2w.data_package.schema import Field as Column
from m2w.fields import validate_code
from m2w.serializers import IdField, Serializer, ValueField, columns_of, without_nul
from programmes.models import Project
from programmes.package.money import SettlementTable
from programmes.services.settlements import MOST_WORDS


class SignedAmountField(serializers.RegexField):
    """An amount as in the package; below zero it has a minus before it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(r"\A-?[0-9]{1,12}(\.[0-9]{1,2})?\Z", **kwargs)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        return Decimal(super().run_validation(data))


class CorrectionSerializer(Serializer):
    """`confirmed`: by a second person; what is not counts in no figure."""

    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    amount = serializers.DecimalField(max_digits=14, decimal_places=2, read_only=True)
    corrected_on = serializers.DateField(read_only=True)
    reason = serializers.CharField(read_only=True)
    confirmed = serializers.BooleanField(read_only=True, source="counts")


class SettlementSerializer(Serializer):
    """`confirmed`: by a second person, or loaded; what is not counts in no figure."""

    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    project = IdField(read_only=True)
    confirmed = serializers.BooleanField(read_only=True, source="counts")
    corrections = CorrectionSerializer(many=True, read_only=True)

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), **columns_of(SettlementTable)}


class NewSettlement(Serializer):
    """Without an amount what was accepted, as far as there is room under what was granted;
    without a day today."""

    code = serializers.CharField(required=False, validators=[validate_code])
    project = IdField(Project)
    year = ValueField(Column("year", kinds.YEAR, required=True))
    amount = ValueField(Column("amount", kinds.AMOUNT))
    settled_on = ValueField(Column("settled_on", kinds.DATE))


class CorrectBody(Serializer):
    """What is added to a settlement, or taken off, from a day on: today unless said."""

    amount = SignedAmountField()
    corrected_on = ValueField(Column("corrected_on", kinds.DATE))
    reason = serializers.CharField(max_length=MOST_WORDS, validators=[without_nul])
