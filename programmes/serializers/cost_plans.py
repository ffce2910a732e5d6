"""What a project means to spend as the API takes and gives it: an amount per category of a year."""

from typing import Any

from rest_framework import serializers

from m2w.data_package import kinds
from m2w.data_package.schema import Field as Column
from m2w.serializers import IdField, Serializer, ValueField
from programmes.choices import CostCategory

AMOUNT = Column("amount", kinds.AMOUNT)


class CostPlanSerializer(Serializer):
    """One category of one year."""

    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    project = IdField(read_only=True)
    year = serializers.IntegerField(read_only=True)
    category = serializers.ChoiceField(CostCategory.choices, read_only=True)
    amount = ValueField(AMOUNT, read_only=True)


class PlannedAmounts(Serializer):
    """An amount per category; null takes it away, and one that is not named keeps its own."""

    def get_fields(self) -> dict[str, Any]:
        amounts = {name: ValueField(AMOUNT, required=False) for name in CostCategory.values}
        return {**super().get_fields(), **amounts}


class YearPlanSerializer(PlannedAmounts):
    """The plan of a project for a year; `granted` is the part of its grants for those days."""

    project = IdField(read_only=True)
    year = serializers.IntegerField(read_only=True)
    granted = ValueField(AMOUNT, read_only=True)
