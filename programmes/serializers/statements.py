"""What a settlement follows from and what is left to pay, as the API gives it."""

from typing import Any

from rest_framework import serializers

from m2w.data_package import kinds
from m2w.data_package.schema import Field as Column
from m2w.serializers import IdField, Serializer, ValueField
from programmes.choices import CostCategory


def amount() -> ValueField:
    return ValueField(Column("amount", kinds.AMOUNT), read_only=True)


def signed() -> serializers.DecimalField:
    return serializers.DecimalField(max_digits=14, decimal_places=2, read_only=True)


class YearToSettleSerializer(Serializer):
    """A year of which all that was declared is controlled, and what was accepted of it."""

    project = IdField(read_only=True)
    year = serializers.IntegerField(read_only=True)
    accepted = amount()


class RefusalSerializer(Serializer):
    """A cost that was not accepted in full: its number on the claim, and why."""

    number = serializers.IntegerField(read_only=True)
    amount = amount()
    reason = serializers.CharField(read_only=True)


class StatementCategory(Serializer):
    category = serializers.ChoiceField(CostCategory.choices, read_only=True)
    refusals = RefusalSerializer(many=True, read_only=True)

    def get_fields(self) -> dict[str, Any]:
        figures = {name: amount() for name in ("declared", "accepted", "refused")}
        return {**super().get_fields(), **figures}


class StatementSerializer(Serializer):
    """`of_year` is what is settled of the year with its corrections. `settled`, `paid` and
    `underway` (decided, not paid yet) are of all years of the project, and `granted` is its
    ceiling. `balance` is to be paid, or below zero to be recovered; no payment was decided yet for
    `to_decide` of it."""

    settlement = IdField(read_only=True)
    categories = StatementCategory(many=True, read_only=True)

    def get_fields(self) -> dict[str, Any]:
        plain = dict.fromkeys(("declared", "accepted", "granted"), amount)
        both = ("of_year", "settled", "paid", "underway", "balance", "to_decide")
        figures = {name: make() for name, make in (plain | dict.fromkeys(both, signed)).items()}
        return {**super().get_fields(), **figures}
