"""The fees of volunteers as the API takes and gives them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from m2w.data_package import kinds
from m2w.data_package.schema import Field as Column
from m2w.serializers import DayField, IdField, Serializer, ValueField
from matching.models import Mentor
from matching.services.fees import MOST_DAYS
from programmes.models import Project


def amount(name: str) -> ValueField:
    return ValueField(Column(name, kinds.AMOUNT, required=True))


def told(name: str) -> ValueField:
    return ValueField(Column(name, kinds.AMOUNT), read_only=True)


class FeeSerializer(Serializer):
    """What a mentor gets for one day. `claim` and `claim_line`: where it was declared."""

    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    mentor = IdField(read_only=True)
    project = IdField(read_only=True)
    day = serializers.DateField(read_only=True)
    claim_line = IdField(allow_null=True, read_only=True)
    claim = serializers.SerializerMethodField()

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), "amount": amount("amount")}

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_claim(self, fee: Any) -> str | None:
        return str(fee.claim_line.claim_id) if fee.claim_line else None


class NewFees(Serializer):
    """One or several days of one mentor, each for the same amount in euro."""

    mentor = IdField(Mentor)
    project = IdField(Project)
    days = serializers.ListField(child=DayField(), max_length=MOST_DAYS)

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), "amount": amount("amount")}


class FeeFields(Serializer):
    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), "amount": amount("amount")}


class ClaimFeesBody(Serializer):
    project = IdField(Project)
    year = serializers.IntegerField(min_value=kinds.FIRST_YEAR, max_value=kinds.LAST_YEAR)


class MentorYearSerializer(Serializer):
    """What a mentor got in a year, of all projects: on how many days, how much together, what
    the law allows, and what is left of that."""

    mentor = IdField(read_only=True)
    days = serializers.IntegerField(read_only=True)

    def get_fields(self) -> dict[str, Any]:
        sums = {name: told(name) for name in ("total", "maximum", "left")}
        return {**super().get_fields(), **sums}
