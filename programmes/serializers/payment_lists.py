"""Payment lists as the API gives them: what is on each, and its lines as the ledger takes them."""

from typing import Any

from rest_framework import serializers

from m2w.data_package import kinds
from m2w.data_package.schema import Field as Column
from m2w.serializers import Serializer, ValueField
from programmes.choices import PaymentKind


class PaymentListSerializer(Serializer):
    """A recovery is taken off `total`."""

    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    number = serializers.IntegerField(read_only=True)
    made_on = serializers.DateField(read_only=True)
    made_by = serializers.CharField(read_only=True)
    count = serializers.IntegerField(read_only=True)
    total = serializers.DecimalField(
        max_digits=14, decimal_places=2, read_only=True, allow_null=True
    )


class LedgerLine(Serializer):
    """A line as in the file for the ledger: `project` is a code, `promoter` a name. Of a recovery
    the amount is positive too."""

    list = serializers.IntegerField()
    line = serializers.IntegerField()
    kind = serializers.ChoiceField(PaymentKind.choices)
    project = serializers.RegexField(f"^{kinds.CODE_PATTERN}$")
    promoter = serializers.CharField()
    kbo_number = serializers.CharField()
    financing_number = serializers.CharField()
    decided_on = serializers.DateField()
    reference = serializers.CharField()

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), "amount": ValueField(Column("amount", kinds.AMOUNT))}
