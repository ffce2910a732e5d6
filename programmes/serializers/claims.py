"""Claims and their lines as the API takes and gives them: the columns of claims.csv, and what a
line says."""

from typing import Any

from rest_framework import serializers

from m2w.accounts.models import Staff
from m2w.data_package import kinds
from m2w.data_package.schema import Field as Column
from m2w.fields import validate_code
from m2w.serializers import IdField, Serializer, ValueField, columns_of
from programmes.choices import ClaimState, CostCategory
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
    """What VDAB asks to prove, and the answer, are read here and told at the line's own acts."""

    id = serializers.UUIDField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    claim = IdField(Claim, read_only=True)
    number = serializers.IntegerField(read_only=True)
    staff = IdField(Staff, read_only=True)
    proof_question = serializers.CharField(read_only=True)
    proof_asked_on = serializers.DateField(read_only=True)
    proof_answer = serializers.CharField(read_only=True)
    proof_answered_on = serializers.DateField(read_only=True)

    def get_fields(self) -> dict[str, Any]:
        controlled = {
            "amount_accepted": ValueField(Column("amount_accepted", kinds.AMOUNT)),
            "control_reason": ValueField(Column("control_reason", kinds.text())),
        }
        return {**super().get_fields(), **controlled}


class ClaimToControl(Serializer):
    """`to_judge` counts all lines of the claim, `judged` those with a verdict; `sampled`: of this
    claim only a sample is controlled."""

    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    project = IdField(read_only=True)
    declared_on = serializers.DateField(read_only=True)
    to_judge = serializers.IntegerField(read_only=True)
    judged = serializers.IntegerField(read_only=True)
    sampled = serializers.SerializerMethodField()

    def get_fields(self) -> dict[str, Any]:
        kept = columns_of(ClaimTable, *SUMS, "declared_on", "controlled_on", "control_reason")
        amount = ValueField(Column("amount_declared", kinds.AMOUNT), source="declared")
        return {**super().get_fields(), **kept, "amount_declared": amount}

    def get_sampled(self, claim: Claim) -> bool:
        return hasattr(claim, "sample")


def amount() -> ValueField:
    return ValueField(Column("amount", kinds.AMOUNT), read_only=True)


def signed(**kwargs: Any) -> serializers.DecimalField:
    return serializers.DecimalField(max_digits=14, decimal_places=2, read_only=True, **kwargs)


class CategoryOfYear(Serializer):
    """`costs` stand on the claim, submitted or not; `difference` is what of the plan is left."""

    category = serializers.ChoiceField(CostCategory.choices, read_only=True)
    claim = IdField(read_only=True, allow_null=True)
    planned = amount()
    costs = amount()
    declared = amount()
    accepted = amount()
    difference = signed(allow_null=True)


class ClaimYearSerializer(Serializer):
    """`granted` is the part of the project's grants for the days of the year; the costs are
    declared by `due_on`."""

    project = IdField(read_only=True)
    year = serializers.IntegerField(read_only=True)
    due_on = serializers.DateField(read_only=True)
    granted = amount()
    categories = CategoryOfYear(many=True, read_only=True)


class YearToClaim(Serializer):
    """A year that is over and of which nothing was declared."""

    project = IdField(read_only=True)
    year = serializers.IntegerField(read_only=True)
    due_on = serializers.DateField(read_only=True)
    is_late = serializers.BooleanField(read_only=True)
