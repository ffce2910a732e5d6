"""Claims and their lines as the API takes and gives them: the columns of claims.csv, and what a
line says."""

from typing import Any

from rest_framework import serializers

from m2w.accounts.models import Staff
from m2w.data_package import kinds
from m2w.data_package.schema import Field as Column
from m2w.fields import validate_code
from m2w.serializers import IdField, Serializer, ValueField, columns_of
from programmes.choices import ClaimState
from programmes.models import Claim, Project
from programmes.package.money import ClaimTable
from programmes.services.claim_lines import LONGEST

SUMS = ("amount_declared", "amount_accepted")
HOURS = kinds.AMOUNT


class ClaimSerializer(Serializer):
    """`amount_declared` is what the lines come to, also in draft; `amount_accepted` what was
    accepted of it once it was controlled."""

    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    state = serializers.ChoiceField(ClaimState.choices, read_only=True)
    project = IdField(read_only=True)

    def get_fields(self) -> dict[str, Any]:
        sums = {"amount_declared": "costs", "amount_accepted": "accepted"}
        amounts = {
            name: ValueField(Column(name, kinds.AMOUNT), source=source, read_only=True)
            for name, source in sums.items()
        }
        return {**super().get_fields(), **columns_of(ClaimTable, *SUMS), **amounts}


class NewClaim(Serializer):
    code = serializers.CharField(required=False, validators=[validate_code])
    project = IdField(Project)

    def get_fields(self) -> dict[str, Any]:
        dates = ("declared_on", "controlled_on", "control_reason")
        return {**super().get_fields(), **columns_of(ClaimTable, *SUMS, *dates)}


class LineFields(Serializer):
    """What a promoter tells of a line. Where the call has an hours norm, the amount of a member of
    staff follows from their hours and yearly cost."""

    staff = IdField(Staff, required=False, allow_null=True)

    def get_fields(self) -> dict[str, Any]:
        texts = {
            name: ValueField(Column(name, kinds.text(longest)), required=False)
            for name, longest in LONGEST.items()
        }
        numbers = {
            "hours": HOURS,
            "yearly_cost": kinds.AMOUNT,
            "spent_on": kinds.DATE,
            "amount_declared": kinds.AMOUNT,
        }
        values = {
            name: ValueField(Column(name, kind), required=False) for name, kind in numbers.items()
        }
        return {**super().get_fields(), **texts, **values}


class LineSerializer(LineFields):
    id = serializers.UUIDField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    claim = IdField(Claim, read_only=True)
    number = serializers.IntegerField(read_only=True)
    staff = IdField(Staff, read_only=True)

    def get_fields(self) -> dict[str, Any]:
        controlled = {
            "amount_accepted": ValueField(Column("amount_accepted", kinds.AMOUNT)),
            "control_reason": ValueField(Column("control_reason", kinds.text())),
        }
        return {**super().get_fields(), **controlled}

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """What control found is told once it is done."""
        told = super().to_representation(instance)
        if instance.claim.controlled_on is None:
            told |= {"amount_accepted": None, "control_reason": None}
        return told
